import type { Library, LinkProblem } from '../link/libraries.ts';
import type { Refusal } from './before/grammar/options.ts';
import type { Maker } from './before/maker.ts';

/** Why the kernel or the loader would not start a program. */
export type StartProblem =
  /** Null: no directory of PATH has it, below `root` if that is set. `link`: there is a link of that name, which leads there. */
  | {
      readonly code: 'missing';
      readonly program: string;
      readonly path: string | null;
      readonly link: string | null;
      readonly root?: string;
      /** Where it would lie on a volume, which hides what the image has there. */
      readonly volume?: string;
    }
  /** `mode`: no x bit; `directory`, `type`: no regular file; `denied`: something on the way, or an access list. */
  | {
      readonly code: 'not-executable';
      readonly path: string;
      readonly why: 'mode' | 'directory' | 'type' | 'denied';
      /** With `mode`, where the file lies on a volume. */
      readonly volume?: string;
    }
  | { readonly code: 'noexec-mount'; readonly path: string; readonly mount: string }
  /** `by`: env, which looks for it on PATH; null: the kernel does. */
  | {
      readonly code: 'interpreter-missing';
      readonly path: string;
      readonly interpreter: string;
      readonly by: string | null;
    }
  /** `by`: an interpreter that is given the file, and ends at that line; null: the kernel reads the first line. */
  | { readonly code: 'script-crlf'; readonly path: string; readonly line: string; readonly by: string | null }
  /** `shell`: whoever starts it gives it to /bin/sh then, as execvp(3) does. */
  | {
      readonly code: 'script-no-shebang';
      readonly path: string;
      readonly why: 'absent' | 'below' | 'bom' | 'empty' | 'too-long' | 'too-deep';
      readonly shell: boolean;
    }
  /** What an interpreter is to run. `directory`: one that holds nothing to run. */
  | {
      readonly code: 'script-missing';
      readonly path: string;
      readonly program: string;
      readonly why: 'absent' | 'directory';
      readonly link: string | null;
    }
  | { readonly code: 'script-unreadable'; readonly path: string; readonly program: string }
  | {
      readonly code: 'loader-missing';
      readonly path: string;
      readonly loader: string;
      readonly why: 'absent' | 'damaged' | 'not-executable';
    }
  | {
      readonly code: 'wrong-architecture';
      readonly path: string;
      readonly machine: string;
      readonly arch: string;
    }
  /** Bytes that it has, and that its own tables speak of; null where these are cut too. */
  | {
      readonly code: 'truncated';
      readonly path: string;
      readonly size: number;
      readonly wanted: number | null;
    }
  /** Of what is in front of the application. `script`: the one in whose first line it stands. */
  | ({
      readonly code: 'options-refused';
      readonly script: string | null;
      readonly path: string;
      readonly program: string;
      /** Whose it is; null: everybody's of that name. */
      readonly of: Maker | null;
    } & Refusal)
  /** Of a program that changes the user: passwd has nobody of that name. */
  | { readonly code: 'no-such-user'; readonly path: string; readonly program: string; readonly user: string }
  /** Who starts it may not. `uid`: who that is; `lacks`: names without CAP_, none where only root may. */
  | {
      readonly code: 'cannot-change-user';
      readonly path: string;
      readonly program: string;
      readonly uid: number;
      readonly lacks: readonly string[];
    }
  /** su starts the shell of its user, which starts nothing. */
  | {
      readonly code: 'no-login-shell';
      readonly path: string;
      readonly user: string;
      readonly shell: string;
    }
  | { readonly code: 'not-a-program'; readonly path: string; readonly is: NoProgram }
  | LinkProblem;

/** What it is in place of a program of Linux. */
export type NoProgram =
  | 'windows'
  | 'macos'
  | 'object'
  | 'damaged'
  | 'unknown'
  /** Texts that no shell was meant to read: what Git LFS checks out in place of a file, a page of the web, Go sources. */
  | 'lfs-pointer'
  | 'page'
  | 'go-source';

/** What a file is to whoever executes it. */
export interface ProgramFile {
  readonly path: string;
  readonly format: 'elf' | 'script' | 'unknown';
  /** The loader that it names, or what its first line does; null: none. */
  readonly interpreter: string | null;
  readonly libraries: readonly Library[];
  readonly problems: readonly StartProblem[];
}
