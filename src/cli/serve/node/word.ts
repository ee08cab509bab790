/** The word behind `serve` that makes this program the process that looks (looker.ts); the next one names its /proc. */
export const LOOKER = ':looker';
