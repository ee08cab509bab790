/**
 * The program as a function of what it takes from Node: then it can be rehearsed with other things in their
 * place, and run afterwards as if nothing had been.
 */
export type Program = (
  require: (name: string) => unknown,
  module: object,
  exports: object,
  process: object,
  DateClass: DateConstructor,
  setTimer: unknown,
) => void;

const HEAD = '(function(require,module,exports,process,Date,setTimeout){';

/** JavaScript whose value is the {@link Program}. */
export function asFunction(bundle: string): string {
  return `${HEAD}${bundle}})`;
}

/** How many characters stand in {@link asFunction} before the bundle. */
export const OFFSET = HEAD.length;

/**
 * Has the program's modules evaluated with what Node gives and nothing begun; gives what begins it. Of the process and
 * the clock they must not have read anything then (test/build/held.test.ts): it would be another's.
 */
export function hold(evaluate: () => void): () => void {
  const held: (() => void)[] = [];
  Reflect.set(globalThis, HOLD, (begin: () => void) => held.push(begin));
  try {
    evaluate();
  } finally {
    Reflect.deleteProperty(globalThis, HOLD);
  }
  const [begin] = held;
  if (begin === undefined) throw new Error('the program did not say how it begins');
  return begin;
}

/** src/bin.ts asks for it. */
const HOLD = Symbol.for('probe-env.hold');
