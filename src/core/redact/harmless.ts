/** What may stand behind a word for a secret and makes a name of something else: `TOKEN_TTL`, `secretName`, `tokenizer`. */
const OTHER =
  /^(?:iz|less|ar[iy]|s?[_.-]?(?:algo|count|domain|enabled|exp|header|host|key_?ref|len|lifetime|limit|max|method|min|name|policy|ref|required|stdin|ttl|type|ur[il]))/i;
/** Where the secret lies is none, and is what one has to know. */
const PLACE = /^s?[_.-]?(?:dir|file|path)/i;
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
  return OTHER.test(rest) || (PLACE.test(rest) && PATH.test(value));
}

/** Whether a value, with the quotes around it, tells nothing, whatever it is called. */
export function tellsNothing(value: string): boolean {
  return value.length < 80 && SHORT.test(value);
}
