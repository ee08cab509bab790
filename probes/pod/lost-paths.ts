import type { Policy } from '../../src/core/policy/policy.ts';
import type { AccessMode } from '../../src/target/file.ts';
import type { Host } from '../../src/target/host.ts';
import { bitOf, modeGrants } from '../../src/target/posix/access.ts';
import { findOnPath } from '../../src/target/program/find-program.ts';

/** A path that is needed, and that only a group is let to which the process is not in. */
export type LostPath = {
  readonly path: string;
  readonly need: 'read' | 'write' | 'execute' | 'search';
  /** What refuses: the path, or a directory above it. */
  readonly at: string;
};

/** Enough to see what is the matter. */
const MOST = 8;

/** Of the program, the working directory, paths that variables and the policy name: those that need that group. */
export function lostPaths(host: Host, { permissions }: Policy, group: number | null): readonly LostPath[] {
  if (group === null) return [];
  const asked = [...ofProcess(host), ...ofPolicy(permissions.paths)];
  const lost = asked.flatMap(({ path, need }) => {
    const at = refusing(host, path, need, group);
    return at === null ? [] : [{ path, need, at }];
  });
  return lost.slice(0, MOST);
}

type Asked = Pick<LostPath, 'path' | 'need'>;

function ofProcess(host: Host): readonly Asked[] {
  const { env, cwd } = host;
  const line = host.readFile(`${host.proc}/cmdline`);
  const [word = ''] = line.ok ? line.value.toString('utf8').split('\0') : [];
  const program = word.includes('/') ? word : word === '' ? null : findOnPath(host, word);
  const directories = (env.SSL_CERT_DIR ?? '').split(':');
  const all: readonly (readonly [string | null | undefined, Asked['need']])[] = [
    [program, 'execute'],
    [cwd, 'search'],
    [env.HOME, 'write'],
    [env.TMPDIR, 'write'],
    [env.SSL_CERT_FILE, 'read'],
    ...directories.map((directory) => [directory, 'read'] as const),
  ];
  return all.flatMap(([path, need]) => (path?.startsWith('/') ? [{ path, need }] : []));
}

function ofPolicy(paths: Policy['permissions']['paths']): readonly Asked[] {
  return paths.flatMap(({ path, need }) =>
    need.map((one): Asked => ({ path, need: one === 'create' ? 'write' : one })),
  );
}

/** What refuses for want of the group alone: the first directory on the way that does, or the path itself. */
function refusing(host: Host, path: string, need: Asked['need'], group: number): string | null {
  const parts = path.split('/').filter(Boolean);
  for (let i = 0; i < parts.length; i++) {
    const at = `/${parts.slice(0, i + 1).join('/')}`;
    const mode: AccessMode = i < parts.length - 1 ? 'search' : need;
    const may = host.access(at, mode);
    if (may.ok) continue;
    const stat = host.stat(at);
    if (may.error.code !== 'EACCES' || !stat.ok) return null;
    const isOfGroup = stat.value.gid === group && modeGrants(stat.value.mode, 'group', bitOf(mode));
    return isOfGroup ? at : null;
  }
  return null;
}
