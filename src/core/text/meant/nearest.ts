/**
 * The end of a message about a name that is not known: the nearest valid name where one is near, else
 * all of them. All of it is loaded only when somebody has mistyped something.
 */
export async function didYouMean(word: string, names: readonly string[]): Promise<string> {
  return (await import('./near.ts')).meant(word, names);
}

/** The nearest of the names, null where none is near enough to be what was meant. */
export async function nearest(word: string, names: readonly string[]): Promise<string | null> {
  return (await import('./near.ts')).nearestOf(word, names);
}
