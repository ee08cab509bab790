import type { ChildProcess } from 'node:child_process';
import { readSync, writeSync } from 'node:fs';
import type { Silence } from '../../../core/reason.ts';
import { monotonicNow } from '../clock.ts';
import { isHanging, killGroup, startProgram } from '../programs/started.ts';
import { selfCommand } from '../self.ts';
import { ANSWERER, END, type Question, READY } from './wire.ts';

/** Between two looks whether something has come. */
const PAUSE_MS = 0.2;

/** How long a killed process gets to go before it counts as one that cannot. */
const END_GRACE_MS = 10;

/** The errno name of the start, or how long it was not up; neither where it has no process. */
type Hindrance = Pick<Extract<Silence, { readonly code: 'mount-not-asked' }>['data'], 'errno' | 'waitedMs'>;

/**
 * This program once more, as the process that touches what may never answer: who sleeps in the kernel for
 * a file system can neither go on nor be ended, so it must not be this one. Asked and waited for
 * synchronously, as files are.
 */
export class Answerer {
  #child: ChildProcess | null = null;
  /** Our ends of its stdin and stdout: non-blocking, since libuv made them. */
  #to = -1;
  #from = -1;
  #heard: Buffer[] = [];

  /** Starts it where it does not run; what hinders that, or null. */
  start(limitMs: number): Hindrance | null {
    if (this.#child !== null) return null;
    let child: ChildProcess;
    try {
      const [file, ...args] = selfCommand(process);
      // Nothing of the application's environment is for it, but where its libraries are.
      const { LD_LIBRARY_PATH } = process.env;
      const env = LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH };
      child = startProgram({ file, args: [...args, ANSWERER], cwd: '/', env }, 'pipe');
    } catch (error) {
      return { errno: String((error as NodeJS.ErrnoException).code), waitedMs: null };
    }
    child.on('error', () => {});
    if (child.pid === undefined) return { errno: null, waitedMs: null };
    for (const stream of [child, child.stdin, child.stdout, child.stderr]) quiet(stream);
    this.#child = child;
    this.#to = descriptor(child.stdin);
    this.#from = descriptor(child.stdout);
    const started = monotonicNow();
    if (this.#line(started + limitMs) === READY) return null;
    this.giveUp();
    return { errno: null, waitedMs: monotonicNow() - started };
  }

  /** The answer as JSON; null where none came in time. */
  ask(question: Question, limitMs: number): string | null {
    const untilMs = monotonicNow() + limitMs;
    let rest = Buffer.from(`${JSON.stringify(question)}\n`);
    while (rest.length > 0) {
      const written = patiently(() => writeSync(this.#to, rest), untilMs);
      if (written === null) return null;
      rest = rest.subarray(written);
    }
    return this.#line(untilMs);
  }

  /** Ends it, as far as that can be done: one that sleeps in the kernel stays, and is named. */
  giveUp(): number | null {
    const child = this.#child;
    this.#child = null;
    if (child?.pid === undefined) return null;
    killGroup(child);
    sleep(END_GRACE_MS);
    return isHanging(child.pid) ? child.pid : null;
  }

  #line(untilMs: number): string | null {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    for (;;) {
      const length = patiently(() => readSync(this.#from, chunk, 0, chunk.length, null), untilMs);
      if (length === null || length === 0) return null;
      this.#heard.push(Buffer.from(chunk.subarray(0, length)));
      if (chunk[length - 1] !== END) continue;
      const line = Buffer.concat(this.#heard).toString().trimEnd();
      this.#heard = [];
      return line;
    }
  }
}

/** A call on a descriptor that does not block, tried until then; null where it cannot be done. */
function patiently(call: () => number, untilMs: number): number | null {
  for (;;) {
    try {
      return call();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || monotonicNow() > untilMs) return null;
      sleep(PAUSE_MS);
    }
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Nobody waits for it in the event loop. */
function quiet(stream: object | null): void {
  const { unref, on } = (stream ?? {}) as { unref?: () => void; on?: (event: string, f: () => void) => void };
  unref?.call(stream);
  on?.call(stream, 'error', () => {});
}

/** Node names it nowhere else. */
function descriptor(stream: object | null): number {
  return (stream as { readonly _handle: { readonly fd: number } })._handle.fd;
}
