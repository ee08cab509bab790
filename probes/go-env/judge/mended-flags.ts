import { goAtLeast } from '../../../src/go/release.ts';
import { fields, splitQuoted } from '../../../src/go/words.ts';
import { type FlagDefect, KNOWN_FLAGS } from '../settings/goflags.ts';

export interface MendedFlags {
  /** GOFLAGS without any of the defects, and with everything else that it holds. */
  readonly value: string;
  /** One for each slip: `-mod vendor` is one slip and two words that go refuses. */
  readonly slips: readonly FlagDefect[];
}

/** From Go 1.21 on words of GOFLAGS may be quoted. */
const QUOTES_SINCE = '1.21';
/** What they hold is itself a list of flags. */
const LISTS = /^(?:ldflags|gcflags|asmflags|gccgoflags)$/;

/**
 * What was meant by GOFLAGS: values that were cut off at a blank are put together again, and what still makes no
 * sense is left out. All defects at once, so that it is the same value whichever of them somebody mends.
 */
export function mendFlags(goflags: string, defects: readonly FlagDefect[], goversion: string): MendedFlags {
  const quotes = goAtLeast(goversion, QUOTES_SINCE);
  const words = quotes ? splitQuoted(closed(goflags)).words : fields(goflags);
  const blamed = (word: string) => defects.find((defect) => isMeant(defect, word));
  const kept: string[] = [];
  const followers: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = withDash(words[at] ?? '');
    const count = partsBehind(word, words, at + 1, (one) => blamed(one) !== undefined);
    const parts = words.slice(at + 1, at + 1 + count);
    at += parts.length;
    // Of what was cut into pieces the first piece is blamed that go stops at.
    followers.push(...(parts.length > 0 ? [word, ...parts.slice(1)] : []));
    const meant = parts.length > 0 ? putTogether(word, parts) : word;
    const whole = quotes || !/\s/.test(meant) ? meant : word;
    // What -X sets stood behind the blank.
    if (blamed(whole) === undefined && !whole.endsWith('=-X')) kept.push(whole);
  }
  const slips = defects.filter(
    (one) => !(PIECES.has(one.problem) && followers.some((word) => isMeant(one, word))),
  );
  return {
    value: oneDetector(kept, defects).map(quoted).join(' '),
    slips: slips.length > 0 ? slips : defects,
  };
}

const PIECES: ReadonlySet<string> = new Set(['not-a-flag', 'needs-value', 'unknown', 'go-env-only']);

/** With the quote that is missing at its end. */
function closed(goflags: string): string {
  return (
    ["'", '"']
      .map((end) => goflags + end)
      .find((text) => splitQuoted(goflags).open && !splitQuoted(text).open) ?? goflags
  );
}

function isMeant({ flag, problem }: FlagDefect, word: string): boolean {
  const bare = (text: string) => text.replace(/^--?/, '');
  // Each of them is refused beside the others: which one stays is said below.
  if (problem === 'not-together') return false;
  const same = word === flag || (flag.startsWith('-') && word.startsWith('-') && bare(word) === bare(flag));
  return same || (problem === 'unknown' && nameOf(word) === nameOf(flag));
}

function nameOf(word: string): string {
  return /^--?([^-=][^=]*)/.exec(word)?.[1] ?? '';
}

/** `mod=vendor` and `trimpath` lack a dash. */
function withDash(word: string): string {
  if (word.startsWith('-')) return word;
  const [, name = '', value] = /^([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  return takes(name, value) ? `-${word}` : word;
}

function takes(name: string, value: string | undefined): boolean {
  const known = Object.hasOwn(KNOWN_FLAGS, name) ? KNOWN_FLAGS[name] : undefined;
  return known !== undefined && (value === undefined ? known.bare : known.value.test(value));
}

/** How many of the words from one on, behind a flag, are pieces of its value. */
function partsBehind(
  word: string,
  words: readonly string[],
  from: number,
  isBlamed: (word: string) => boolean,
): number {
  const name = nameOf(word);
  const isEmpty = !word.includes('=');
  // Without a copy of the rest for each word: there may be a hundred thousand.
  const end = (test: (one: string) => boolean) => {
    let at = from;
    while (at < words.length && test(words[at] ?? '')) at++;
    return at - from;
  };
  // What was in quotes is whole.
  if (LISTS.test(name)) return /\s/.test(word) ? 0 : end((one) => isBlamed(one));
  if (name === 'tags') return end((one) => /^[\w.,]+$/.test(one));
  const next = words[from] ?? '-';
  return isEmpty && !next.startsWith('-') && takes(name, next) ? 1 : 0;
}

function putTogether(word: string, parts: readonly string[]): string {
  const [start, ...others] = word.includes('=')
    ? [word, ...parts]
    : [`${word}=${parts[0]}`, ...parts.slice(1)];
  return [start, ...others].join(nameOf(word) === 'tags' ? ',' : ' ');
}

/** Of detectors that are refused beside each other the race detector stays, or the first. */
function oneDetector(words: readonly string[], defects: readonly FlagDefect[]): readonly string[] {
  const refused = defects.filter(({ problem }) => problem === 'not-together').map(({ flag }) => flag);
  const stays = refused.find((flag) => nameOf(flag) === 'race') ?? refused[0];
  return words.filter((word) => word === stays || !refused.includes(word));
}

function quoted(word: string): string {
  if (!/\s|^["']/.test(word)) return word;
  return word.includes("'") ? `"${word}"` : `'${word}'`;
}
