import { isNoSecret, tellsNothing } from './harmless.ts';
import { endOfLines, endOfValue, hidden, match } from './value.ts';

/** Names of what is secret, as part of a longer name. `pass` alone would be in `bypass` and `passed`. */
const SECRET =
  '(?:token|secret|passw(?:or)?d|passphrase|(?:(?<![a-z])|auth|db|key|master|pg|require|root|store|trust|user)pass(?![a-z])|(?<=[a-z\\d_;]-?)(?<!old)pwd(?![a-z])|(?<![a-z])pw(?![a-z])|(?<=["\'_]|x-)auth(?![\\w.-])|(?:access|account|api|auth|encryption|master|private|session|signing)[_-]?key|signature|credential|authorization|cookie)';

/** No name of a secret is without one of these. */
export const IN_SECRET_NAMES = 'auth cookie credential key pass pw secret signature token'.split(' ');

/** Whether something in the text is named like a secret. */
export const NAMES_A_SECRET = new RegExp(SECRET, 'i');
const ALL_SECRETS = new RegExp(SECRET, 'gi');

/** Characters of a longer name that are looked at before and behind the word for a secret. */
const NAME_MAX = 64;
const OF_A_NAME = /[\w.-]/;

/** From behind the word: the rest of the name, its closing quotes, and what gives it a value. */
const ASSIGNED = /([\w.-]{0,64})(\\{0,3}["'])?[ \t]{0,4}(:?=>?[ \t]{0,4}|%3[ad]|:\s{0,9})/iy;
/** The value is the next word, of a shell or of a list: `--token x`, `"--token", "x"`. */
const NEXT_WORD = /([\w.-]{0,64})(?:\s{1,4}|(\\{0,3}["'])[\s,]{0,4}(?=\\{0,3}["']))(?!\\{0,3}["']?--)/y;
/** The next field, or the next line, says the value: `name: DB_PASSWORD` and `value: x`, as Kubernetes has it. */
const VALUE_NEXT =
  /([\w.-]{0,64})(\\{0,3}["'])?[\s,]{1,64}\\{0,3}["']?value\\{0,3}["']?[ \t]{0,4}(:\s{0,4}|=)/iy;
/** A setting of XML; a name in such brackets that nothing closes stands for a value (`-p <password>`). */
const ELEMENT = /([\w.-]{0,64})(?:\s[^<>]{0,256})?>\s{0,64}(?=(?:<!\[CDATA\[)?[^<]{1,1024}<\/)/y;
/** `<ns:`, before the name of an element. */
const NAMESPACE = /<[\w.-]{1,64}:$/;
/** The old form of a Dockerfile, which a history of layers keeps: all of the line is the value. */
const OLD_ENV = /([\w.-]{0,64})[ \t]{1,4}(?=\S)/y;
/** Headers that go on to the end of their line, whatever stands before them. */
const HEADER = /^(?:authorization|cookie)/i;

/** A text of YAML that begins in the next line. */
const BLOCK = /^[|>][-+\d]{0,2}[ \t]*[\r\n]/;

/**
 * Takes out the values of what is named like a secret. The words for secrets are looked for first, once, and what
 * stands around each is looked at then: an expression that begins with the rest of the name would begin anew at
 * each of its characters.
 */
export function redactNamed(text: string): string {
  let result = '';
  let done = 0;
  ALL_SECRETS.lastIndex = 0;
  for (let word = ALL_SECRETS.exec(text); word !== null; word = ALL_SECRETS.exec(text)) {
    // One word for a secret may begin in another: `secretoken`.
    ALL_SECRETS.lastIndex = word.index + 1;
    const [from, to] = spanOf(text, word, done);
    const value = text.slice(from, to);
    if (tellsNothing(value)) continue;
    result += text.slice(done, from) + hidden(value);
    done = to;
    ALL_SECRETS.lastIndex = done;
  }
  return done === 0 ? text : result + text.slice(done);
}

type Span = readonly [from: number, to: number];
const NOTHING: Span = [0, 0];

/** The value of the name in which a word for a secret stands. */
function spanOf(text: string, { 0: word, index }: RegExpExecArray, done: number): Span {
  const start = index - nameBefore(text, index, done);
  const before = text.charAt(start - 1);
  const name = text.slice(start, index);
  if (index - start > NAME_MAX && !name.includes('-')) return NOTHING;
  const assigned = match(ASSIGNED, text, index + word.length);
  const isElement =
    before === '<' || (before === ':' && NAMESPACE.test(text.slice(Math.max(0, start - 66), start)));
  const element = isElement ? match(ELEMENT, text, index + word.length) : null;
  if (element !== null) {
    const from = element.index + element[0].length;
    const to = from + text.slice(from, text.indexOf('</', from)).trimEnd().length;
    return isNoSecret(element[1] ?? '', text.slice(from, to)) ? NOTHING : [from, to];
  }
  const isFlag = /^--?/.test(name) && /^[\s"']?$/.test(before);
  const isOldEnv = before === ' ' && /(?:^|\s)ENV $/.test(text.slice(Math.max(0, start - 5), start));
  const next = match(isFlag ? NEXT_WORD : isOldEnv ? OLD_ENV : VALUE_NEXT, text, index + word.length);
  const found = assigned ?? next;
  if (found === null) return NOTHING;
  const [all, rest = '', closed = '', sign = ''] = found;
  const from = found.index + all.length;
  const value = text.slice(from, from + NAME_MAX);
  if (isNoSecret(rest, value)) return NOTHING;
  const isHeader = sign !== '' && HEADER.test(word);
  // In the middle of a path a colon may be prose: `/run/token: not found`.
  if (sign.startsWith(':') && /[/:]/.test(before) && !name.includes('-') && !isHeader) return NOTHING;
  const open = closed === '' && /["']/.test(before) ? text.slice(quotesBefore(text, start), start) : '';
  const isQuoted = open !== '' || /["'\\]/.test(text.charAt(from));
  const column = assigned === null ? Number.POSITIVE_INFINITY : columnOf(text, start);
  const goesOn =
    isHeader ||
    (isOldEnv && assigned === null) ||
    (sign.startsWith(':') && (column !== null || BLOCK.test(value)));
  return [
    from,
    goesOn && !isQuoted
      ? endOfLines(text, from, isOldEnv ? Number.POSITIVE_INFINITY : (column ?? 0))
      : endOfValue(text, from, open),
  ];
}

/** Where quotes begin that end before `at`: those of JSON within JSON have backslashes before them. */
function quotesBefore(text: string, at: number): number {
  let start = at - 1;
  while (at - start < 4 && text.charAt(start - 1) === '\\') start--;
  return start;
}

/**
 * How far in a name stands that begins its line, as in YAML, or what somebody tells of: `line 2: password: x`. Null where
 * other words stand before it.
 */
function columnOf(text: string, start: number): number | null {
  const lead = text.slice(Math.max(0, start - NAME_MAX), start);
  const line = lead.split(/\n|: |=/).at(-1) ?? '';
  return /[^\s#-]/.test(line) || line.length === NAME_MAX ? null : line.length;
}

/** How many characters of a name stand before `at`; more than a flag of the longest name has are not counted. */
function nameBefore(text: string, at: number, from: number): number {
  const least = Math.max(from, at - NAME_MAX - 3);
  let start = at;
  while (start > least && OF_A_NAME.test(text.charAt(start - 1))) start--;
  return at - start;
}
