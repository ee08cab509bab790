/**
 * The end of a message about a name that is not known: the nearest valid name where one is near, else
 * all of them. The distance (Levenshtein) is loaded only when somebody has mistyped something.
 */
export async function didYouMean(word: string, names: readonly string[]): Promise<string> {
  const near = await nearest(word, names);
  if (near !== null) return `; did you mean ${near}?`;
  return names.length === 0 || names.length > 20 ? '' : `; it is one of ${names.join(', ')}`;
}

/** The nearest of the names, null where none is near enough to be what was meant. */
export async function nearest(word: string, names: readonly string[]): Promise<string | null> {
  const { distance } = await import('./distance.ts');
  const asked = fold(word);
  const ranked = names
    .map((name) => {
      const slips = distance(asked, fold(name));
      return { name, slips, far: begins(fold(name), asked) ? 1 : slips };
    })
    // formt begins with for, and is one letter short of format.
    .sort((a, b) => a.far - b.far || a.slips - b.slips);
  const best = ranked[0];
  return best !== undefined && best.far <= Math.max(1, Math.ceil(asked.length / 3)) ? best.name : null;
}

/** Whether one is the other cut short: `warn` for `warning`. */
function begins(name: string, asked: string): boolean {
  return asked.length >= 3 && (name.startsWith(asked) || asked.startsWith(name));
}

/** Case and the way in which words are joined are no difference to whoever mistyped. */
function fold(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}
