import { readdirSync, type Stats } from 'node:fs';
import type { AccessMode, Acl, AclEntries, Result, Stat } from '../file.ts';
import type { FileCall, Host } from '../host.ts';
import { attempt, typeOf } from '../live/files/attempt.ts';
import { entriesOf, statOf as plainStatOf, roomOf } from '../live/files/files.ts';
import { readFile, readHead } from '../live/files/read.ts';
import { type Passage, type Passenger, type Place, passage, type Step, use } from '../posix/passage.ts';
import type { Listed } from '../posix/permission.ts';
import { parentOf } from '../posix/walk-path.ts';
import { fail, ok } from '../result.ts';
import type { capabilitiesBy } from './capabilities.ts';
import { listedLink, noteLinks, type Passed, readLink, type Walk, walk, walkUnheld } from './resolve.ts';
import type { Held, Seen, Tree } from './tree.ts';

/** Whose eyes look at a tree: what this process, often root, may see says nothing about another one. */
export interface Viewer extends Passenger {
  /** Its working directory, absolute: relative paths start there. Null where it was deleted. */
  readonly cwd: string | null;
  /** How it numbers a user or group of ours, where its user namespace is another. */
  shown?(kind: 'uid' | 'gid', id: number): number;
  /** The access list of an entry, asked where it decides; the directory that it lies in, where that is at hand. */
  listOf(held: Held, directory: Held | null): Listed;
  /** All of its access list, in our numbers; left out where nobody can tell. */
  aclOf?(held: Held): Acl | null;
  /** Its capabilities as a program; left out where nobody can tell. */
  capabilitiesOf?: ReturnType<typeof capabilitiesBy>;
}

/**
 * The calls of a host that look at files, on those of a foreign root and as another process would be answered.
 * Nothing is written, made or run.
 */
export function rootFiles(tree: Tree, viewer: Viewer): Pick<Host, FileCall | 'acl' | 'fileCapabilities'> {
  const absolute = (path: string): string | null => {
    if (path.startsWith('/') || path === '') return path;
    return viewer.cwd === null ? null : `${viewer.cwd}/${path}`;
  };
  const passing =
    <E extends Seen, T>(then: (entry: Reached<E>) => Result<T>) =>
    ({ way, ...reached }: Walk<E>): Result<T> => {
      const passed = passage(
        way.map((step) => stepOf(step, viewer)),
        viewer,
      );
      if (passed.answer !== 'granted') return refusal(passed);
      if (reached.end === 'stopped')
        return ours(fail(reached.code, reached.why === undefined ? {} : { why: reached.why }));
      return then({ ...reached.entry, way });
    };
  const look = <T>(
    path: string,
    last: 'follow' | 'nofollow',
    then: (entry: Entry) => Result<T>,
  ): Result<T> => {
    const from = absolute(path);
    return from === null ? fail('ENOENT') : walk(tree, from, last, passing(then));
  };
  /** The same where its last entry is not opened. */
  const see = <T>(
    path: string,
    last: 'follow' | 'nofollow',
    then: (entry: Reached<Seen>) => Result<T>,
  ): Result<T> => {
    const from = absolute(path);
    return from === null ? fail('ENOENT') : walkUnheld(tree, from, last, passing(then));
  };
  const may = <T>(entry: Entry, mode: AccessMode, then: () => Result<T>): Result<T> => {
    const allowed = use(placeOf(entry, viewer, entry.way), mode, viewer);
    return allowed.answer === 'granted' ? ours(then()) : refusal(allowed);
  };
  const statOf = (stats: Stats): Stat => {
    const stat = plainStatOf(stats);
    const { shown } = viewer;
    return shown === undefined ? stat : { ...stat, uid: shown('uid', stat.uid), gid: shown('gid', stat.gid) };
  };
  const content = <T>(path: string, read: (handle: string) => Result<T>): Result<T> =>
    look(path, 'follow', (entry) =>
      // A FIFO or a device is known by its handle: to open one for reading would have effects.
      entry.stats.isFile()
        ? may(entry, 'read', () => read(handleOf(entry)))
        : fail('NOT_REGULAR', { type: typeOf(entry.stats) }),
    );
  const listing = <T>(path: string, read: (handle: string) => T): Result<T> =>
    look(path, 'follow', (entry) => may(entry, 'read', () => attempt(() => read(handleOf(entry)))));
  /** Of a link that was listed, without opening it; null of any other. */
  const readListed = (path: string): Result<string> | null => {
    const [, directory = '', name = ''] = /^(\/.*)\/([^/]+)$/.exec(path) ?? [];
    if (name === '' || name === '.' || name === '..') return null;
    // The dot asks for the right to search it.
    const target = look(`${directory}/.`, 'follow', (entry) => {
      const isOpen = tree.closed(`${entry.path === '/' ? '' : entry.path}/${name}`) === null;
      return ok(isOpen ? listedLink(tree, entry, name) : null);
    });
    return target.ok && target.value !== null ? ok(target.value) : null;
  };
  const { aclOf, capabilitiesOf, shown = (_, id) => id } = viewer;
  return {
    ...(capabilitiesOf === undefined
      ? {}
      : {
          fileCapabilities: (path) => {
            const found = look(path, 'follow', (entry) => ok(capabilitiesOf(entry, directoryOf(entry))));
            return found.ok ? found.value : undefined;
          },
        }),
    ...(aclOf === undefined
      ? {}
      : {
          acl: (path) => {
            const found = look(path, 'follow', (entry) => ok(aclOf(entry)));
            return found.ok && found.value !== null ? inNumbersOf(shown, found.value) : null;
          },
        }),
    readFile: (path, options) => content(path, (handle) => readFile(handle, options, path)),
    readHead: (path, bytes, from) => content(path, (handle) => readHead(handle, bytes, from)),
    stat: (path) => see(path, 'follow', ({ stats }) => ok(statOf(stats))),
    lstat: (path) => see(path, 'nofollow', ({ stats }) => ok(statOf(stats))),
    readlink: (path) => readListed(path) ?? see(path, 'nofollow', targetOf),
    readdir: (path) => listing(path, (handle) => readdirSync(handle).sort()),
    entries: (path) =>
      look(path, 'follow', (entry) =>
        may(entry, 'read', () => {
          const all = attempt(() => entriesOf(handleOf(entry)));
          const links = all.ok ? all.value.filter(({ type }) => type === 'symlink') : [];
          noteLinks(
            tree,
            entry,
            links.map(({ name }) => name),
          );
          return all;
        }),
      ),
    statfs: (path) => look(path, 'follow', (entry) => attempt(() => roomOf(handleOf(entry)))),
    access: (path, mode) =>
      mode === 'search'
        ? look(`${path}/.`, 'follow', () => ok(true))
        : look(path, 'follow', (entry) => may(entry, mode, () => ok(true))),
  };
}

function inNumbersOf(shown: NonNullable<Viewer['shown']>, acl: Acl): Acl {
  const entries = (list: AclEntries): AclEntries => ({
    ...list,
    users: new Map([...list.users].map(([id, bits]) => [shown('uid', id), bits])),
    groups: new Map([...list.groups].map(([id, bits]) => [shown('gid', id), bits])),
  });
  return {
    owner: shown('uid', acl.owner),
    group: shown('gid', acl.group),
    access: entries(acl.access),
    defaults: acl.defaults === null ? null : entries(acl.defaults),
  };
}

/** Where the process itself is let through, it is this one that the kernel refuses: that says nothing of the other. */
function ours<T>(result: Result<T>): Result<T> {
  if (result.ok || (result.error.code !== 'EACCES' && result.error.code !== 'EPERM')) return result;
  return fail('NOT_KNOWN', { why: { code: 'not-for-us', data: { uid: process.geteuid?.() ?? null } } });
}

type Reached<E extends Seen> = E & { readonly way: readonly Passed[] };
type Entry = Reached<Held>;

/** This entry and no other, whatever stands in its place by now. */
function handleOf({ fd }: Held): string {
  return `/proc/self/fd/${fd}`;
}

function targetOf({ stats, path, way }: Reached<Seen>): Result<string> {
  const last = way.at(-1);
  if (!stats.isSymbolicLink() || last?.kind !== 'directory') return fail('EINVAL');
  const target = readLink(last.at, path.slice(path.lastIndexOf('/') + 1));
  return target === null ? fail('EINVAL') : ok(target);
}

/** The directory that it lies in, where the way to it passed that. */
function directoryOf({ path, way }: Pick<Entry, 'path' | 'way'>): Held | null {
  const last = way.at(-1);
  return last?.kind === 'directory' && parentOf(path) === last.at.path ? last.at : null;
}

function placeOf(held: Held, viewer: Viewer, way: readonly Passed[] = []): Place {
  const directory = directoryOf({ ...held, way });
  return { path: held.path, inode: plainStatOf(held.stats), acl: () => viewer.listOf(held, directory) };
}

function stepOf(step: Passed, viewer: Viewer): Step {
  return step.kind === 'directory'
    ? { kind: 'directory', at: placeOf(step.at, viewer) }
    : { ...step, directory: placeOf(step.directory, viewer) };
}

function refusal<T>(refused: Exclude<Passage, { readonly answer: 'granted' }>): Result<T> {
  return refused.answer === 'denied' ? fail(refused.code) : fail('NOT_KNOWN', { why: refused.why });
}
