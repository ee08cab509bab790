import type { DraftField } from '../../src/core/policy/draft.ts';
import type { UmaskFacts } from './observe.ts';
import { octal } from './octal.ts';

/** The umask that new files get here. */
export async function draft({ self }: UmaskFacts): Promise<readonly DraftField[]> {
  return self === null ? [] : [{ key: 'allowed', value: [octal(self)], comment: 'What new files lack.' }];
}
