import { begin } from './begin.ts';

/**
 * The executable has its modules evaluated when it is built, and begins in every process (build/sea/snapshot.ts): who
 * evaluates them there takes `begin` by this name. Everybody else has the program begin at once.
 */
const hold: unknown = Reflect.get(globalThis, Symbol.for('probe-env.hold'));
if (typeof hold === 'function') hold(() => begin(process));
else begin(process);
