/** The name of a program, without the directory. */
export function nameOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
