/** Mistakes of a file of YAML after which the rest is not read: ten are told, and each costs the parser microseconds. */
export const ENOUGH_MISTAKES = 1000;

/** The tokens of a file, up to the one with which there are enough mistakes; a directive is nearly always one. */
export function* untilEnough<T extends { readonly type: string }>(tokens: Iterable<T>): Generator<T> {
  let mistakes = 0;
  for (const token of tokens) {
    yield token;
    if (token.type !== 'error' && token.type !== 'directive') continue;
    mistakes++;
    if (mistakes >= ENOUGH_MISTAKES) return;
  }
}
