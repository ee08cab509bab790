import { spawnSync } from 'node:child_process';
import type { Listed } from '../posix/permission.ts';
import type { Viewer } from './files.ts';
import type { Held } from './tree.ts';

/** Longer than ls takes for a directory of the usual size. */
const LIMIT_MS = 500;

/** The descriptor as ls has it. */
const HANDED = '/proc/self/fd/3';

/** Names are escaped: no line break in one may look like a line. */
const FORMAT = ['-l', '-n', '-i', '-b', '--time-style=+'];

/** Whether a program is a GNU ls that marks files with an access list: busybox's says nothing of them. */
export function marksLists(program: Buffer): boolean {
  return (
    program.includes('GNU coreutils') &&
    (program.includes('system.posix_acl_access') || program.includes('libacl.so'))
  );
}

/**
 * Whether what is held open has an access list, by the mark of `ls -l` behind the mode: nearly nothing has one, and
 * then the mode alone decides. What a list says remains unknown.
 */
export function markedLists(ls: string): Viewer['listOf'] {
  const byDirectory = new Map<string, ReadonlyMap<string, Listed>>();
  const ofDirectory = (directory: Held) => {
    const known = byDirectory.get(directory.path);
    if (known !== undefined) return known;
    const marks = marksOf(ls, [...FORMAT, '-a', '-U', '--', '.'], directory.fd, HANDED);
    byDirectory.set(directory.path, marks);
    return marks;
  };
  const known = new Map<string, Listed>();
  return (held, directory) => {
    const inode = String(held.stats.ino);
    const marked = directory === null ? undefined : ofDirectory(directory).get(inode);
    if (marked !== undefined) return marked;
    // By the handle it is asked itself, as is what was swapped since.
    const key = `${inode} ${held.path}`;
    if (!known.has(key)) {
      const own = marksOf(ls, [...FORMAT, '-d', '-L', HANDED], held.fd, '/').get(inode);
      known.set(key, own === undefined ? 'unknown' : own);
    }
    return known.get(key) ?? null;
  };
}

/** By inode. The mark is a blank, or a point where there is only a label of SELinux. */
function marksOf(ls: string, args: readonly string[], fd: number, cwd: string): ReadonlyMap<string, Listed> {
  const { stdout } = spawnSync(ls, args, {
    cwd,
    env: { LC_ALL: 'C' },
    encoding: 'latin1',
    timeout: LIMIT_MS,
    maxBuffer: 16 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore', fd],
  });
  const lines = (stdout ?? '').matchAll(/^ *(\d+) [-a-zA-Z]{10}(.)/gm);
  const marks = new Map<string, Listed>();
  for (const [, inode = '', mark = ''] of lines) {
    const list = mark === ' ' || mark === '.' ? null : 'unknown';
    // Two files of one number lie on two file systems.
    marks.set(inode, list === null && marks.get(inode) !== 'unknown' ? null : 'unknown');
  }
  return marks;
}
