import type { Silence } from '../../../core/reason.ts';
import type { AccessMode, FsFailure, ReadOptions, Result } from '../../file.ts';
import { type RemoteMount, remoteMountOf } from '../../posix/remote-mounts.ts';
import { parentOf, walkPath } from '../../posix/walk-path.ts';
import { fail, ok } from '../../result.ts';
import { monotonicNow } from '../clock.ts';
import type { HostFiles } from '../files/files.ts';
import { writeFile } from '../files/write.ts';
import { Answerer } from './ask.ts';
import type { Question } from './wire.ts';

/** File calls that wait for no file system longer than there is time. */
export interface RemoteFiles {
  readonly files: HostFiles;
  /** See {@link Host.dueAt}. */
  dueAt(atMs: number): void;
  write(path: string, text: string): Result<unknown>;
}

/** Deadline of a check of which nobody has told another: see the defaults. */
const USUAL_DUE_MS = 900;

/** For an answer that is written when its time is up; milliseconds. */
const WRITE_MS = 150;

/**
 * The same calls and the same answers; but what leads onto one of `mounts` is asked by a process of its own
 * (see {@link Answerer}), which this one can leave behind. A mount that was silent is not asked again before another
 * answer is due.
 */
export function remoteFiles(own: HostFiles, mounts: readonly RemoteMount[]): RemoteFiles {
  let dueMs = USUAL_DUE_MS;
  const silent = new Map<RemoteMount, FsFailure>();
  let answerer: Answerer | null = null;
  /** Half of what is left: others have to be asked too. */
  const patienceMs = (leastMs: number) => Math.max(leastMs, (dueMs - monotonicNow()) / 2);

  function ask<T>(mount: RemoteMount, question: Question, leastMs = 0): Result<T> {
    const known = silent.get(mount);
    if (known !== undefined) return { ok: false, error: known };
    answerer ??= new Answerer();
    const hindrance = answerer.start(patienceMs(leastMs));
    if (hindrance !== null)
      return giveUp(mount, { code: 'mount-not-asked', data: { point: mount.point, ...hindrance } });
    const started = monotonicNow();
    const answer = answerer.ask(question, patienceMs(leastMs));
    if (answer !== null) return fromJson(answer) as Result<T>;
    const waitedMs = monotonicNow() - started;
    const hangs = answerer.giveUp();
    answerer = null;
    return giveUp(mount, { code: 'mount-silent', data: { ...mount, waitedMs, hangs } });
  }

  function giveUp<T>(mount: RemoteMount, why: Silence): Result<T> {
    const error = { code: 'NO_ANSWER', why };
    silent.set(mount, error);
    return { ok: false, error };
  }

  /** The mount that a lookup of the path comes to; the kernel's own way, link by link, as far as it is safe. */
  function met(path: string, followLast: boolean): RemoteMount | null {
    let found: RemoteMount | null = null;
    const lstat: HostFiles['lstat'] = (entry) => {
      found ??= remoteMountOf(mounts, entry);
      return found === null ? own.lstat(entry) : fail('NO_ANSWER');
    };
    const whole = absolute(path);
    const follow = followLast || /\/(?:\.{0,2})$/.test(whole);
    const walk = walkPath({ lstat, readlink: own.readlink }, follow ? whole : parentOf(whole));
    if (found !== null || follow || walk.end === 'stopped') return found;
    return remoteMountOf(
      mounts,
      `${walk.real === '/' ? '' : walk.real}${whole.slice(whole.lastIndexOf('/'))}`,
    );
  }

  function route<A extends readonly unknown[], T>(
    call: keyof HostFiles,
    direct: (path: string, ...rest: A) => Result<T>,
    follow = true,
  ) {
    return (path: string, ...rest: A): Result<T> => {
      const mount = met(path, follow);
      if (mount === null) return direct(path, ...rest);
      // JSON would make null of an option that is not given.
      return ask(mount, [call, absolute(path), ...rest.filter((argument) => argument !== undefined)]);
    };
  }

  return {
    files: {
      readFile: route<[ReadOptions?], Buffer>('readFile', own.readFile),
      readHead: route<[number, number?], Buffer>('readHead', own.readHead),
      stat: route('stat', own.stat),
      lstat: route('lstat', own.lstat, false),
      readlink: route('readlink', own.readlink, false),
      readdir: route('readdir', own.readdir),
      entries: route('entries', own.entries),
      statfs: route('statfs', own.statfs),
      access: route<[AccessMode], true>('access', own.access),
    },
    dueAt: (atMs) => {
      dueMs = atMs;
      // Another attempt: it may have come back.
      silent.clear();
    },
    write: (path, text) => {
      const mount = met(path, true) ?? met(parentOf(absolute(path)), true);
      if (mount !== null) return ask(mount, ['writeFile', absolute(path), text], WRITE_MS);
      writeFile(path, text);
      return ok(true);
    },
  };
}

function fromJson(line: string): Result<unknown> {
  const answer = JSON.parse(line) as Result<unknown> & { readonly base64?: string };
  return answer.base64 === undefined ? answer : ok(Buffer.from(answer.base64, 'base64'));
}

/** By the name of the working directory alone: to ask for more would touch it. */
function absolute(path: string): string {
  return path.startsWith('/') ? path : `${workingDirectory()}/${path}`;
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}
