import { isDirectory, lacks } from '../../../src/target/file-type.ts';
import type { Host } from '../../../src/target/host.ts';
import { type GoVersion, parseVersion } from '../command/parse.ts';
import type { GorootFacts } from '../facts.ts';
import { toolVersion } from './compiler.ts';
import { type Goroot, missingParts, statedVersion } from './goroot.ts';
import { firstUnusable, hiddenBy, leftover } from './sample.ts';

/**
 * What a build would find in the GOROOT.
 *
 * @param version what the go command said; null where it failed
 */
export function gorootFacts(host: Host, goroot: Goroot, version: GoVersion | null): GorootFacts {
  const facts = {
    ...goroot,
    isDirectory: isDirectory(host, goroot.path),
    otherVersion: null,
    compiler: null,
    unusable: null,
    leftover: null,
  };
  if (!goroot.path.startsWith('/') || version?.gccgo) return { ...facts, missing: [] };
  if (!facts.isDirectory) return { ...facts, missing: [], unusable: hiddenBy(host, goroot.path) };
  if (version === null) {
    const unusable = hiddenBy(host, `${goroot.path}/pkg/tool`);
    return { ...facts, missing: missingTools(host, goroot), unusable };
  }
  const platform = `${version.os}_${version.arch}`;
  const missing = missingParts(host, goroot.path, platform, version.minor);
  const more = {
    missing,
    unusable: firstUnusable(host, goroot.path, platform),
    leftover: version.major === 1 ? leftover(host, goroot.path, version.minor) : null,
  };
  const line = statedVersion(host, goroot.path);
  const stated = parseVersion(line);
  if (stated === null || stated.semver === version.semver) return { ...facts, ...more };
  const compiler = toolVersion(host, `${goroot.path}/pkg/tool/${platform}/compile`);
  return { ...facts, ...more, otherVersion: line, compiler };
}

/** Without its tools a tree is no GOROOT to the go command, which then fails at everything. */
function missingTools(host: Host, { path, from }: Goroot): readonly string[] {
  return from === 'binary' && lacks(host, `${path}/pkg/tool`, 'directory') ? ['pkg/tool'] : [];
}
