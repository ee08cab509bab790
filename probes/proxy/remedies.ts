import { byHand, setEnv } from '../../src/core/remedy/forms.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';

export const SAME_VARIABLES = {
  mends: false,
  why: 'The variables of a container are part of its definition.',
} as const;

/** One list in both spellings, since Go reads the upper case first and all others the lower case. */
export function setList(value: string): readonly Remedy[] {
  return [
    ...setEnv({ NO_PROXY: value, no_proxy: value }),
    byHand(
      'pod',
      'write what must be reached without a proxy into NO_PROXY and no_proxy, with commas between',
    ),
  ];
}

/** The same variables with these values, of which some may not be shown. */
export function setAll(values: Readonly<Record<string, string>>): readonly Remedy[] {
  const names = Object.keys(values);
  return [
    ...setEnv(values),
    byHand('pod', `set ${names.join(', ')} where the container is defined, each pair to one value`),
  ];
}
