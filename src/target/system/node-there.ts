import { posix } from 'node:path';
import { once } from '../../core/once.ts';
import type { Host, NodeThere } from '../host.ts';
import { realPath } from '../posix/real-path.ts';
import { findOnPath } from '../program/find-program.ts';

/** The programs have 90 to 150 MB. */
const MAX_PROGRAM_BYTES = 256 * 1024 * 1024;
const BEGIN = '-----BEGIN CERTIFICATE-----\n';
const END = '-----END CERTIFICATE-----';
/** No root is larger. */
const MAX_PEM_BYTES = 8192;

/** The Node that the PATH of a container leads to, as its files tell: it is read, and never run. Null: there is none. */
export function nodeThere(host: Host): NodeThere | null {
  const path = findOnPath(host, 'node');
  if (path === null) return null;
  const file = realFile(host, path);
  const program = once(() => {
    const read = host.readFile(file, { maxBytes: MAX_PROGRAM_BYTES });
    return read.ok ? read.value : null;
  });
  return {
    path,
    version: once(() => versionInHeader(host, file) ?? versionIn(program())),
    bundledRoots: once(() => rootsIn(program())),
  };
}

/**
 * The Node that programs of the container run on: the one that runs probe-env, or that its PATH leads to. Beside the executable, which
 * brings its own, its program is not read at each question: no version where only that would tell.
 */
export function nodeOf(host: Host): { readonly version: string | null; readonly path: string | null } | null {
  if (host.nodeThere !== undefined) {
    const there = host.nodeThere();
    return there && { path: there.path, version: there.version() };
  }
  if (host.node === null) return null;
  if (!host.node.own) return { path: null, version: host.node.version };
  const path = findOnPath(host, 'node');
  return path === null ? null : { path, version: versionInHeader(host, realFile(host, path)) };
}

function realFile(host: Host, path: string): string {
  const real = realPath(host, path);
  return real.ok ? real.value : path;
}

/** Official archives and images bring the headers for addons along. */
function versionInHeader(host: Host, file: string): string | null {
  const path = posix.join(posix.dirname(file), '../include/node/node_version.h');
  const header = host.readFile(path, { maxBytes: 64 * 1024 });
  if (!header.ok) return null;
  const text = header.value.toString('latin1');
  const parts = ['MAJOR', 'MINOR', 'PATCH'].map(
    (part) => new RegExp(`^#define NODE_${part}_VERSION (\\d{1,5})$`, 'm').exec(text)?.[1],
  );
  return parts.includes(undefined) ? null : `v${parts.join('.')}`;
}

/** In an official program stands where its headers are to be had: `…/node-v24.21.0-headers.tar.gz`. */
export function versionIn(program: Buffer | null): string | null {
  const at = program?.indexOf('-headers.tar.gz') ?? -1;
  const before = at < 0 ? '' : (program?.toString('latin1', Math.max(0, at - 32), at) ?? '');
  return /\/node-(v\d{1,5}\.\d{1,5}\.\d{1,5})$/.exec(before)?.[1] ?? null;
}

/** The list is in the program as text, each root a string of C; null where none is, as in builds without it. */
export function rootsIn(program: Buffer | null): readonly string[] | null {
  const roots: string[] = [];
  for (
    let at = program?.indexOf(BEGIN) ?? -1;
    program != null && at >= 0;
    at = program.indexOf(BEGIN, at + 1)
  ) {
    const end = program.subarray(at, at + MAX_PEM_BYTES).indexOf(END);
    const after = at + end + END.length;
    const isString = program[at - 1] === 0 && (program[after] === 0 || program[after] === 10);
    if (end >= 0 && isString) roots.push(program.toString('latin1', at, after));
  }
  return roots.length === 0 ? null : roots;
}
