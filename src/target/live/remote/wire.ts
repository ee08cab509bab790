import type { HostFiles } from '../files/files.ts';

/** The first argument that makes this program the one that answers (see answerer.ts). */
export const ANSWERER = ':files';

/** The one that makes it the one that looks at another process (see live/beside); the second says how. */
export const LOOKER = ':look';

/** A call and what it is given; one JSON array a line. The answer is the call's Result, one JSON object a line. */
export type Question = readonly [call: keyof HostFiles | 'writeFile', ...args: readonly unknown[]];

/** The answerer's first line, when it is up. */
export const READY = 'ready';

/** The byte that ends a question and an answer: a newline. */
export const END = 10;
