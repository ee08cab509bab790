import { createHash } from 'node:crypto';
import type { Ignorance } from '../../core/reason.ts';
import {
  type AccessMode,
  type Acl,
  MAX_HASHED_BYTES,
  MAX_READ_BYTES,
  type Result,
  type Stat,
} from '../file.ts';
import type { FileCall, Host } from '../host.ts';
import { parseFileCapabilities } from '../posix/capabilities/file-capabilities.ts';
import { isUsualDevice } from '../posix/devices.ts';
import { type Passage, type Passenger, passage, use } from '../posix/passage.ts';
import { fail, ok } from '../result.ts';
import { bytesOf, type DirectoryNode, type FileNode, partOfFile, type Range, type TreeNode } from './node.ts';
import { type Entry, placeOf, walk } from './resolve.ts';

/** Whose eyes look at a tree. */
export interface TreeViewer extends Passenger {
  /** Its working directory, absolute: relative paths start there. */
  readonly cwd: string;
  /** It may use devices that a container usually may not. */
  readonly hasDevices: boolean;
  /** Told of a file whose bytes were asked for and are not held: of as many as are wanted, from the first on. */
  missed?(file: FileNode, wanted: number): void;
}

/** The calls of a host that look at files, on a tree and as the kernel would answer the viewer. */
export function treeFiles(
  root: DirectoryNode,
  viewer: TreeViewer,
): Pick<Host, FileCall | 'acl' | 'fileCapabilities' | 'sha256'> {
  const look = <T>(
    path: string,
    last: 'follow' | 'nofollow',
    then: (entry: Entry) => Result<T>,
  ): Result<T> => {
    const absolute = path.startsWith('/') || path === '' ? path : `${viewer.cwd}/${path}`;
    const walked = walk(root, absolute, last);
    const passed = passage(walked.way, viewer);
    if (passed.answer !== 'granted') return refusal(passed);
    if (walked.end === 'reached') return then(walked.entry);
    return fail(walked.code, walked.why === undefined ? {} : { why: walked.why });
  };
  const may = <T>(entry: Entry, mode: AccessMode, then: () => Result<T>): Result<T> => {
    const allowed = use(placeOf(entry), mode, viewer);
    if (allowed.answer !== 'granted') return refusal(allowed);
    return isRefusedDevice(entry.node, mode, viewer) ? fail('EPERM') : then();
  };
  const content = (path: string, wanted: (file: FileNode) => Result<Range>): Result<Buffer> =>
    look(path, 'follow', (entry) => {
      const { node } = entry;
      if (node.type !== 'file') return fail('NOT_REGULAR', { type: node.type });
      return may(entry, 'read', () => {
        const range = wanted(node);
        return range.ok ? held(node, range.value) : range;
      });
    });
  const held = (file: FileNode, range: Range): Result<Buffer> => {
    const bytes = partOfFile(file, range);
    if (bytes !== null) return ok(bytes);
    if (file.unknown !== null)
      return fail('NOT_KNOWN', {
        why: file.unknown,
        ...(file.lines === undefined ? {} : { lines: file.lines }),
      });
    file.asked = [...file.asked, range];
    viewer.missed?.(file, range.from + range.bytes);
    return fail('NOT_KNOWN', { why: NOT_HELD });
  };
  const hashed = (file: FileNode): Result<string> => {
    const bytes = bytesOf(file);
    if (bytes !== null) return ok(createHash('sha256').update(bytes).digest('hex'));
    if (file.unknown !== null) return fail('NOT_KNOWN', { why: file.unknown });
    if (file.size > MAX_HASHED_BYTES) return fail('TOO_LARGE', { size: file.size });
    file.digest ??= { sha256: null };
    if (file.digest.sha256 !== null) return ok(file.digest.sha256);
    viewer.missed?.(file, 0);
    return fail('NOT_KNOWN', { why: NOT_HELD });
  };
  const listing = <T>(path: string, read: (directory: DirectoryNode) => T): Result<T> =>
    look(path, 'follow', (entry) => {
      const { node } = entry;
      if (node.type !== 'directory') return fail('ENOTDIR');
      const { open } = node;
      return may(entry, 'read', () => (open === null ? ok(read(node)) : fail('NOT_KNOWN', { why: open })));
    });
  return {
    readFile: (path, { maxBytes = MAX_READ_BYTES } = {}) =>
      content(path, ({ size }) =>
        size > maxBytes ? fail('TOO_LARGE', { size }) : ok({ from: 0, bytes: size }),
      ),
    readHead: (path, bytes, from = 0) => content(path, () => ok({ from, bytes })),
    sha256: (path) =>
      look(path, 'follow', (entry) => {
        const { node } = entry;
        if (node.type !== 'file') return fail('NOT_REGULAR', { type: node.type });
        return may(entry, 'read', () => hashed(node));
      }),
    stat: (path) => look(path, 'follow', ({ node }) => ok(statOf(node))),
    lstat: (path) => look(path, 'nofollow', ({ node }) => ok(statOf(node))),
    readlink: (path) =>
      look(path, 'nofollow', ({ node }) => (node.type === 'symlink' ? ok(node.target) : fail('EINVAL'))),
    readdir: (path) => listing(path, ({ children }) => [...children.keys()].sort()),
    entries: (path) =>
      listing(path, ({ children }) =>
        [...children].map(([name, { type }]) => ({ name, type })).sort((a, b) => (a.name < b.name ? -1 : 1)),
      ),
    // The room is that of a machine that nobody knows yet.
    statfs: (path) => look(path, 'follow', () => fail('EINVAL')),
    access: (path, mode) =>
      mode === 'search'
        ? look(`${path}/.`, 'follow', () => ok(true))
        : look(path, 'follow', (entry) => may(entry, mode, () => ok(true))),
    acl: (path) => {
      const found = look(path, 'follow', ({ node }) => ok(aclOf(node)));
      return found.ok ? found.value : null;
    },
    fileCapabilities: (path) => {
      const found = look(path, 'follow', ({ node }) => ok(node.capability));
      if (!found.ok || found.value === null) return null;
      return typeof found.value === 'function' ? found.value() : parseFileCapabilities(found.value);
    },
  };
}

/** The control group is asked behind the modes (fs/namei.c, inode_permission). */
function isRefusedDevice(node: TreeNode, mode: AccessMode, { hasDevices }: TreeViewer): boolean {
  if (hasDevices || (mode !== 'read' && mode !== 'write')) return false;
  if (node.type !== 'char-device' && node.type !== 'block-device') return false;
  return node.device !== null && !isUsualDevice(node.type, node.device);
}

/** Said of a file whose bytes are not held, until somebody fetches them. */
const NOT_HELD: Ignorance = { code: 'not-kept', data: {} };

export function statOf(node: TreeNode): Stat {
  const { type, mode, uid, gid, ino, modifiedMs } = node;
  const size =
    node.type === 'file' ? node.size : node.type === 'symlink' ? Buffer.byteLength(node.target) : 0;
  // When it is unpacked everything is new; what was changed since nobody can ask of an image.
  return { type, mode, uid, gid, size, dev: 1, ino, modifiedMs, changedMs: modifiedMs };
}

function aclOf({ mode, uid, gid, acl }: TreeNode): Acl {
  const [ownerBits, groupBits, otherBits] = [(mode >> 6) & 7, (mode >> 3) & 7, mode & 7];
  const plain = { ownerBits, groupBits, otherBits, mask: null, users: new Map(), groups: new Map() };
  return { owner: uid, group: gid, access: acl ?? plain, defaults: null };
}

function refusal<T>(refused: Exclude<Passage, { readonly answer: 'granted' }>): Result<T> {
  return refused.answer === 'denied' ? fail(refused.code) : fail('NOT_KNOWN', { why: refused.why });
}
