import type { TargetDescription } from '../../core/documents/target-description.ts';
import type { Host } from '../host.ts';
import { nodeOf } from '../system/node-there.ts';
import { readOsRelease } from '../system/os-release.ts';
import { detectPlatform } from '../system/platform.ts';

/** What the files say of the system. */
export function systemOf(host: Host): TargetDescription['system'] {
  const platform = detectPlatform(host);
  return {
    name: readOsRelease(host) === null ? null : platform.label,
    arch: host.arch === 'unknown' ? null : host.arch,
    libc: platform.libc,
    node: nodeOf(host)?.version ?? null,
  };
}
