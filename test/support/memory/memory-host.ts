import type { AccessMode, FileType, Result, Room, Stat } from '../../../src/target/file.ts';
import { MAX_READ_BYTES } from '../../../src/target/file.ts';
import type { Host, Ids, NodeRuntime } from '../../../src/target/host.ts';
import type { RunResult, RunSpec } from '../../../src/target/program/program.ts';
import type { RunningProgram } from '../../../src/target/program/running-program.ts';
import { fail, ok } from '../../../src/target/result.ts';
import { directory, file, type Node, type Tree } from './tree.ts';

/** What a program of the in-memory machine does. */
export type Program = (spec: RunSpec) => Partial<RunResult> | Promise<Partial<RunResult>>;

export interface MemoryHostOptions {
  /** Layers of files: later ones replace earlier ones. */
  readonly trees?: readonly Tree[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string | null;
  readonly arch?: string;
  readonly ids?: Partial<Ids>;
  /** May read, write and search everything; default: when euid is 0. */
  readonly overridesAccess?: boolean;
  /** Directories on a read-only file system. */
  readonly readOnly?: readonly string[];
  /** What is refused although the mode grants it, by path: an ACL, noexec, a security module. */
  readonly denies?: Readonly<Record<string, readonly AccessMode[]>>;
  /** Programs by absolute path. The file must be in a tree too. */
  readonly programs?: Readonly<Record<string, Program>>;
  /** What is left on file systems, by their mount points. */
  readonly full?: Readonly<Record<string, Partial<Room>>>;
  /** errno by path, for every call that touches it. */
  readonly faults?: Readonly<Record<string, string>>;
  readonly now?: string;
  readonly node?: Partial<NodeRuntime>;
  /** Milliseconds that every file call takes on the monotonic clock, for tests of deadlines. */
  readonly msPerCall?: number;
  /** What runs in the container, since it was started. */
  readonly program?: RunningProgram;
}

/** The day on which the in-memory machines live. */
export const TODAY = '2026-11-21T12:00:00Z';

/** A machine made of values. It follows path_resolution(7): links, search permission, ELOOP, owners. */
export function memoryHost(options: MemoryHostOptions = {}): Host {
  const nodes = merge(options.trees ?? []);
  const ids: Ids = { uid: 0, euid: 0, gid: 0, egid: 0, groups: [0], ...options.ids };
  const all = options.overridesAccess ?? ids.euid === 0;
  let clock = 10;

  const may = (node: Node, bit: 4 | 2 | 1): boolean => {
    if (all) return bit !== 1 || node.type === 'directory' || (node.mode & 0o111) !== 0;
    const shift = node.uid === ids.euid ? 6 : ids.groups.includes(node.gid) || node.gid === ids.egid ? 3 : 0;
    return ((node.mode >> shift) & bit) !== 0;
  };

  /** Walks the path; `follow` says whether a link in the last place is followed. */
  const resolve = (path: string, follow: boolean): Result<{ path: string; node: Node }> => {
    clock += options.msPerCall ?? 0;
    const fault = options.faults?.[path];
    if (fault !== undefined) return fail(fault);
    if (path.includes('\0')) return fail('ENOENT');
    if (path.length > 4095) return fail('ENAMETOOLONG');
    let queue = (path.startsWith('/') ? path : `${options.cwd ?? '/'}/${path}`).split('/').filter(Boolean);
    let at = '/';
    for (let links = 0; queue.length > 0; ) {
      const [name = '', ...rest] = queue;
      const parent = nodes.get(at);
      if (parent?.type !== 'directory') return fail('ENOTDIR');
      if (!may(parent, 1)) return fail('EACCES');
      queue = rest;
      if (name === '.') continue;
      if (name === '..') {
        at = at.slice(0, at.lastIndexOf('/')) || '/';
        continue;
      }
      if (name.length > 255) return fail('ENAMETOOLONG');
      const next = `${at === '/' ? '' : at}/${name}`;
      const node = nodes.get(next);
      if (node === undefined) return fail('ENOENT');
      if (node.type === 'symlink' && (follow || queue.length > 0 || path.endsWith('/'))) {
        if (++links > 40) return fail('ELOOP');
        if (node.target === '') return fail('ENOENT');
        queue = [...node.target.split('/').filter(Boolean), ...queue];
        if (node.target.startsWith('/')) at = '/';
      } else {
        at = next;
      }
    }
    const node = nodes.get(at);
    const late = options.faults?.[at];
    if (late !== undefined) return fail(late);
    return node === undefined ? fail('ENOENT') : ok({ path: at, node });
  };

  const inodes = [...nodes.keys()];
  const stat = (path: string, follow: boolean): Result<Stat> => {
    const found = resolve(path, follow);
    if (!found.ok) return found;
    const { node } = found.value;
    const size = node.type === 'file' ? (node.size ?? node.content.length) : 0;
    const { mode, uid, gid, type } = node;
    return ok({
      type: type as FileType,
      mode,
      uid,
      gid,
      size,
      dev: 1,
      ino: inodes.indexOf(found.value.path) + 1,
      modifiedMs: 0,
      changedMs: node.changedMs ?? 0,
    });
  };

  const regular = (path: string): Result<{ content: Buffer; size: number }> => {
    const found = resolve(path, true);
    if (!found.ok) return found;
    const { node } = found.value;
    if (!may(node, 4)) return fail('EACCES');
    if (node.type !== 'file') return fail('NOT_REGULAR', { type: node.type });
    return ok({ content: node.content, size: node.size ?? node.content.length });
  };

  const readdir = (path: string): Result<readonly string[]> => {
    const found = resolve(path, true);
    if (!found.ok) return found;
    if (found.value.node.type !== 'directory') return fail('ENOTDIR');
    if (!may(found.value.node, 4)) return fail('EACCES');
    const prefix = found.value.path === '/' ? '/' : `${found.value.path}/`;
    const names = [...nodes.keys()]
      .filter((p) => p !== '/' && p.startsWith(prefix) && !p.slice(prefix.length).includes('/'))
      .map((p) => p.slice(prefix.length));
    return ok(names.sort());
  };

  return {
    env: options.env ?? {},
    cwd: options.cwd === undefined ? '/' : options.cwd,
    arch: options.arch ?? 'x64',
    proc: '/proc/self',
    ids,
    node: {
      own: false,
      version: 'v24.0.0',
      zone: () => ({ name: 'UTC', offsetSeconds: 0 }),
      zoneData: process.versions.tz ?? null,
      bundledRoots: () => [],
      ...options.node,
    },
    ...(options.program && {
      running: {
        startedMs: () => options.program?.sinceMs ?? null,
        program: async () => options.program ?? null,
      },
    }),
    now: () => Date.parse(options.now ?? TODAY),
    monotonic: () => clock,

    readFile: (path, { maxBytes = MAX_READ_BYTES } = {}) => {
      const found = regular(path);
      if (!found.ok) return found;
      const { content, size } = found.value;
      return size > maxBytes ? fail('TOO_LARGE', { size }) : ok(content);
    },
    readHead: (path, bytes, from = 0) => {
      const found = regular(path);
      return found.ok ? ok(found.value.content.subarray(from, from + bytes)) : found;
    },
    stat: (path) => stat(path, true),
    lstat: (path) => stat(path, false),
    readlink: (path) => {
      const found = resolve(path, false);
      if (!found.ok) return found;
      return found.value.node.type === 'symlink' ? ok(found.value.node.target) : fail('EINVAL');
    },
    readdir,
    entries: (path) => {
      const names = readdir(path);
      if (!names.ok) return names;
      const typed = names.value.map((name) => {
        const found = resolve(`${path}/${name}`, false);
        return { name, type: found.ok ? found.value.node.type : ('unknown' as const) };
      });
      return ok(typed);
    },
    statfs: (path) => {
      const found = resolve(path, true);
      if (!found.ok) return found;
      const full = Object.entries(options.full ?? {}).find(([d]) =>
        `${found.value.path}/`.startsWith(`${d}/`),
      );
      const left = { blocks: 1000, free: 500, available: 500, files: 1000, freeFiles: 500 };
      return ok({ ...left, ...full?.[1] });
    },
    access: (path, mode) => {
      const found = resolve(path, true);
      if (!found.ok) return found;
      const { node, path: real } = found.value;
      if (mode === 'search' && node.type !== 'directory') return fail('ENOTDIR');
      const bit = mode === 'read' ? 4 : mode === 'write' ? 2 : 1;
      if (
        mode === 'write' &&
        options.readOnly?.some((d) => d === '/' || real === d || real.startsWith(`${d}/`))
      ) {
        return fail('EROFS');
      }
      return may(node, bit) && !options.denies?.[real]?.includes(mode) ? ok(true) : fail('EACCES');
    },
    run: async (spec) => {
      const empty = { stdout: '', stderr: '' };
      const found = resolve(spec.file, true);
      if (!found.ok) return { kind: 'not-started', cause: { code: 'file-missing' }, ...empty };
      if (!may(found.value.node, 1))
        return { kind: 'not-started', cause: { code: 'not-permitted' }, ...empty };
      if (spec.timeoutMs <= 0) return { kind: 'timed-out', afterMs: 0, ...empty };
      const act = options.programs?.[spec.file] ?? options.programs?.[found.value.path];
      if (act === undefined) return { kind: 'not-started', cause: { code: 'not-a-program' }, ...empty };
      return { kind: 'exited', code: 0, ...empty, ...(await act(spec)) } as RunResult;
    },
  };
}

/** All layers in one map, with the parent directories that nobody named. */
function merge(trees: readonly Tree[]): Map<string, Node> {
  const nodes = new Map<string, Node>([['/', directory()]]);
  for (const tree of trees) {
    for (const [path, entry] of Object.entries(tree)) {
      if (entry === null) {
        for (const key of [...nodes.keys()])
          if (key === path || key.startsWith(`${path}/`)) nodes.delete(key);
        continue;
      }
      nodes.set(path, typeof entry === 'string' ? file(entry) : entry);
    }
  }
  for (const path of [...nodes.keys()]) {
    for (let i = path.indexOf('/', 1); i > 0; i = path.indexOf('/', i + 1)) {
      const parent = path.slice(0, i);
      if (!nodes.has(parent)) nodes.set(parent, directory());
    }
  }
  return nodes;
}
