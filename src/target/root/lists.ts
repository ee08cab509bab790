import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import type { Acl } from '../file.ts';
import type { Host } from '../host.ts';
import { parseGetfacl } from '../posix/getfacl.ts';
import type { Listed } from '../posix/permission.ts';
import { findOnPath } from '../program/find-program.ts';
import type { Viewer } from './files.ts';
import { markedLists, marksLists } from './marked.ts';
import type { Held } from './tree.ts';

/** A program of this machine that tells of access lists: getfacl what they say, ls that there is one. */
export interface Lister {
  readonly kind: 'getfacl' | 'ls';
  readonly path: string;
}

/** More than any ls has, linked with all of coreutils. */
const MAX_PROGRAM_BYTES = 16 * 1024 * 1024;

/** The best of them, wherever its PATH leads; null where there is none. */
export function findLister(operator: Host): Lister | null {
  const find = (name: string) => findOnPath(operator, name) ?? findOnPath(operator, name, '/usr/bin:/bin');
  const getfacl = find('getfacl');
  if (getfacl !== null) return { kind: 'getfacl', path: getfacl };
  const ls = find('ls');
  const program = ls === null ? null : operator.readFile(ls, { maxBytes: MAX_PROGRAM_BYTES });
  return ls !== null && program?.ok && marksLists(program.value) ? { kind: 'ls', path: ls } : null;
}

/** Longer than getfacl ever takes. */
const LIMIT_MS = 500;

/** The descriptor as getfacl has it: its working directory is set when it has been handed over. */
const HANDED = '/proc/self/fd/3';

/** Entries of one directory that are asked about with it: of most, one will be needed. */
const MAX_ENTRIES = 2048;

/**
 * Access lists of what is held open. Node has no getxattr(2), so that getfacl of this machine is asked, by the
 * handle: nothing is looked up by a name behind which somebody could put a link.
 *
 * @param lister null: nobody knows
 */
export function accessLists(lister: Lister | null): Viewer['listOf'] {
  if (lister === null) return () => 'unknown';
  if (lister.kind === 'ls') return markedLists(lister.path);
  const getfacl = lister.path;
  const known = new Map<string, Listed>();
  const listed = new Set<string>();
  const learnFrom = (held: Held) => {
    listed.add(held.path);
    learn(getfacl, held, known);
  };
  return (held, directory) => {
    if (!known.has(held.path) && directory !== null && !listed.has(directory.path)) learnFrom(directory);
    if (!known.has(held.path)) learnFrom(held);
    return known.get(held.path) ?? null;
  };
}

/** The whole list of what is held open, in our numbers; null where that cannot be told, and left out where nobody can. */
export function wholeLists(lister: Lister | null): Pick<Viewer, 'aclOf'> {
  if (lister === null || lister.kind === 'ls') return {};
  return { aclOf: ({ fd }) => listsOf(lister.path, [HANDED], fd, '/', [])?.get(HANDED) ?? null };
}

function learn(getfacl: string, held: Held, known: Map<string, Listed>): void {
  if (!held.stats.isDirectory()) {
    const lists = listsOf(getfacl, [HANDED], held.fd, '/');
    known.set(held.path, lists === null ? 'unknown' : (lists.get(HANDED)?.access ?? null));
    return;
  }
  const names = entriesOf(`/proc/self/fd/${held.fd}`);
  // Links among the entries are passed over.
  const lists =
    listsOf(getfacl, ['-P', '--', '.', ...names.map((name) => `./${name}`)], held.fd, HANDED) ??
    listsOf(getfacl, ['.'], held.fd, HANDED);
  known.set(held.path, lists === null ? 'unknown' : (lists.get('.')?.access ?? null));
  if (lists === null) return;
  const above = held.path === '/' ? '' : held.path;
  for (const name of names) {
    const path = `${above}/${name}`;
    if (!known.has(path)) known.set(path, lists.get(`./${name}`)?.access ?? null);
  }
}

function entriesOf(handle: string): readonly string[] {
  try {
    return readdirSync(handle).slice(0, MAX_ENTRIES);
  } catch {
    return [];
  }
}

/** The lists of those that have one; null where getfacl could not tell of all. */
function listsOf(
  getfacl: string,
  args: readonly string[],
  fd: number,
  cwd: string,
  which: readonly string[] = ['-s'],
): ReadonlyMap<string, Acl> | null {
  const { status, stdout } = spawnSync(getfacl, [...which, '-p', '-n', ...args], {
    cwd,
    env: { LC_ALL: 'C' },
    encoding: 'utf8',
    timeout: LIMIT_MS,
    stdio: ['ignore', 'pipe', 'ignore', fd],
  });
  return status === 0 ? parseGetfacl(stdout) : null;
}
