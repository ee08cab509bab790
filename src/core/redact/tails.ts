import { REDACTED } from './redacted.ts';

/**
 * Takes out what stands behind the path of a URL, all of it: a query signs and logs in by parameters of any name, and a fragment
 * holds what is to stay with the client. Without a scheme it is taken for a URL where a name with a dot or a port stands
 * in front, or where the query gives something a value.
 */
export function redactTails(text: string): string {
  // Whole words, each looked at once.
  return text.replace(/[^\s"]+/g, (word) => (DELIMITER.test(word) ? withoutTails(word) : word));
}

/** As it stands, or escaped once or twice. */
export const DELIMITER = /[?#]|%(?:25){0,2}(?:3f|23)/i;
const DELIMITERS = new RegExp(DELIMITER, 'gi');

/** What no host has: a host begins behind the last of them. */
const SEPARATOR = /[,|='(;[{<>`]/;
const SCHEME = /:(?:\\?\/){1,2}/;
const HOST =
  /^(?:[^/]*@)?(?:(?:[a-z\d-]+\.)+[a-z]{2,}|[\da-f:.]+\](?=:)|[a-z\d.-]+(?=:\d))(?::\d+)?(?:\/|$)/i;
const PARAMETER = /[\w.~%-]{1,64}=/y;

/** The next of a list begins, or the quotes end. Two lists of Go have these words beside URLs. */
const END = /[,|](?=[a-z][a-z\d+.-]{0,20}:\/\/|(?:direct|off)\b)|'(?![\w%&=])/gi;
/** May end a sentence around the URL. */
const BEHIND = ").,;:]}>|'\\";

/** What go itself asks with, and tells nobody anything by. */
const HARMLESS = 'go-get=1';

function withoutTails(word: string): string {
  let result = '';
  let done = 0;
  DELIMITERS.lastIndex = 0;
  for (let found = DELIMITERS.exec(word); found !== null; found = DELIMITERS.exec(word)) {
    const begin = DELIMITERS.lastIndex;
    const head = word.slice(done, found.index);
    // Only behind a URL the end is looked for, or each sign would look through the whole word.
    const tail = isAddress(head) || hasValue(word, begin) ? tailAt(word, begin) : '';
    if (tail === '' || tail === HARMLESS || tail === REDACTED) {
      result += word.slice(done, begin);
      done = begin;
      continue;
    }
    // A password with one of the signs in it: what seems to be the host is a part of the login.
    const login = tail.includes('@') ? LOGIN.exec(head) : null;
    result += (login === null ? head + found[0] : head.slice(0, login.index) + login[1]) + REDACTED;
    done = DELIMITERS.lastIndex = begin + tail.length;
  }
  return result + word.slice(done);
}

/** A scheme and the host alone. */
const LOGIN = /(:\/\/)[^/]*$/;

function tailAt(word: string, begin: number): string {
  END.lastIndex = begin;
  let end = END.exec(word)?.index ?? word.length;
  while (end > begin && BEHIND.includes(word.charAt(end - 1))) end--;
  return word.slice(begin, end);
}

function isAddress(head: string): boolean {
  return SCHEME.test(head) || HOST.test(head.split(SEPARATOR).at(-1) ?? '');
}

function hasValue(word: string, at: number): boolean {
  PARAMETER.lastIndex = at;
  return PARAMETER.test(word);
}
