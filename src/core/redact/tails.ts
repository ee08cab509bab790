import { REDACTED } from './redacted.ts';

/**
 * Takes out what stands behind the path of a URL, all of it: a query signs and logs in by parameters of any name, and a fragment
 * holds what is to stay with the client. Without a scheme it is taken for a URL where a name with a dot or a port stands
 * in front, or where the query gives something a value.
 */
export function redactTails(text: string): string {
  // Whole words, each looked at once.
  return text.replace(/[^\s"]+/g, withoutTails);
}

/** As it stands, or escaped once or twice. */
const DELIMITER = /[?#]|%(?:25){0,2}(?:3f|23)/i;
const DELIMITERS = new RegExp(DELIMITER, 'gi');

/** What no host has: a host begins behind the last of them. */
const SEPARATOR = /[,|='(;[{<>`]/;
const SCHEME = /:\\?\//;
const HOST = /^(?:[^/]*@)?[\w.:\]-]*(?:\.[a-z]{2,}|:\d+)(?:\/|$)/i;
const PARAMETER = /^[\w.~%-]+=/;
/** A scheme and the host alone. */
const LOGIN = /(:\/\/)[^/]*$/;

/** The next of a list begins, or the quotes end. Two lists of Go have these words beside URLs. */
const END = /[,|](?=[a-z][a-z\d+.-]{0,20}:\/\/|(?:direct|off)\b)|'(?![\w%&=])/gi;
/** May end a sentence around the URL. */
const BEHIND = ").,;:]}>|'\\";

/** Nothing, what was taken out, and what go itself asks with, which tells nobody anything. */
const HARMLESS = /^(?:\*\*\*|go-get=1)?$/;

function withoutTails(word: string): string {
  let result = '';
  let done = 0;
  DELIMITERS.lastIndex = 0;
  for (let found = DELIMITERS.exec(word); found !== null; found = DELIMITERS.exec(word)) {
    const begin = DELIMITERS.lastIndex;
    const head = word.slice(done, found.index);
    // Only behind a URL the end is looked for, or each sign would look through the whole word.
    const isUrl =
      SCHEME.test(head) ||
      HOST.test(head.split(SEPARATOR).at(-1) ?? '') ||
      PARAMETER.test(word.slice(begin, begin + LONGEST_NAME));
    const tail = isUrl ? tailAt(word, begin) : '';
    if (HARMLESS.test(tail)) {
      result += word.slice(done, begin);
      done = begin;
    } else {
      // A password with one of the signs in it: what seems to be the host is a part of the login.
      result += (tail.includes('@') ? head.replace(LOGIN, '$1') : head) + found[0] + REDACTED;
      done = DELIMITERS.lastIndex = begin + tail.length;
    }
  }
  return result + word.slice(done);
}

const LONGEST_NAME = 64;

function tailAt(word: string, begin: number): string {
  END.lastIndex = begin;
  let end = END.exec(word)?.index ?? word.length;
  while (end > begin && BEHIND.includes(word.charAt(end - 1))) end--;
  return word.slice(begin, end);
}
