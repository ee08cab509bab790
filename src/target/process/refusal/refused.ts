import { statSync } from 'node:fs';
import { attempt } from '../../live/files/attempt.ts';
import { textOf } from '../../live/files/read.ts';
import type { Located } from '../locate.ts';
import { parseCredentials } from '../proc/credentials.ts';
import { type Denial, denialOf } from './denial.ts';

/** Why the kernel does not let us look; all that decides may be read by everybody. Null where it is gone by now. */
export function refusedBy({ directory, credentials }: Located): Denial | null {
  const ours = parseCredentials(textOf('/proc/self/status') ?? '');
  if (ours === null) return null;
  const owner = attempt(() => statSync(`${directory}/stat`).uid);
  return denialOf({
    ours,
    theirs: credentials,
    maps: {
      ours: textOf('/proc/self/uid_map') ?? '',
      theirs: textOf(`${directory}/uid_map`) ?? '',
    },
    owner: owner.ok ? owner.value : null,
    labels: { ours: labelOf('/proc/self'), theirs: labelOf(directory) },
  });
}

/** Of SELinux or AppArmor; of several modules that of AppArmor has a place of its own. */
function labelOf(directory: string): string | null {
  const label = textOf(`${directory}/attr/apparmor/current`) ?? textOf(`${directory}/attr/current`);
  // An empty one is none, and some end with NUL.
  return label?.split(/[\0\n]/, 1)[0] || null;
}
