import type { ProfileName } from '../../../src/core/profile.ts';
import { STANDARD_GOROOT } from '../../../src/go/find-go.ts';
import type { Host } from '../../../src/target/host.ts';
import type { ZoneSettings } from './resolution.ts';

/**
 * The variables that decide, as the process has them. A Go program knows the GOROOT of its build, unless it was
 * built with -trimpath, and takes zone data from there where it has none. In the runtime profile nobody knows where
 * it was built, so a toolchain that happens to be here counts only where GOROOT names it to every Go program.
 */
export function zoneSettings(
  host: Host,
  profile: ProfileName,
  programs: readonly string[] = [],
): ZoneSettings {
  const { TZ, TZDIR, GOROOT } = host.env;
  return {
    tz: TZ ?? null,
    tzdir: TZDIR || null,
    cwd: host.cwd,
    programs,
    goroots: GOROOT ? [GOROOT] : profile === 'build' ? [STANDARD_GOROOT] : [],
  };
}
