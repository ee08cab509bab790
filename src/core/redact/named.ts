import { REDACTED } from './redacted.ts';

/** Names of what is secret, as part of a longer name. `pass` alone would be in `bypass` and `passed`. */
const SECRET =
  '(?:token|secret|passw(?:or)?d|passphrase|(?<![a-z])pass(?![a-z])|api[_-]?key|access[_-]?key|private[_-]?key|signature|credential|authorization)';

/** Whether something in the text is named like a secret. */
export const NAMES_A_SECRET = new RegExp(SECRET, 'i');
const ALL_SECRETS = new RegExp(SECRET, 'gi');

/** Characters of a longer name that are looked at before and behind the word for a secret. */
const NAME_MAX = 64;
const OF_A_NAME = /[\w.-]/;

/** Where a name may begin, and the value that then follows it. */
interface Place {
  /** Whether the name, of which `before` characters stand in front of the word at `at`, stands in such a place. */
  begins(text: string, at: number, before: number): boolean;
  /** Sticky, from behind the word: the first group is kept, what follows it is the value. */
  readonly value: RegExp;
}

const PLACES: readonly Place[] = [
  {
    // At the beginning of a word, or anywhere behind a dash: `token=`, `{"token": "`, `x-token: `.
    begins: (text, at, before) =>
      text.slice(at - Math.min(before, NAME_MAX + 1), at).includes('-') ||
      (before <= NAME_MAX && (before === at || /[?&;\s,{('"]/.test(text.charAt(at - before - 1)))),
    value: /([\w.-]{0,64}['"]?\s{0,4}[=:]\s{0,4}['"]?)[^\s&,;'"]+/y,
  },
  {
    // In the middle of a path or of another value, where a colon may be prose: `/run/token: not found`.
    begins: (text, at, before) => before <= NAME_MAX && /[/:=]/.test(text.charAt(at - before - 1)),
    value: /([\w.-]{0,64}=)[^\s&,;'"]+/y,
  },
  {
    // A flag and its value as two words: `--token x`.
    begins: (text, at, before) => {
      const start = at - before;
      const dashes = text.startsWith('--', start) ? 2 : 1;
      return (
        before > 0 &&
        text.charAt(start) === '-' &&
        before <= NAME_MAX + dashes &&
        (start === 0 || /\s/.test(text.charAt(start - 1)))
      );
    },
    value: /([\w.-]{0,64}\s{1,4})[^\s-]\S*/y,
  },
];

/**
 * Takes out the values of what is named like a secret. The words for secrets are looked for first, once, and what
 * stands around each is looked at then: an expression that begins with the rest of the name would begin anew at
 * each of its characters.
 */
export function redactNamed(text: string): string {
  return PLACES.reduce(redactIn, text);
}

function redactIn(text: string, { begins, value }: Place): string {
  let result = '';
  let done = 0;
  ALL_SECRETS.lastIndex = 0;
  for (let word = ALL_SECRETS.exec(text); word !== null; word = ALL_SECRETS.exec(text)) {
    // One word for a secret may begin in another: `secretoken`.
    ALL_SECRETS.lastIndex = word.index + 1;
    if (!begins(text, word.index, nameBefore(text, word.index, done))) continue;
    value.lastIndex = word.index + word[0].length;
    const found = value.exec(text);
    if (found === null) continue;
    result += text.slice(done, found.index) + found[1] + REDACTED;
    done = value.lastIndex;
    ALL_SECRETS.lastIndex = done;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** How many characters of a name stand before `at`; more than a flag of the longest name has are not counted. */
function nameBefore(text: string, at: number, from: number): number {
  const least = Math.max(from, at - NAME_MAX - 3);
  let start = at;
  while (start > least && OF_A_NAME.test(text.charAt(start - 1))) start--;
  return at - start;
}
