import type { Host } from '../../../src/target/host.ts';
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
    if (!stat.ok) continue;
    const access = host.access(path, 'write');
    if (access.ok) continue;
    const { uid: owner, mode } = stat.value;
    const args = { cache, path, owner, mode: octal(mode), code: access.error.code, uid: host.ids.euid };
    return [{ rule: 'go-env/build-cache-unwritable', args }];
  }
  return [];
}

/** `0o755` → `"0755"`. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
