import validRange from 'semver/ranges/valid.js';
import type { PolicyMistake } from '../../src/core/policy/probe-policy.ts';
import { InvalidValue } from '../../src/core/policy/shorthand.ts';
import { visible } from '../../src/core/text/visible.ts';

/* A range of versions that somebody asks for, in semver's grammar; loaded where somebody does. */

/** The value of the option. Throws {@link InvalidValue}. */
export function readRange(range: string): string {
  if (validRange(range) !== null) return range;
  throw new InvalidValue('is not a range of versions; write one such as ">=1.24" or "1.26.x"');
}

/** What is wrong with the field of the policy. */
export function rangeMistakes(range: string): readonly PolicyMistake[] {
  if (validRange(range) !== null) return [];
  const text = `${JSON.stringify(visible(range))} is not a range of versions such as ">=1.24 <1.27"`;
  return [{ at: ['range'], text }];
}
