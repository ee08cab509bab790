import { goAtLeast } from '../release.ts';
import { fields, splitQuoted } from '../words.ts';

/** What GOFLAGS says about modules. */
export interface GoFlags {
  /** Value of `-mod`; null where it is not given. */
  readonly mod: string | null;
  /** Value of `-modfile`; null where it is not given. */
  readonly modfile: string | null;
  /** All flags as they are written. A flag that no command knows makes every command fail. */
  readonly flags: readonly string[];
  /** Words that are no flag: every command but `go env` and `go bug` fails. */
  readonly nonFlags: readonly string[];
  /** A quote without its end (quotes are read from Go 1.21 on). */
  readonly unterminated: boolean;
}

/** The value of GOFLAGS as the go command splits it (cmd/go/internal/base, InitGOFLAGS). */
export function parseGoflags(goflags: string, go: string | null = null): GoFlags {
  const words = goAtLeast(go, QUOTES_SINCE) ? splitQuoted(goflags) : { words: fields(goflags), open: false };
  const flags = words.words.filter(isFlag);
  return {
    mod: flagValue(flags, 'mod'),
    modfile: flagValue(flags, 'modfile'),
    flags,
    nonFlags: words.words.filter((word) => !isFlag(word)),
    unterminated: words.open,
  };
}

const QUOTES_SINCE = '1.21';

function isFlag(word: string): boolean {
  return /^--?[^-=]/.test(word);
}

/** The last one counts. */
export function flagValue(flags: readonly string[], name: string): string | null {
  const values = flags.flatMap((flag) => {
    const [, found, value] = /^--?([^=]+)(?:=(.*))?$/s.exec(flag) ?? [];
    return found === name ? [value ?? ''] : [];
  });
  return values.at(-1) ?? null;
}
