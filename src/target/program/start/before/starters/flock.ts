import type { Behind } from '../behind.ts';
import { givenTo } from '../grammar/given.ts';

/** `flock FILE CMD`, or `flock FILE -c TEXT`; null where it locks what is open, and starts nothing. */
export function behindFlock(rest: readonly string[], env: Readonly<Record<string, string>>): Behind | null {
  const [file, ...words] = givenTo('flock', rest)?.words ?? [];
  const [first, text, ...more] = words;
  if (file === undefined || first === undefined) return null;
  const started = { by: 'flock', usesShell: true, otherUser: false, outputs: [file] };
  if (first !== '-c' && first !== '--command') return { ...started, words };
  return text === undefined || more.length > 0
    ? null
    : { ...started, words: [env.SHELL || '/bin/sh', '-c', text] };
}
