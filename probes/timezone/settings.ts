import { STANDARD_GOROOT } from '../../src/host/find-go.ts';
import type { Host } from '../../src/host/host.ts';
import type { ZoneSettings } from './resolution.ts';

/** The variables that decide, as the process has them. */
export function zoneSettings(host: Host): ZoneSettings {
  const { TZ, TZDIR, GOROOT } = host.env;
  return {
    tz: TZ ?? null,
    tzdir: TZDIR || null,
    cwd: host.cwd,
    // A program knows the GOROOT of its build, which for official images is the standard one.
    goroots: [GOROOT || STANDARD_GOROOT],
  };
}
