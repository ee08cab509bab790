import type { Silence } from '../../core/reason.ts';

/* Programs that are run, and how they end. */

export interface RunSpec {
  /** Absolute path: finding it on PATH is the caller's work. */
  readonly file: string;
  readonly args: readonly string[];
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeoutMs: number;
  /** What it reads on stdin; without it /dev/null. */
  readonly input?: string;
  /** Cap of stdout and of stderr each, bytes; default {@link MAX_OUTPUT_BYTES}. */
  readonly maxOutputBytes?: number;
}

/** Default cap of a program's stdout and stderr each: 1 MiB. */
export const MAX_OUTPUT_BYTES = 1024 * 1024;

export type RunResult = RunOutcome & RunOutput;

export interface RunOutput {
  /** Decoded as UTF-8; what is not becomes U+FFFD. */
  readonly stdout: string;
  readonly stderr: string;
}

export type RunOutcome =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signaled'; readonly signal: string }
  /** Killed at the deadline. */
  | {
      readonly kind: 'timed-out';
      readonly afterMs: number;
      /** Set where it cannot be killed, since it sleeps in the kernel: its process id. */
      readonly hangs?: number;
    }
  /** Killed because it printed more than the cap. */
  | { readonly kind: 'output-limit'; readonly bytes: number }
  | { readonly kind: 'not-started'; readonly cause: StartFailure };

/** Why a program could not be started; execve(2) says ENOENT for three different defects. */
export type StartFailure =
  | { readonly code: 'file-missing' }
  /** The working directory is not there, or this process may not enter it. */
  | { readonly code: 'cwd-missing' }
  /** EACCES: no x bit, a directory without search permission, a noexec mount, or a security module. */
  | { readonly code: 'not-permitted' }
  /** The ELF interpreter that the file names is not there: a glibc binary on musl, or the reverse. */
  | { readonly code: 'loader-missing'; readonly loader: string }
  /** The file is a script and what its first line names is not there. */
  | { readonly code: 'interpreter-missing'; readonly interpreter: string }
  | { readonly code: 'wrong-architecture'; readonly machine: string }
  /** Neither ELF nor script: truncated, empty, or for another system. */
  | { readonly code: 'not-a-program' }
  /** fork(2) failed for want of pids (EAGAIN), memory (ENOMEM) or files (EMFILE, ENFILE). */
  | { readonly code: 'no-resources'; readonly errno: string }
  /** The program or the working directory lies on a file system that does not answer. */
  | { readonly code: 'no-answer'; readonly why: Silence }
  /** Somebody has the file open for writing (ETXTBSY). */
  | { readonly code: 'busy' }
  /** EPERM: capabilities of the file that this process cannot have, or a security module. */
  | { readonly code: 'other'; readonly errno: string };

/** A command to become. */
export interface Launch {
  readonly file: string;
  /** argv[0]: the name under which the user called it. */
  readonly name: string;
  readonly args: readonly string[];
  /** Stay as its parent even where this Node could replace itself. */
  readonly resident: boolean;
  /** A probe found that it does not start. */
  readonly doubted?: boolean;
}

/** The command could not be started; or it has ended, and this is its status. */
export type Ended =
  | { readonly kind: 'not-started'; readonly cause: StartFailure }
  /** Its exit code, or 128 + the number of the signal that ended it. */
  | { readonly kind: 'ended'; readonly code: number };
