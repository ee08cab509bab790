/** The word goes on, and is another one: `tokenizer`, `passwordless`, `secretary`. */
const ANOTHER = /^(?:iz(?:ers?|e[ds]?|ing|ation)|less|ary)(?![a-z])/i;
/** A name of Kubernetes. */
const KEY_REF = /^[_-]?key[_-]?ref$/i;
/** What is measured, or a switch: another value may be anything. */
const MEASURES =
  'count|days|enabled|exp(?:ir(?:es|y|ation))?|hours|len(?:gth)?|lifetime|limit|max|min(?:utes)?|ms|required|seconds|ttl';
const MEASURE = new RegExp(`^(?:${MEASURES})$`, 'i');
/** What the other words of a name are: `secretName`, `TOKEN_TYPE`, `PASSWORD_MIN_LENGTH`. Of a name each has to be one. */
const OTHER = new RegExp(
  `^(?:${MEASURES}|algo(?:rithm)?|domain|endpoint|header|hosts?|method|names?|policy|refs?|stdin|types?|ur[il]s?)$`,
  'i',
);
const MEASURED =
  /^\\{0,3}["']?(?:$|[$<]|P?T?(?:-?\d{1,12}(?:\.\d{1,9})? ?(?:[nuµm]?s|[mhdwy]|min|sec|[kmg]i?b?|%)?){1,4}(?![\w.-])|(?:true|false|yes|no|on|off|null|none|never|unlimited)\b)/i;
/** Where the secret lies is none, and is what one has to know. */
const PLACE = /^(?:dir(?:ectory)?|files?|names?|paths?)$/i;
const PLURAL = /^(?:s(?![a-z])|S(?![A-Z]))/;
/** Words of a name, apart by a sign or by a capital. */
const WORDS = /[A-Z]?[a-z]+|[A-Z]+|\d+/g;
const PATH = /^\\{0,3}["']?[/.~$]/;
/** Switches and small numbers; and what is put in later. */
const SHORT =
  /^\\{0,3}["']?(?:true|false|yes|no|on|off|null|none|\d{1,3}|\$\{\w+\}|\$\(\w+\))?\\{0,3}["']?$/i;

/**
 * Whether what is named so is no secret, though a word for one is in its name.
 *
 * @param rest of the name, behind that word
 * @param value where it begins, with the quotes around it
 */
export function isNoSecret(rest: string, value: string): boolean {
  if (ANOTHER.test(rest) || KEY_REF.test(rest)) return true;
  // More than one of them are as secret: `API_KEYS`.
  const words = rest.replace(PLURAL, '').match(WORDS) ?? [];
  const isPlace = words.length > 0 && words.every((word) => PLACE.test(word)) && PATH.test(value);
  if (isPlace) return true;
  if (words.length === 0 || !words.every((word) => OTHER.test(word))) return false;
  return MEASURED.test(value) || !words.some((word) => MEASURE.test(word));
}

/** Whether a value, with the quotes around it, tells nothing, whatever it is called. */
export function tellsNothing(value: string): boolean {
  return value.length < 80 && SHORT.test(value);
}
