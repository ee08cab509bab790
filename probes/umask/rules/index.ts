import { byHand, command, shell } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type FindingOf, type RuleSet, rule } from '../../../src/core/rule.ts';

/**
 * A umask belongs to a process, so an image cannot carry it: who starts the application sets it. One value
 * for all findings of a run, or none that the policy allows.
 */
function set(suggested: string | null): readonly Remedy[] {
  if (suggested === null) {
    return [byHand('policy', 'no umask that the policy allows (umask.allowed) will do: change the policy')];
  }
  const inGo = `syscall.Umask(0o${suggested.replace(/^0+(?=.)/, '')})`;
  return [
    shell(`umask ${quote(suggested)}`, { why: 'in the entrypoint before the application starts' }),
    byHand('image', `the application sets its umask itself when it starts; in Go: ${inGo}`),
  ];
}

/** A default ACL takes the place of the umask. Builders of images do not all keep it in a layer. */
function defaultAcl(paths: readonly string[]): readonly Remedy[] {
  const [here] = command(
    paths.map((path) => `setfacl -d -m g::rwX ${quote(path)}`),
    { needs: ['program:setfacl'], why: 'a default ACL takes the place of the umask' },
  );
  return here === undefined ? [] : [here];
}

function listed(paths: readonly string[]): string {
  const more = paths.length - 3;
  return more > 0 ? `${paths.slice(0, 3).join(', ')} and ${more} more` : paths.join(', ');
}

const INHERITED = {
  mends: false,
  why: 'A restarted container runs the same entrypoint, which sets or inherits the same umask.',
} as const;

/** A umask with which none of the findings would be there; null where the policy allows no such one. */
type Suggested = { readonly suggested: string | null };

export const rules = {
  unexpected: rule<{ mask: string; allowed: readonly string[] } & Suggested>({
    title: 'The umask is not one that the policy allows',
    severity: 'error',
    cause:
      'The policy names the accepted values. Files that the application makes get other permissions than the deployment counts on.',
    message: ({ mask, allowed }) => `The umask is ${mask}; the policy allows ${allowed.join(', ')}.`,
    remedies: ({ suggested }) => set(suggested),
    restart: INHERITED,
    example: { mask: '0077', allowed: ['0022', '0002'], suggested: '0022' },
  }),
  'blocks-group-write': rule<{ mask: string; paths: readonly string[] } & Suggested>({
    title: 'The umask takes the write permission from the group that shares a directory',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where its set-gid bit does' }],
    cause:
      'A directory that several users share by their group (the policy says so, or its set-gid bit does) needs files that the group may write. With bit 020 in the umask every new file is writable for its owner alone, unless a default ACL takes the place of the umask.',
    message: ({ mask, paths }) =>
      `Umask ${mask} takes group write from what is made in ${listed(paths)}, which a group shares.`,
    // Where the policy allows no such umask, the list is the better way.
    remedies: ({ paths, suggested }) =>
      suggested === null ? [...defaultAcl(paths), ...set(null)] : [...set(suggested), ...defaultAcl(paths)],
    restart: INHERITED,
    example: { mask: '0022', paths: ['/srv/cache'], suggested: '0002' },
  }),
  'too-open': rule<{ mask: string } & Suggested>({
    title: 'New files are writable for everybody',
    severity: 'warning',
    cause:
      'Without bit 002 in the umask every file that the application makes may be changed by every user of the container and of the volumes it writes to.',
    message: ({ mask }) => `With umask ${mask} every user may write the files that this process makes.`,
    remedies: ({ suggested }) => set(suggested),
    restart: INHERITED,
    example: { mask: '0000', suggested: '0022' },
  }),
  'blocks-owner': rule<{ mask: string } & Suggested>({
    title: 'The umask takes permissions from the owner',
    severity: 'error',
    cause:
      'With a bit of 0700 in the umask a process cannot read, write or enter what it has just made: builds fail with "permission denied" on their own files.',
    message: ({ mask }) => `Umask ${mask} denies this process its own new files.`,
    remedies: ({ suggested }) => set(suggested),
    restart: INHERITED,
    example: { mask: '0277', suggested: '0022' },
  }),
  'differs-from-init': rule<{ mask: string; init: string }>({
    title: 'This process has another umask than process 1',
    severity: 'info',
    otherwise: [{ severity: 'warning', when: 'where the policy does not allow the one of process 1' }],
    cause:
      'A process that a runtime starts in a container (docker exec, an exec probe) gets the umask of the runtime, not of the entrypoint: what is seen here may not hold for the application.',
    message: ({ mask, init }) => `The umask is ${mask} here and ${init} in process 1.`,
    remedies: () => [
      byHand('image', 'none needed; to see what the application has, run probe-env from its entrypoint'),
    ],
    restart: INHERITED,
    example: { mask: '0022', init: '0027' },
  }),
  unknown: rule<Record<string, never>>({
    title: 'The umask cannot be seen',
    severity: 'info',
    otherwise: [{ severity: 'error', when: 'where the policy allows some values only' }],
    cause:
      'The umask is read from /proc/self/status, which is not mounted or comes from a Linux before 4.7. It is not asked by umask(2), which would change it for a moment.',
    message: 'The umask is unknown: /proc/self/status is not there or has no Umask line.',
    remedies: () => [byHand('pod', 'mount /proc in the container')],
    restart: { mends: false, why: 'The mounts of a container are part of its definition.' },
    example: {},
  }),
} as const satisfies RuleSet;

export type UmaskFinding = FindingOf<'umask', typeof rules>;
