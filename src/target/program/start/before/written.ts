import { shellWords } from '../../../compose/words.ts';

const ITEM = /\s*(?:'([^']*)'|"([^"]*)"|[‘’“”]([^‘’“”]*)[‘’“”]|([^\s,'"]+))\s*(?:,|$)/y;

/**
 * The words of a list as a Dockerfile wants it but for its quotes, which JSON does not have so: a shell is given it as text. Null:
 * it is none. `[ -f FILE ]`, which a shell has too, has neither comma nor quote first.
 */
export function listInText(text: string): readonly string[] | null {
  const list = text.trim();
  if (!list.startsWith('[') || !list.endsWith(']')) return null;
  const inside = list.slice(1, -1).trim();
  if (!/^['"‘“]|,/.test(inside)) return null;
  const words: string[] = [];
  for (ITEM.lastIndex = 0; ITEM.lastIndex < inside.length; ) {
    const [, single, double, curly, bare] = ITEM.exec(inside) ?? [];
    const word = single ?? double ?? curly ?? bare;
    if (word === undefined) return null;
    words.push(word);
  }
  return words;
}

/** The words that one word with blanks in it, or such a list, was meant to be; null: it is a word. */
export function wordsMeant(word: string): readonly string[] | null {
  const list = listInText(word);
  if (list !== null) return list;
  if (!/\S\s+\S/.test(word)) return null;
  // What is more than words is for a shell.
  if (/[`$;&|<>(){}]|^\w+=/.test(word)) return ['/bin/sh', '-c', word];
  const words = shellWords(word);
  return words !== null && words.length > 1 ? words : null;
}
