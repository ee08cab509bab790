import { distance } from './distance.ts';

/** What may have been meant, as the end of a message: the nearest valid name, else all of them. */
export function meant(word: string, names: readonly string[]): string {
  const near = nearestOf(word, names);
  if (near !== null) return `; did you mean ${near}?`;
  return names.length === 0 || names.length > 20 ? '' : `; it is one of ${names.join(', ')}`;
}

/** The nearest of the names, null where none is near enough to be what was meant. */
export function nearestOf(word: string, names: readonly string[]): string | null {
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
