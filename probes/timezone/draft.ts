import type { DraftField } from '../../src/core/policy/draft.ts';
import type { TimezoneFacts } from './facts.ts';
import { ZONE_NAME } from './files/zone-name.ts';

/** The zone that Go sees, where its name is one that a policy can ask for. */
export async function draft({ runtimes: { go } }: TimezoneFacts): Promise<readonly DraftField[]> {
  return go.name === null || !ZONE_NAME.test(go.name)
    ? []
    : [{ key: 'expected', value: go.name, comment: 'The zone that Go sees.' }];
}
