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
