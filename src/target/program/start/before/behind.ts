import type { Seeker } from '../look-up.ts';
import type { EnvCommand } from './starters/env.ts';

/** What the words of a command start in the end, if its program is one that only starts another. */
export interface Behind {
  readonly words: readonly string[];
  /** The name of the one in front, such as `tini`. */
  readonly by: string;
  /** It gives what the kernel does not know to /bin/sh, as execvp(3) does. */
  readonly usesShell: boolean;
  /** How it looks a plain name up, where that is not as its name says. */
  readonly seeker?: Seeker;
  /** As another user than it runs as itself. */
  readonly otherUser: boolean;
  /** Whom it starts it as, `NAME`, `UID`, either with `:GROUP`; left out where that cannot be told. */
  readonly user?: string;
  /** PATH, where it sets another. */
  readonly path?: string;
  /** PATH may be set by files that nobody looks at (PAM). */
  readonly perhapsOtherPath?: boolean;
  /** The directory that it makes its root. */
  readonly root?: string;
  /** Where it goes first, within that root. */
  readonly directory?: string;
  /** Files that it opens first, to be written to. */
  readonly outputs?: readonly string[];
  /** What it makes of its variables. */
  readonly environment?: Pick<EnvCommand, 'clears' | 'unset' | 'sets'>;
}

/** The shell of a user in passwd(5); null: nobody can tell. */
export type ShellOf = (user: string) => string | null;
