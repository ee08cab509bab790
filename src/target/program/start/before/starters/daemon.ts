import type { Behind } from '../behind.ts';
import { givenTo } from '../grammar/given.ts';

/** `start-stop-daemon --start --chuid USER --exec PROG -- ARGUMENTS` */
export function behindDaemon(rest: readonly string[]): Behind | null {
  const given = givenTo('start-stop-daemon', rest);
  if (given === null) return null;
  const { words, options } = given;
  const program = options.get('a') ?? options.get('x');
  if (program === undefined || !options.has('S')) return null;
  const user = options.get('c');
  const root = options.get('r');
  return {
    words: [program, ...words],
    by: 'start-stop-daemon',
    // That of busybox does.
    usesShell: true,
    otherUser: user !== undefined || options.has('g'),
    ...(user === undefined ? {} : { user }),
    ...(root === undefined ? {} : { root }),
    directory: options.get('d') ?? '/',
  };
}
