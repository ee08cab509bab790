import type { Deadline } from '../probe.ts';

/** Asked by loops over input whether there is time for the next item. */
export interface KeepGoing {
  (): boolean;
  /** It has said no: something was not looked at. */
  readonly cut: boolean;
}

/** Looks at the clock at the first and then at every sixteenth question: a loop may ask for each of its items. */
export function keepGoing(deadline: Deadline): KeepGoing {
  let asked = 0;
  let cut = false;
  const ask = () => {
    if (!cut && (asked++ & 15) === 0) cut = deadline.expired();
    return !cut;
  };
  return Object.defineProperty(ask, 'cut', { get: () => cut }) as KeepGoing;
}
