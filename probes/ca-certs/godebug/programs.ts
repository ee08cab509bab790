import { type GoBuildInfo, readGoBuildInfo } from '../../../src/go/build-info.ts';
import type { Host } from '../../../src/target/host.ts';
import { KEY, settingsOf } from './settings.ts';

/** A larger program is not looked into. */
const MAX_BYTES = 512 * 1024 * 1024;

/** Modules that hold public roots and call x509.SetFallbackRoots with them: used where the system has none. */
const FALLBACK_ROOTS = ['golang.org/x/crypto/x509roots/fallback', 'github.com/breml/rootcerts'] as const;

/** The first of these files that is a Go program which takes negative serial numbers unless GODEBUG says otherwise. */
export function programTakesNegativeSerials(host: Host, programs: readonly string[]): boolean {
  return programs.some((path) => {
    const info = readGoBuildInfo(host, path, MAX_BYTES);
    return info !== null && (isBefore(info, 23) || settingsOf(defaultGodebug(info)).get(KEY) === '1');
  });
}

/** The first of these files that is a Go program with roots of its own inside. */
export function programWithRoots(host: Host, programs: readonly string[]): string | null {
  const found = programs.find((path) =>
    readGoBuildInfo(host, path, MAX_BYTES)?.lines.some((line) =>
      FALLBACK_ROOTS.some((module) => line.startsWith(`dep\t${module}\t`)),
    ),
  );
  return found ?? null;
}

/** What godebug lines, //go:debug lines and the go line of its main module came to when it was built. */
function defaultGodebug({ lines }: GoBuildInfo): string {
  const key = 'build\tDefaultGODEBUG=';
  return lines.find((line) => line.startsWith(key))?.slice(key.length) ?? '';
}

function isBefore({ version }: GoBuildInfo, minor: number): boolean {
  const built = /^go1\.(\d+)/.exec(version)?.[1];
  return built !== undefined && Number(built) < minor;
}
