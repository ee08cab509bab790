/** `all see UTC` would say too much of a zone file that nobody can know. */
const WORDS = '; leaving out what is not known: ';

/** Behind the line of a probe: what it did not see, so that the line speaks of the rest. */
export function notKnown(paths: readonly string[]): string {
  const [first, ...more] = paths;
  if (first === undefined) return '';
  return `${WORDS}${more.length === 0 ? first : `${first} and ${more.length} more`}`;
}

/** Whether a line says that it does not know something, all of it or a part. */
export function isPartly(summary: string): boolean {
  return summary.includes('not known');
}
