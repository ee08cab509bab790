import { byHand, pod } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import type { LostPath } from '../lost-paths.ts';
import { SAME_MANIFEST } from './start.ts';

type Named = { readonly name: string; readonly file: string; readonly line: number };

/** What capabilities(7) are called. */
const CAPABILITY = /^[A-Z][A-Z_]*$/;

/** Who it runs as, and what that user may. */
export const rights = {
  'capability-idle': rule<Named>({
    title: 'A capability is added and never in effect',
    severity: 'warning',
    cause:
      'Kubernetes gives a container no ambient capabilities. What is added is in effect for root alone: for any other user the kernel clears it when the program starts, unless the file of the program has it (setcap) and allowPrivilegeEscalation is not false.',
    message: ({ name }) =>
      `${name} is added, and the user of the container, who is not root, does not have it.`,
    remedies: ({ name }) => [
      byHand(
        'image',
        `where the program needs it, give it to its file: setcap cap_${name.toLowerCase()}+ep PROGRAM; else take it out of the manifest`,
      ),
    ],
    restart: SAME_MANIFEST,
    example: { name: 'NET_BIND_SERVICE', file: 'web.yaml', line: 12 },
  }),
  'capability-unknown': rule<Named & { readonly suggested: string | null }>({
    title: 'A capability has a name that no kernel knows',
    severity: 'warning',
    cause:
      'Kubernetes writes capabilities without CAP_ in front and adds it itself: CAP_NET_ADMIN becomes CAP_CAP_NET_ADMIN, which runtimes pass over without a word, or refuse.',
    message: ({ name }) => `${name} is no capability, and nothing is added.`,
    remedies: ({ suggested, file, line }) =>
      suggested === null || !CAPABILITY.test(suggested)
        ? [byHand('pod', `write a name of capabilities(7) without CAP_ at ${file}:${line}, or take it out`)]
        : [pod(`securityContext: { capabilities: { add: [${suggested}] } }`)],
    restart: SAME_MANIFEST,
    example: { name: 'CAP_NET_ADMIN', suggested: 'NET_ADMIN', file: 'web.yaml', line: 12 },
  }),
  'group-dropped': rule<{
    readonly user: string;
    readonly group: string;
    readonly asked: number | null;
    readonly uid: number;
    readonly gid: number;
    /** What only that group was let to; none: nothing that is known to be needed. */
    readonly lost: readonly LostPath[];
  }>({
    title: "The group of the image's USER does not count in Kubernetes",
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'where nothing that is known to be needed asks for that group' }],
    cause:
      "Docker and podman honour USER name:group. Kubernetes takes the part before the colon alone: the group is that of the user's line in /etc/passwd, or 0 where there is none. Files that only that group may read or write cannot be used.",
    message: ({ user, group, gid, lost }) =>
      `The image says USER ${user}:${group}; in Kubernetes the process runs with gid ${gid}, and not in group ${group}.${without(lost)}`,
    remedies: ({ asked }) =>
      asked === null
        ? [byHand('pod', 'name the number of the group: securityContext: { runAsGroup: GID }')]
        : [pod(`securityContext: { runAsGroup: ${asked} }`)],
    restart: SAME_MANIFEST,
    example: {
      user: '10001',
      group: '5000',
      asked: 5000,
      uid: 10001,
      gid: 10001,
      lost: [{ path: '/var/lib/app/data', need: 'write', at: '/var/lib/app' }],
    },
  }),
} as const satisfies RuleSet;

const DOES = { read: 'be read', write: 'be written', execute: 'be executed', search: 'be entered' } as const;

/** What cannot be used without the group. */
function without(lost: readonly LostPath[]): string {
  if (lost.length === 0) return '';
  const list = lost.map(
    ({ path, need, at }) => `${path} cannot ${DOES[need]}${at === path ? '' : ` (${at})`}`,
  );
  return ` Without it ${list.join(', ')}.`;
}
