import { usualGrammar } from './grammars.ts';
import { readOptions } from './options.ts';

/** What a program was given, as the maker reads it whom most systems have it from. */
export interface Given {
  /** What is no option. */
  readonly words: readonly string[];
  /** By the names that they have in the grammar, the last value of each. */
  readonly options: ReadonlyMap<string, string>;
}

/** Null where it starts nothing. */
export function givenTo(program: string, given: readonly string[]): Given | null {
  const options = new Map<string, string>();
  const read = readOptions(given, usualGrammar(program), ({ name, value }) => {
    options.set(name, value);
    return true;
  });
  return read.kind === 'read' ? { words: read.words, options } : null;
}
