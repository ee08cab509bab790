import type { Host } from './host.ts';

/** What a process that stays can do beside reading and writing: listen, be told of changes, wait, hear signals. */
export interface Resident {
  /** This machine as it is now. Its mount table is read again, so the calls of an earlier one may be out of date. */
  machine(): Promise<Host>;
  /**
   * Answers questions over HTTP.
   *
   * @throws ListenError
   */
  listen(at: ListenAt, limits: ListenLimits, answer: Answerer): Promise<Listening>;
  /** Why nobody could connect where these are shown; null where they can be used. */
  tlsProblem(files: TlsFiles): string | null;
  /** Begins to be told of changes in directories; `changed` must not throw. */
  watch(changed: (directory: string, name: string | null) => void): Watcher;
  /** Lets all that waits have its turn: questions, timers, what the kernel told. */
  breathe(): Promise<void>;
  /** Begins to measure how long the event loop keeps what is due waiting; `told` gets seconds. */
  loopDelay(told: (seconds: number) => void): LoopDelay;
  /** Calls once, later; the returned function takes it back. */
  after(ms: number, call: () => void): () => void;
  /** The signal no longer ends the process. */
  onSignal(signal: 'SIGTERM' | 'SIGINT' | 'SIGHUP', call: () => void): void;
  usage(): Usage;
}

/** Measures between the begin and the end of a work, of which several may go on at once. */
export interface LoopDelay {
  begin(): void;
  end(): void;
}

/** Where to listen. Without an address: every address of both families, or of IPv4 where there is no IPv6. */
export type ListenAt =
  | { readonly kind: 'port'; readonly address: string | null; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

export interface ListenLimits {
  /** PEM texts; null speaks plain HTTP. */
  readonly tls: TlsFiles | null;
}

export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** A question, as far as an answer may depend on it. */
export interface Question {
  readonly method: string;
  /** With the query; always begins with a slash. */
  readonly url: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** It came to a loopback address: a page of elsewhere in somebody's browser may have sent it. */
  readonly toLoopback: boolean;
  /** When who asked is there no more. */
  readonly gone?: () => AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** More is sent as it comes, until the asker or the server ends it: gets the way to send, gives the end of it. */
  readonly stream?: (send: (text: string) => void) => () => void;
}

export type Answerer = (question: Question) => Answer | Promise<Answer>;

export interface Listening {
  /** Such as `http://127.0.0.1:9640` or `unix:/run/probe-env.sock`. */
  readonly url: string;
  /** From the next connection on. */
  renewTls(files: TlsFiles): void;
  /** Takes no more questions, answers what is open, and breaks off what is still open after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Nobody can listen there. */
export class ListenError extends Error {
  /** errno name. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Watcher {
  /** What is to be watched from now on; the rest is let go. */
  set(directories: readonly string[]): Watching;
  close(): void;
}

/** How many of the directories are watched, and why not all of them are. */
export interface Watching {
  readonly watched: number;
  readonly wanted: number;
  /** errno name, such as `ENOSPC` or `EMFILE`; null where nothing was refused. */
  readonly refused: string | null;
}

/** What this process takes. */
export interface Usage {
  readonly residentBytes: number;
  readonly cpuSeconds: number;
  /** When it started, seconds since 1970. */
  readonly startedSeconds: number;
}
