import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** The first, one in the middle and the last: they are made together, by the first go that finds none. */
const SAMPLES = ['00', '7f', 'ff'] as const;

/** The build cache is 256 directories, made once; whoever made them is the one who may write to them. */
export function judgeBuildCache(host: Host, { values }: Seen): GoEnvFinding[] {
  const cache = values.GOCACHE ?? '';
  if (!cache.startsWith('/')) return [];
  for (const name of SAMPLES) {
    const path = `${cache}/${name}`;
    const stat = host.stat(path);
    // Where it is missing go makes it: whether it can is what the permissions probe asks of GOCACHE itself.
    const there = stat.ok ? stat : host.lstat(path);
    if (!there.ok) continue;
    const { uid: owner, mode, type } = there.value;
    const access = host.access(path, 'write');
    const code = access.ok ? (type === 'directory' ? null : 'ENOTDIR') : access.error.code;
    if (code === null) continue;
    const isOther = type !== 'directory' && (stat.ok || !isUnknown(stat.error));
    const args = {
      ...{ cache, path, owner, mode: octal(mode), uid: host.ids.euid },
      code: isOther ? 'ENOTDIR' : code,
    };
    return [{ rule: 'go-env/build-cache-unwritable', args }];
  }
  return [];
}

/** `0o755` → `"0755"`. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
