import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Silence } from '../../../core/reason.ts';
import type { Io } from '../../io.ts';
import type { RemoteMount } from '../../posix/remote-mounts.ts';
import { monotonicNow } from '../clock.ts';
import { textOf } from '../files/read.ts';
import { hasRoomForTwo } from '../programs/beside.ts';
import { hearSignals } from '../programs/signals.ts';
import { isHanging, killGroup, startProgram } from '../programs/started.ts';
import { LOOKER } from '../remote/wire.ts';
import { selfCommand } from '../self.ts';
import { startedEnv } from '../zone.ts';
import { hearNotes } from './hear-notes.ts';
import { BEAT_MS, NOTES_FD, type Note, type Told } from './notes.ts';

/** How the one that looks ended: its exit code; or why it was given up. */
export type Ended = number | { readonly why: Silence };

/** Until it tells when its answer is due: it has not touched the process yet. */
const START_MS = 10_000;

/** How long behind the deadline one that sleeps is waited for; on a busy machine many sleep for a while. */
const GRACE_MS = 60;

/** One that works is ended by its own deadline, if not by this. */
const BUSY_MS = 5_000;

/** Less time is not worth another attempt. */
const LEAST_MS = 150;

/**
 * Has this program look from a process of its own, and waits for that no longer than there is time. Every read of another
 * process may never end: its environment and command line are read under a lock that it may hold while it sleeps for a dead
 * file system, and its files may lie on one. Whoever sleeps there can neither go on nor be ended, so it must not be this one.
 *
 * Its answer is handed on: who reads it to its end would else wait for one that holds it open and never goes. Where a
 * mount was silent for half of the time that was left, it is given up, and another looks at all but that mount.
 *
 * @returns null where there is no room for a second process, and the look is to be done here
 */
export async function lookBeside(
  process: NodeJS.Process,
  argv: readonly string[],
  io: Io,
): Promise<Ended | null> {
  if (!hasRoomForTwo(process)) return null;
  const silent = new Map<string, Silence>();
  for (;;) {
    const told = { elapsedMs: monotonicNow(), silent: [...silent], terminals: terminalsOf(io) };
    const ended = await watched(process, argv, told, io);
    if (typeof ended === 'number' || !('mount' in ended)) return ended;
    if (ended.leftMs < LEAST_MS || silent.has(ended.mount.point)) return ended;
    silent.set(ended.mount.point, ended.why);
  }
}

type Stopped =
  | { readonly why: Silence }
  | { readonly why: Silence; readonly mount: RemoteMount; readonly leftMs: number };

function watched(
  process: NodeJS.Process,
  argv: readonly string[],
  told: Told,
  io: Io,
): Promise<number | Stopped> {
  const [file, ...options] = selfCommand(process);
  let child: ChildProcess;
  try {
    child = startProgram(
      {
        file,
        args: [...options, LOOKER, JSON.stringify(told), ...argv],
        env: startedEnv(process),
      },
      'inherit',
      ['pipe', 'pipe', 'pipe'],
    );
  } catch (error) {
    return Promise.resolve(notStarted(error));
  }
  const now = monotonicNow();
  const state: State = { dueMs: now + START_MS, heardMs: now, life: '', at: null };
  handOn(child.stdout, io.out);
  handOn(child.stderr, io.err);
  hearNotes(child.stdio[NOTES_FD], (note) => noted(state, note));
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const stopped = giveUp(child, state);
      if (stopped !== null) end(stopped);
    }, BEAT_MS);
    const end = (ended: number | Stopped) => {
      clearInterval(timer);
      for (const held of [child, child.stdout, child.stderr, child.stdio[NOTES_FD]])
        (held as { unref?: () => void } | null)?.unref?.();
      resolve(ended);
    };
    child.once('error', (error) => end(notStarted(error)));
    child.once('close', (code, signal) =>
      end(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
    hearSignals();
  });
}

function notStarted(error: unknown): Stopped {
  const errno = String((error as NodeJS.ErrnoException).code);
  return { why: { code: 'looker-not-started', data: { errno } } };
}

function handOn(stream: ChildProcess['stdout'], write: (text: string) => void): void {
  stream?.setEncoding('utf8').on('data', write);
}

function terminalsOf(io: Io): Told['terminals'] {
  const columns = (stream: 'out' | 'err') => (io.isTerminal(stream) ? io.columns(stream) : null);
  return { out: columns('out'), err: columns('err') };
}

interface At {
  readonly mount: RemoteMount;
  readonly sinceMs: number;
}

interface State {
  dueMs: number;
  /** When it was last known that it goes on. */
  heardMs: number;
  /** What the kernel counted of its work then. */
  life: string;
  at: At | null;
}

function noted(state: State, [kind, value]: Note): void {
  state.heardMs = monotonicNow();
  if (kind === 'due') state.dueMs = value;
  if (kind === 'at') state.at = { mount: value, sinceMs: monotonicNow() };
  if (kind === 'past') state.at = null;
}

/** Ends it where it has to be, as far as that can be done; null where it is waited for. */
function giveUp(child: ChildProcess, state: State): Stopped | null {
  const now = monotonicNow();
  const { dueMs, at } = state;
  const life = lifeOf(child);
  if (life !== state.life) Object.assign(state, { life, heardMs: now });
  if (at !== null && now > at.sinceMs + Math.max(0, dueMs - at.sinceMs) / 2) {
    const waited = { ...at.mount, waitedMs: now - at.sinceMs, hangs: kill(child) };
    return { why: { code: 'mount-silent', data: waited }, mount: at.mount, leftMs: dueMs - now };
  }
  const sleeps = now > state.heardMs + GRACE_MS;
  if (now < dueMs + (sleeps ? GRACE_MS : BUSY_MS)) return null;
  return { why: { code: 'looker-silent', data: { waitedMs: now, hangs: kill(child) } } };
}

/** The process, where it sleeps in the kernel and cannot be ended. */
function kill(child: ChildProcess): number | null {
  const hangs = child.pid !== undefined && isHanging(child.pid) ? child.pid : null;
  killGroup(child);
  return hangs;
}

/** Another text whenever its first thread has worked, or would if it had a processor (state R of proc_pid_stat(5)). */
export function lifeOf({ pid }: Pick<ChildProcess, 'pid'>): string {
  const stat = textOf(`/proc/${pid}/stat`) ?? '';
  return /^\d+ \(.*\) R/s.test(stat) ? `R ${monotonicNow()}` : `${stat} ${textOf(`/proc/${pid}/schedstat`)}`;
}
