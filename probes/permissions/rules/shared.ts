import type { Platform } from '../../../src/core/platform.ts';
import { byHand, command, pod, shell } from '../../../src/core/remedy/forms.ts';
import { withProgram } from '../../../src/core/remedy/packages.ts';
import type { Need, Remedy } from '../../../src/core/remedy/remedy.ts';
import { type Restart, type RuleSet, rule } from '../../../src/core/rule.ts';
import { quote } from '../prose.ts';

const STORED: Restart = {
  mends: false,
  why: 'Owner, mode and access list of the directory stay as they are.',
};

type Shared = {
  readonly path: string;
  readonly group: string;
  readonly mode: string;
  /** Whether the directory belongs to this user, who may then change it itself. */
  readonly mine: boolean;
  readonly groupId: number;
  /** Whether a volume brings it; null where that is not known. */
  readonly volume: boolean | null;
};

/** A command on the directory, for its owner or for root; what a volume brings no image changes. */
function change(
  line: string,
  { mine, volume }: Shared,
  needs: readonly Need[] = [],
  byRoot = command(line, { needs }),
): readonly Remedy[] {
  return [
    ...(mine ? [shell(line, { needs })] : []),
    ...(volume === true ? byRoot.filter(({ where }) => where !== 'image') : byRoot),
  ];
}

/** The kubelet gives a volume this group, with write permission and the set-gid bit. */
function atSource({ groupId, path, volume }: Shared): readonly Remedy[] {
  const inStage = byHand(
    'image',
    `set the mode of ${path} to 2775 in the stage that the image is copied from`,
  );
  if (volume === false) return [inStage];
  if (groupId === 0)
    return [volume ? byHand('host', `set the mode of ${path} to 2775 where the volume comes from`) : inStage];
  return [pod(`spec: { securityContext: { fsGroup: ${groupId} } }`, { why: `where ${path} is a volume` })];
}

function byList(line: string, e: Shared, platform: Platform): readonly Remedy[] {
  const { path } = e;
  return [
    ...change(line, e, ['program:setfacl'], withProgram('setfacl', line, 'acl', platform)),
    byHand('host', `change the default access list where ${path} comes from, with setfacl`),
  ];
}

const EXAMPLE: Shared = {
  path: '/srv/cache',
  group: 'build',
  mode: '0775',
  mine: false,
  groupId: 2000,
  volume: null,
};

/** Rules about directories that the policy calls shared. */
export const sharedRules = {
  'group-cannot-write': rule<Shared>({
    title: 'A shared directory is not writable for its group',
    severity: 'error',
    cause: 'The policy calls the directory shared, but only its owner may make files in it.',
    message: ({ path, group, mode }) =>
      `${path} is shared by policy, but has mode ${mode}: group ${group} may not write.`,
    remedies: (e) => [...change(`chmod g+rwxs ${quote(e.path)}`, e), ...atSource(e)],
    restart: STORED,
    example: { ...EXAMPLE, mode: '0755' },
  }),
  'setgid-missing': rule<Shared & { readonly gid: number }>({
    title: 'Files in a shared directory get the group of whoever makes them',
    severity: 'error',
    cause:
      'Without the set-gid bit a new file belongs to the group of its maker, not to that of the directory: the others who share it cannot write it.',
    message: ({ path, group, mode, gid }) =>
      `${path} (group ${group}, mode ${mode}) has no set-gid bit: what this process makes in it belongs to its own group ${gid}.`,
    remedies: (e) => [...change(`chmod g+s ${quote(e.path)}`, e), ...atSource(e)],
    restart: STORED,
    example: { ...EXAMPLE, gid: 12345 },
  }),
  'acl-default-missing': rule<Shared & { readonly entries: readonly string[] }>({
    title: 'The access list of a shared directory is not passed on to new files',
    severity: 'error',
    cause:
      'The directory is shared by named entries of its ACL, and has no default ACL: files that are made in it have no such entries, and the others who share it cannot use them.',
    message: ({ path, entries }) =>
      `${path} is shared by ${entries.join(', ')} in its ACL, but has no default ACL: new files are not.`,
    remedies: (e, platform) =>
      byList(`getfacl --access ${quote(e.path)} | setfacl -d -M- ${quote(e.path)}`, e, platform),
    restart: STORED,
    example: { ...EXAMPLE, entries: ['user:1001'] },
  }),
  'acl-default-denies': rule<Shared>({
    title: 'The default access list of a shared directory gives its groups no write permission',
    severity: 'error',
    cause:
      'A default ACL takes the place of the umask. Files that are made in the directory get what it gives, and no group of it, or its mask, has the w bit.',
    message: ({ path, group }) =>
      `${path} (group ${group}) is shared by policy, but its default ACL gives no group the write permission on new files.`,
    remedies: (e, platform) => byList(`setfacl -d -m g::rwX,m::rwX ${quote(e.path)}`, e, platform),
    restart: STORED,
    example: EXAMPLE,
  }),
} as const satisfies RuleSet;
