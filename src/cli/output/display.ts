import type { Config } from '../../config/config.ts';
import { WIDTH } from '../../core/text/wrap.ts';
import type { Host } from '../../target/host.ts';
import type { Io } from '../../target/io.ts';

/** Of what is shown to a person: how wide it may be, and whether it may leave ASCII. */
export interface Display {
  /** Columns of the terminal; undefined for a pipe or a file, where lines need not be broken for anybody. */
  readonly width?: number;
  readonly ascii: boolean;
}

/** Narrower, every other line would be broken. */
const NARROWEST = 60;
/** What `kubectl exec -t` has where it says nothing. */
const USUAL = 80;

export function displayOf(
  { output }: Pick<Config, 'output'>,
  { env }: Pick<Host, 'env'>,
  io: Pick<Io, 'isTerminal' | 'columns'>,
  stream: 'out' | 'err',
): Display {
  const ascii = !mayBeUtf8(env);
  if (output !== null || !io.isTerminal(stream)) return { ascii };
  return { ascii, width: Math.max(NARROWEST, Math.min(WIDTH, io.columns(stream) || USUAL)) };
}

/**
 * The locale of the characters by POSIX (Base Definitions 8.2): LC_ALL, else LC_CTYPE, else LANG, the first
 * that is not empty. Where none is, nothing is said of whoever reads: containers seldom have one, and their
 * output is read elsewhere, in UTF-8.
 */
export function mayBeUtf8({ LC_ALL, LC_CTYPE, LANG }: Readonly<Record<string, string | undefined>>): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  return locale === '' || /\.utf-?8(?:@|$)/i.test(locale);
}

const ASCII: Readonly<Record<string, string>> = {
  '✓': '+',
  '✗': 'x',
  '→': '>',
  '·': '-',
  '…': '~',
  '¦': '|',
  '–': '-',
  '’': "'",
};

/** Our own symbols in ASCII, each as wide as it was, so that nothing is broken anew. */
export function shown(text: string, { ascii }: Display): string {
  return ascii ? text.replace(/[✓✗→·…¦–’]/g, (symbol) => ASCII[symbol] ?? symbol) : text;
}
