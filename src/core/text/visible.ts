/**
 * Text of unknown origin made harmless for a terminal and for line-based formats: control characters
 * (C0, DEL, C1), line and paragraph separators, bidirectional and invisible format characters and lone
 * surrogates become escapes such as `\n` or `\u202e`.
 */
export function visible(text: string): string {
  return UNSAFE.test(text) ? text.replace(UNSAFE_ALL, escapeOne) : text;
}

/**
 * A JSON text in which nothing of that kind stands as it is: JSON.stringify leaves DEL, C1 and bidirectional
 * characters. The value stays the same.
 */
export function visibleJson(text: string): string {
  return text.replace(BEYOND_JSON, escapeOne);
}

/** Stands before every escape that {@link marked} makes: of the private use area, which no name has. */
export const ESCAPED = '\uf8ff';

/** Like {@link visible}, and it can be told which parts of the result are escapes. */
export function marked(text: string): string {
  return UNSAFE.test(text) ? text.replace(UNSAFE_ALL, (character) => ESCAPED + escapeOne(character)) : text;
}

const CLASS =
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]|\\udb40[\\udc00-\\udc7f]';
/** Line breaks between the values are JSON's own; those in a string are escaped already. */
const BEYOND_JSON = new RegExp(CLASS.replace('\\u0000-\\u001f', ''), 'g');
const UNSAFE = new RegExp(CLASS);
const UNSAFE_ALL = new RegExp(CLASS, 'g');

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeOne(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  return [...Array(character.length).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
    .join('');
}
