import type { Host } from '../../../src/target/host.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import { octal } from '../caches/judge-build-cache.ts';
import type { Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import type { Closed } from '../rules/text.ts';

/** A file or directory that is there, or may be, and that this user may not read. */
export type Unreadable = Omit<Closed, 'uid'>;

/** The files that go reads before it builds anything: EACCES is not ENOENT, and ends every command. */
export function judgeUnreadable(host: Host, { module }: Seen, more: readonly string[]): GoEnvFinding[] {
  const { gowork, gomod, vendor, build } = module;
  const paths = [
    ...[gowork, gomod].filter((path) => path !== null),
    ...more,
    ...(vendor !== null && build.mod === 'vendor' ? [vendor, `${vendor}/modules.txt`] : []),
  ];
  const found = firstUnreadable(host, paths);
  if (found === null) return [];
  return [{ rule: 'go-env/file-unreadable', args: { ...found, uid: host.ids.euid } }];
}

export function firstUnreadable(host: Host, paths: readonly string[]): Unreadable | null {
  for (const path of new Set(paths)) {
    const code = refusal(host, path);
    if (code === null) continue;
    const at = host.stat(path).ok ? path : parentOf(path);
    const stat = host.stat(at);
    return {
      path,
      code,
      owner: stat.ok ? stat.value.uid : null,
      mode: stat.ok ? octal(stat.value.mode) : null,
    };
  }
  return null;
}

/** errno of what is not just missing. */
function refusal(host: Host, path: string): string | null {
  const stat = host.stat(path);
  if (!stat.ok) return stat.error.code === 'ENOENT' || stat.error.code === 'ENOTDIR' ? null : stat.error.code;
  const read = host.access(path, 'read');
  if (!read.ok) return read.error.code;
  if (stat.value.type !== 'directory') return null;
  const search = host.access(path, 'search');
  return search.ok ? null : search.error.code;
}
