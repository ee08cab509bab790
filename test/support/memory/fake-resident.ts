import type { Result, Stat } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import type {
  Answer,
  Answerer,
  Question,
  Resident,
  TlsFiles,
  Watching,
} from '../../../src/target/resident.ts';
import { type MemoryHostOptions, memoryHost } from './memory-host.ts';

/** A machine of values that changes as it goes on, with a clock that moves when it is told to. */
export class ChangingMachine {
  #host: Host;
  #options: MemoryHostOptions;
  nowMs: number;
  monotonicMs = 0;
  /** Calls that looked at the content of a file or a directory. */
  reads = 0;

  constructor(options: MemoryHostOptions = {}, now = '2026-11-21T12:00:00Z') {
    this.#options = options;
    this.#host = memoryHost(options);
    this.nowMs = Date.parse(now);
  }

  /** From now on it is that machine. */
  become(options: Partial<MemoryHostOptions>): void {
    this.#options = { ...this.#options, ...options };
    this.#host = memoryHost(this.#options);
  }

  /** Time passes. */
  pass(ms: number): void {
    this.nowMs += ms;
    this.monotonicMs += ms;
  }

  /** The same host for ever, which shows the machine as it is. */
  readonly host: Host = new Proxy({} as Host, {
    get: (_, name) => this.#property(name as keyof Host),
    ownKeys: () => Reflect.ownKeys(this.#host),
    getOwnPropertyDescriptor: (_, name) => ({
      value: this.#property(name as keyof Host),
      enumerable: true,
      configurable: true,
    }),
  });

  #property(name: keyof Host): unknown {
    if (name === 'now') return () => this.nowMs;
    if (name === 'monotonic') return () => this.monotonicMs;
    if (name === 'stat') return (path: string) => this.#named(this.#host.stat(path), path);
    if (name === 'readFile')
      return (path: string) => {
        this.reads++;
        return this.#host.readFile(path);
      };
    const value = this.#host[name];
    return typeof value === 'function'
      ? (...args: unknown[]) => (this.#host[name] as (...args: unknown[]) => unknown)(...args)
      : value;
  }

  /** Another content is another file, as where one is put in the place of the other. */
  #named(stat: Result<Stat>, path: string): Result<Stat> {
    if (!stat.ok) return stat;
    const file = this.#host.readFile(path);
    const text = file.ok ? file.value.toString('latin1') : namesOf(this.#host, path);
    let ino = 7;
    for (const character of text) ino = (ino * 31 + character.charCodeAt(0)) | 0;
    return { ok: true, value: { ...stat.value, ino } };
  }
}

/** A directory in which other names are is another one too. */
function namesOf(host: Host, path: string): string {
  const names = host.readdir(path);
  return names.ok ? names.value.join() : '';
}

/** What stays, in memory: timers run when time passes, and questions are asked of the answerer that it was given. */
export class FakeResident implements Resident {
  readonly #machine: ChangingMachine;
  readonly #timers = new Map<number, { readonly at: number; readonly call: () => void }>();
  #next = 0;
  #answer: Answerer | null = null;
  #changed: (directory: string, name: string | null) => void = () => {};
  readonly signals = new Map<string, () => void>();
  watched: readonly string[] = [];
  /** What the kernel refuses, such as ENOSPC. */
  refuses: string | null = null;
  listenError: Error | null = null;
  /** How often others had their turn while it looked. */
  breaths = 0;
  /** Works that are measured now. */
  works = 0;
  /** The event loop kept others waiting, seconds. */
  delayed: (seconds: number) => void = () => {};

  constructor(machine: ChangingMachine) {
    this.#machine = machine;
  }

  machine = async () => this.#machine.host;

  listen = async (_: unknown, __: unknown, answer: Answerer) => {
    if (this.listenError !== null) throw this.listenError;
    this.#answer = answer;
    return { url: 'http://127.0.0.1:9640', renewTls: () => {}, close: async () => {} };
  };

  tlsProblem = ({ cert, key }: TlsFiles) => (cert === key ? null : 'the key is of another one');

  watch = (changed: (directory: string, name: string | null) => void) => {
    this.#changed = changed;
    return {
      set: (directories: readonly string[]): Watching => {
        this.watched = this.refuses === null ? directories : [];
        return { watched: this.watched.length, wanted: directories.length, refused: this.refuses };
      },
      close: () => {
        this.watched = [];
      },
    };
  };

  breathe = async () => {
    this.breaths++;
  };

  loopDelay = (told: (seconds: number) => void) => {
    this.delayed = told;
    return { begin: () => this.works++, end: () => this.works-- };
  };

  after = (ms: number, call: () => void) => {
    const id = this.#next++;
    this.#timers.set(id, { at: this.#machine.monotonicMs + ms, call });
    return () => this.#timers.delete(id);
  };

  onSignal = (signal: string, call: () => void) => this.signals.set(signal, call);

  usage = () => ({ residentBytes: 50_000_000, cpuSeconds: 0.25, startedSeconds: 1_795_000_000 });

  /** The kernel tells of a change. */
  tell(directory: string, name: string | null): void {
    if (this.watched.includes(directory)) this.#changed(directory, name);
  }

  get timers(): number {
    return this.#timers.size;
  }

  /** Time passes, and what was to be called by then is called, in order. */
  async pass(ms: number): Promise<void> {
    const until = this.#machine.monotonicMs + ms;
    for (;;) {
      const due = [...this.#timers]
        .filter(([, { at }]) => at <= until)
        .sort(([, one], [, other]) => one.at - other.at)[0];
      if (due === undefined) break;
      const [id, { at, call }] = due;
      this.#timers.delete(id);
      this.#machine.pass(Math.max(0, at - this.#machine.monotonicMs));
      call();
      await settled();
    }
    this.#machine.pass(until - this.#machine.monotonicMs);
    await settled();
  }

  async ask(url: string, question: Partial<Question> = {}): Promise<Answer> {
    if (this.#answer === null) throw new Error('nobody listens');
    return this.#answer({
      method: 'GET',
      url,
      headers: { host: 'localhost:9640' },
      toLoopback: true,
      ...question,
    });
  }
}

/** What was about to go on has gone on: files of memory take no time, and what is loaded late takes some. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
