import type { Family } from '../../../../src/core/platform.ts';
import type { Ids } from '../../../../src/target/host.ts';
import type { MemoryHostOptions } from '../memory-host.ts';
import { directory, file, type Tree } from '../tree.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n';
const GROUP = 'root:x:0:\nstaff:x:50:\nnogroup:x:65534:\n';

/** Directories, modes and accounts of a stock image: as every family has them. */
export function baseTree(family: Family): Tree {
  const nonroot = family === 'scratch' ? 'nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' : '';
  return {
    '/etc/passwd': PASSWD + nonroot,
    '/etc/group': GROUP,
    '/tmp': directory({ mode: 0o1777 }),
    '/root': directory({ mode: 0o700 }),
    '/home': directory(),
    ...(family === 'scratch' ? { '/home/nonroot': directory({ uid: 65532, gid: 65532 }) } : {}),
    '/usr/local/bin': directory(),
    '/usr/bin': directory(),
    '/bin': directory(),
    '/etc/ssl/certs/ca-certificates.crt': file('# certificates\n'),
  };
}

/** What the golang images add: /go is open to every user. */
export const GOPATH_TREE: Tree = {
  '/go': directory({ mode: 0o1777 }),
  '/go/bin': directory({ mode: 0o1777 }),
  '/go/src': directory({ mode: 0o1777 }),
};

/** One mount at / and those that are named, as `mount point: options`. */
export function mountTable(more: Readonly<Record<string, string>> = {}, root = 'rw'): Tree {
  const line = (id: number, on: number, at: string, options: string) =>
    `${id} ${on} 0:${id} / ${at} ${options},relatime - ${at === '/' ? 'overlay overlay' : 'tmpfs tmpfs'} rw\n`;
  const lines = Object.entries(more).map(([at, options], i) => line(30 + i, 20, at, options));
  return { '/proc/self/mountinfo': line(20, 1, '/', root) + lines.join('') };
}

/** Ids of a process that has one group beside none. */
export function user(uid: number, gid = uid, groups: readonly number[] = [gid]): Ids {
  return { uid, euid: uid, gid, egid: gid, groups };
}

/** A getfacl that prints the lists that are given, by path, and none for others. */
export function getfacl(lists: Readonly<Record<string, string>>): Pick<MemoryHostOptions, 'programs'> {
  return {
    programs: {
      '/usr/bin/getfacl': ({ args }) => ({
        stdout: args
          .filter((path) => lists[path] !== undefined)
          .map((path) => `# file: ${path}\n${lists[path]}\n`)
          .join('\n'),
      }),
    },
  };
}
