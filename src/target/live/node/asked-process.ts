import type { ChildProcess } from 'node:child_process';
import type { Silence } from '../../../core/reason.ts';
import type { Heard, Looker } from '../../node/machine.ts';
import type { RemoteMount } from '../../posix/remote-mounts.ts';
import { hearNotes } from '../beside/hear-notes.ts';
import { NOTES_FD, type Note } from '../beside/notes.ts';
import { lifeOf } from '../beside/watcher.ts';
import { monotonicNow } from '../clock.ts';
import { LITTLE_KEPT, SMALL_YOUNG_HEAP } from '../heap.ts';
import { Lines } from '../lines.ts';
import { childProcess, isHanging, killGroup } from '../programs/started.ts';
import { selfCommand } from '../self.ts';

/** Between two looks how it goes, milliseconds. */
const CHECK_MS = 25;
/** How long behind the deadline one that sleeps is waited for. */
const GRACE_MS = 100;
/** One that works is ended by its own deadline, if not by this. */
const BUSY_MS = 5000;
/** How long a killed process gets to go before it counts as one that cannot. */
const END_MS = 250;

interface Question {
  readonly startedMs: number;
  dueMs: number;
  heardMs: number;
  life: string;
  at: { readonly mount: RemoteMount; readonly sinceMs: number } | null;
  readonly resolve: (heard: Heard) => void;
  timer: NodeJS.Timeout;
}

/**
 * This program once more, as a process that is asked again and again, and that this one can leave behind: whoever reads of another
 * process may sleep in the kernel for ever, and neither a thread nor a signal ends that.
 */
export class AskedProcess implements Looker {
  readonly #child: ChildProcess;
  #question: Question | null = null;
  readonly #lines = new Lines((line) => this.#end({ ok: true, line }));
  #gone = false;
  #failed: string | null = null;
  readonly #ended: Promise<void>;

  /** @param words its arguments */
  constructor(process: NodeJS.Process, words: readonly string[]) {
    const [file, ...options] = selfCommand(process, SMALL_YOUNG_HEAP);
    // Nothing of our environment is for it, but where its libraries are.
    const { LD_LIBRARY_PATH } = process.env;
    const env = { ...LITTLE_KEPT, ...(LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH }) };
    // Not among the programs that end with this one: it ends with its stdin, and its number may be another's by then.
    this.#child = childProcess().spawn(file, [...options, ...words], {
      env,
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
    });
    this.#ended = new Promise((resolve) => {
      const gone = () => {
        this.#gone = true;
        resolve();
        this.#end({ ok: false, why: this.#why(), mount: null });
      };
      this.#child.once('exit', gone);
      this.#child.once('error', (error: NodeJS.ErrnoException) => {
        this.#failed = error.code ?? 'EIO';
        gone();
      });
    });
    this.#child.stdin?.on('error', () => {});
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#lines.take(text));
    hearNotes(this.#child.stdio[NOTES_FD], (note) => this.#noted(note));
  }

  get isGone(): boolean {
    return this.#gone;
  }

  /** One question at a time. @param limitMs from now */
  ask(line: string, limitMs: number): Promise<Heard> {
    if (this.#gone) return Promise.resolve({ ok: false, why: this.#why(), mount: null });
    const now = monotonicNow();
    return new Promise((resolve) => {
      const question: Question = {
        ...{ startedMs: now, dueMs: now + limitMs, heardMs: now, life: '', at: null },
        resolve: (heard) => {
          clearTimeout(question.timer);
          resolve(heard);
        },
        timer: this.#checkAfter(limitMs / 2 - CHECK_MS),
      };
      this.#question = question;
      this.#child.stdin?.write(`${line}\n`);
    });
  }

  /** Ends it. @returns whether it has ended; one that sleeps in the kernel has not, and is waited for by `whenGone` */
  async kill(): Promise<boolean> {
    killGroup(this.#child);
    await Promise.race([this.#ended, new Promise((resolve) => setTimeout(resolve, END_MS).unref())]);
    return this.#gone;
  }

  whenGone(): Promise<void> {
    return this.#ended;
  }

  #noted([kind, value]: Note): void {
    const question = this.#question;
    if (question === null) return;
    question.heardMs = monotonicNow();
    if (kind === 'at') question.at = { mount: value, sinceMs: monotonicNow() };
    if (kind === 'past') question.at = null;
  }

  /** Nobody is given up before half of his time is over, and most have answered then. */
  #checkAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#check(), ms);
  }

  #check(): void {
    const question = this.#question;
    if (question === null) return;
    question.timer = this.#checkAfter(CHECK_MS);
    const now = monotonicNow();
    const life = lifeOf(this.#child);
    if (life !== question.life) Object.assign(question, { life, heardMs: now });
    const { at, dueMs, startedMs } = question;
    if (at !== null && now > at.sinceMs + Math.max(0, dueMs - at.sinceMs) / 2) {
      const data = { ...at.mount, waitedMs: now - at.sinceMs, hangs: this.#hanging() };
      this.#end({ ok: false, why: { code: 'mount-silent', data }, mount: at.mount });
      return;
    }
    const sleeps = now > question.heardMs + GRACE_MS;
    if (now < dueMs + (sleeps ? GRACE_MS : BUSY_MS)) return;
    const data = { waitedMs: now - startedMs, hangs: this.#hanging() };
    this.#end({ ok: false, why: { code: 'looker-silent', data }, mount: null });
  }

  #hanging(): number | null {
    const { pid } = this.#child;
    return pid !== undefined && isHanging(pid) ? pid : null;
  }

  #why(): Silence {
    return { code: 'looker-not-started', data: { errno: this.#failed ?? 'it ended' } };
  }

  #end(heard: Heard): void {
    const question = this.#question;
    this.#question = null;
    question?.resolve(heard);
  }
}
