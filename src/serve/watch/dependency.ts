import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { Result, Room, Stat } from '../../target/file.ts';
import type { FileCall, Host } from '../../target/host.ts';
import { steadyStatus } from '../../target/posix/process-status.ts';

/** What an answer of the machine follows from, by the question that tells whether it is still the same. */
export type Sign =
  /** The file behind all links. */
  | 'file'
  /** The entry itself: a link is not followed. */
  | 'entry'
  | 'link'
  /** What the kernel writes anew at every reading: only the words themselves tell. */
  | 'words'
  | 'names'
  | 'room';

/** What something is like: what the file system says of it, or words (of a failure `!` and its code). */
export type Value = string | Stat;

/** One thing that was looked at. */
export interface Dependency {
  readonly sign: Sign;
  readonly path: string;
  /** How it was; two of one value ({@link isSameValue}) are taken for the same. */
  readonly value: Value;
  /** It was changed so shortly before the look that another change may bear the same time. */
  readonly fresh: boolean;
  /** Of a link, how its directory was; left out where that was changed so shortly before that it tells nothing. */
  readonly place?: { readonly path: string; readonly value: Value };
}

/** Coarser than the clock of any file system that is mounted in containers, milliseconds. */
const FRESH_MS = 2000;

/** File systems of the kernel's own, whose files have no size and no time that means something. */
export const MADE_AT_READING = /^\/(?:proc|sys)(?:\/|$)/;

/** Whether it is told by the times of files and directories. */
export function isInFiles({ sign, path }: Pick<Dependency, 'sign' | 'path'>): boolean {
  return (
    (sign === 'file' || sign === 'entry' || sign === 'link') &&
    path.startsWith('/') &&
    !MADE_AT_READING.test(path)
  );
}

/** Which sign tells of what a call answered. */
export function signOf(call: FileCall, path: string): Sign {
  if (call === 'statfs') return 'room';
  if (call === 'readlink') return 'link';
  if (call === 'lstat') return 'entry';
  if (!MADE_AT_READING.test(path)) return 'file';
  if (call === 'readdir' || call === 'entries') return 'names';
  return call === 'stat' || call === 'access' ? 'file' : 'words';
}

/** How it is now. */
export function dependencyOn(sign: Sign, path: string, host: Host): Dependency {
  const value = valueNow(sign, path, host);
  const newest = typeof value === 'string' ? 0 : Math.max(value.modifiedMs, value.changedMs);
  return { sign, path, value, fresh: newest > host.now() - FRESH_MS && !MADE_AT_READING.test(path) };
}

/** The directory in which a link stands. */
export const placeOf = dirname;

export function isUnchanged({ sign, path, value, fresh }: Dependency, host: Host): boolean {
  return !fresh && isSameValue(valueNow(sign, path, host), value);
}

/**
 * Numbers are compared as they are: to write them down at each look was most of what an agent at rest did. Times are among them as
 * the file system tells them: whoever sets one of them back changes the other.
 */
export function isSameValue(one: Value, other: Value): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return (
    one.ino === other.ino &&
    one.dev === other.dev &&
    one.changedMs === other.changedMs &&
    one.modifiedMs === other.modifiedMs &&
    one.size === other.size &&
    one.type === other.type &&
    one.mode === other.mode &&
    one.uid === other.uid &&
    one.gid === other.gid
  );
}

/** The same for whoever keeps words. */
export function wordsOfValue(value: Value): string {
  if (typeof value === 'string') return value;
  const { dev, ino, type, mode, uid, gid, size, modifiedMs, changedMs } = value;
  return [dev, ino, type, mode, uid, gid, size, modifiedMs, changedMs].join();
}

export function valueNow(sign: Sign, path: string, host: Host): Value {
  if (sign === 'file' || sign === 'entry') {
    const stat = sign === 'file' ? host.stat(path) : host.lstat(path);
    return stat.ok ? stat.value : failureOf(stat);
  }
  if (sign === 'link') return said(host.readlink(path), (target) => target);
  if (sign === 'names') return said(host.readdir(path), (names) => digest(names.join('\0')));
  if (sign === 'words') return wordsOf(host.readFile(path), path);
  return said(host.statfs(path), leftIn);
}

/** Whether something is left, which is all that anybody asks: how much there is changes with every write. */
function leftIn({ blocks, free, available, files, freeFiles }: Room): string {
  return [blocks, free, available, files, freeFiles].map((count) => Math.min(count, 1)).join();
}

/** Counters of control groups that go on with each moment of work. */
const COUNTERS =
  /^\/sys\/fs\/cgroup\/.*\/(?:cpu\.stat|memory\.(?:stat|current|usage_in_bytes)|pids\.current)$/;

/** What is read of memory.stat and cpu.stat: of the forty other lines one is another at nearly every look. */
const READ = /^(?:(?:total_)?(?:inactive_file|swap)|nr_periods|nr_throttled) .*$/gm;

/** The sign of what the kernel wrote. */
export function wordsOf(content: Result<Buffer>, path: string): string {
  const isStatus = path.startsWith('/proc/') && path.endsWith('/status');
  return said(content, (bytes) => {
    if (SECRET.test(path)) return hash(bytes);
    if (isStatus) return digest(steadyStatus(bytes.toString('latin1')));
    if (!COUNTERS.test(path)) return digest(bytes);
    const text = bytes.toString('latin1');
    const read = path.endsWith('.stat') ? (text.match(READ) ?? []).join('\n') : text;
    return digest(read.replace(/\d+/g, roughly));
  });
}

/** The number to a thirtieth: what is a small part of it makes nothing ready or not. */
function roughly(digits: string): string {
  const number = Number(digits);
  const unit = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, number))) - 4);
  return String(Math.floor(number / unit) * unit);
}

function said<T>(result: Result<T>, show: (value: T) => string): string {
  return result.ok ? show(result.value) : failureOf(result);
}

function failureOf({ error }: Result<unknown> & { readonly ok: false }): string {
  return `!${error.code}`;
}

/** What may hold secrets is not kept. */
const SECRET = /^\/proc\/.*\/(?:environ|cmdline)$/;

/** Shorter words are kept as they are: to hash them costs more than to read them. */
const SHORT = 256;

function digest(content: string | Buffer): string {
  return content.length <= SHORT ? `=${content.toString('latin1')}` : hash(content);
}

function hash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64');
}
