import { STANDARD_GOROOT } from '../../../src/go/find-go.ts';
import { isFile } from '../../../src/target/file-type.ts';
import type { Host } from '../../../src/target/host.ts';
import type { Found } from '../../../src/target/program/find-program.ts';
import { inDirectory, pathDirectories } from '../../../src/target/program/find-program.ts';
import { orNull } from '../../../src/target/result.ts';
import type { RangeTest } from '../range.ts';
import { findTree, statedVersion } from '../tree/goroot.ts';
import { parseVersion } from './parse.ts';

/** Another toolchain of this machine. Type, not interface: it is evidence as it stands. */
export type Alternative = { readonly path: string; readonly version: string };

/**
 * A toolchain that the policy would accept, behind the one that is found first: a distribution's package
 * often hides the one in /usr/local/go. Its version is what its VERSION file says. Looked for only where
 * the first will not do.
 */
export function acceptedElsewhere(host: Host, go: Found, accepts: RangeTest): Alternative | null {
  const own = findTree(host, go.path);
  for (const path of candidates(host)) {
    const tree = isFile(host, path) ? findTree(host, path) : null;
    const version = tree === null || tree === own ? null : parseVersion(statedVersion(host, tree));
    if (version !== null && accepts(version.semver)) return { path, version: version.semver };
  }
  return null;
}

/** On PATH, in the standard place, and where Debian keeps each line. */
function candidates(host: Host): readonly string[] {
  const lines = orNull(host.readdir('/usr/lib')) ?? [];
  return [
    ...pathDirectories(host.env.PATH).map((directory) => inDirectory(directory, 'go')),
    `${STANDARD_GOROOT}/bin/go`,
    ...lines.filter((name) => /^go-1\.\d+$/.test(name)).map((name) => `/usr/lib/${name}/bin/go`),
  ];
}
