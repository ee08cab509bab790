import { type RuleSet, rule } from '../../../src/core/rule.ts';
import type { AccessEvidence } from '../evidence.ts';
import { culprit, missingReason, permission, plainReason, refusal, who } from '../prose.ts';
import { aclBits, grant, setfacl } from '../remedies/access.ts';
import { joinGroup, provide, replaceByDirectory } from '../remedies/provide.ts';
import { EXAMPLE } from './example.ts';
import { FIXED } from './fixed.ts';

const FILE: AccessEvidence = {
  ...EXAMPLE,
  paths: [{ path: '/etc/app/key.pem', role: 'policy' }],
  need: 'read',
  tried: 'read',
  at: '/etc/app/key.pem',
  type: 'file',
  mode: '0600',
};

/** Rules about one path that cannot be used as it has to be. */
export const accessRules = {
  'path-missing': rule<AccessEvidence>({
    title: 'A path that is needed is not there',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'The profile or the policy needs the path, and there is nothing: a directory that no layer of the image makes, a volume that is not mounted, a link to nothing, or a file where a directory is expected on the way.',
    message: (e) => `${refusal(e)}: ${missingReason(e)}.`,
    remedies: provide,
    restart: FIXED,
    example: {
      ...EXAMPLE,
      code: 'ENOENT',
      tried: null,
      itself: false,
      type: null,
      owner: null,
      group: null,
      mode: null,
    },
  }),
  'not-a-directory': rule<AccessEvidence>({
    title: 'Something else stands where a directory is needed',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'Go makes files below this path. A file there, often from a COPY that named no directory, stops it with "not a directory".',
    message: (e) => `${refusal(e)}: it is no directory.`,
    remedies: replaceByDirectory,
    restart: FIXED,
    example: { ...EXAMPLE, code: 'ENOTDIR', tried: null, paths: [{ path: '/srv/cache', role: 'GOCACHE' }] },
  }),
  'not-readable': rule<AccessEvidence>({
    title: 'A path may not be read',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'The class of permission bits that counts for this user (owner, else group, else others: exactly one) has no r bit.',
    says: ['Permission denied'],
    message: (e) => `${refusal(e)}: ${plainReason(e)}.`,
    remedies: grant,
    restart: FIXED,
    example: FILE,
  }),
  'not-writable': rule<AccessEvidence>({
    title: 'A path may not be written',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'The class of permission bits that counts for this user (owner, else group, else others: exactly one) has no w bit. What is missing is made in the nearest directory that is there: then that one counts.',
    says: ['Permission denied'],
    message: (e) => `${refusal(e)}: ${plainReason(e)}.`,
    remedies: grant,
    restart: FIXED,
    example: EXAMPLE,
  }),
  'volume-unwritable': rule<AccessEvidence>({
    title: 'A volume is mounted to be written, and this user may not write it',
    severity: 'info',
    cause:
      'A new volume belongs to root with mode 0755, unless fsGroup, an init container or the driver gives it away; a service that is not root ends with "permission denied" at its first file. Whether the service writes there at all nobody says: name the path in permissions.paths of the policy, and it is an error; mount it read-only where it is only read.',
    message: (e) => `${refusal(e)}: ${plainReason(e)}. It is mounted to be written.`,
    remedies: grant,
    restart: FIXED,
    example: { ...EXAMPLE, paths: [{ path: '/data', role: 'volume' }], at: '/data', need: 'write' },
  }),
  'not-executable': rule<AccessEvidence>({
    title: 'A program may not be started',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'The file has no x bit for this user. Without any x bit not even root may start it; a COPY from a system without modes loses them.',
    message: (e) => `${refusal(e)}: ${plainReason(e)}.`,
    remedies: grant,
    restart: FIXED,
    example: {
      ...FILE,
      need: 'execute',
      tried: 'execute',
      at: '/app/server',
      paths: [{ path: '/app/server', role: 'policy' }],
    },
  }),
  'not-searchable': rule<AccessEvidence>({
    title: 'A directory on the way may not be passed',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'Every directory of a path needs the x bit for this user. Without it everything below is out of reach, whatever its own mode.',
    message: (e) => `${refusal(e)}: ${plainReason(e)}.`,
    remedies: grant,
    restart: FIXED,
    example: { ...FILE, at: '/etc/app', tried: 'search', itself: false, type: 'directory', mode: '0700' },
  }),
  'group-not-joined': rule<AccessEvidence & { readonly join: string; readonly joinGid: number }>({
    title: 'The group that may is one that this user is not in',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'The permission is given to a group, and the process has it neither as its own nor as a supplementary one. Groups are set when the container starts: a line in /etc/group counts only for users who are named there and are started by name.',
    message: (e) =>
      `${refusal(e)}: ${culprit(e)} gives group ${e.join} the ${permission(e)}, and ${who(e)} is not in it.`,
    remedies: (e, { family }) => joinGroup(e, family),
    restart: FIXED,
    example: {
      ...EXAMPLE,
      group: 'staff',
      mode: '2775',
      gid: 12345,
      groups: [12345],
      user: 'app',
      join: 'staff',
      joinGid: 50,
    },
  }),
  'acl-denies': rule<AccessEvidence & { readonly entry: string }>({
    title: 'An access control list refuses what the mode seems to give',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'With a POSIX ACL the group bits that ls shows are its mask. A named entry that matches the user decides alone, and the mask limits every entry but those of the owner and of others.',
    message: (e) =>
      e.entry.startsWith('mask:')
        ? `${refusal(e)}: the ACL of ${e.at} (${e.owner}:${e.group} ${e.mode}) has ${e.entry}, which takes the ${permission(e)} from ${who(e)}.`
        : `${refusal(e)}: in the ACL of ${e.at} (${e.owner}:${e.group} ${e.mode}) the entry ${e.entry} decides for ${who(e)}.`,
    remedies: ({ at, entry, uid, tried, mount }, platform) =>
      setfacl(`${entry.startsWith('mask:') ? 'm:' : `u:${uid}`}:${aclBits(tried)}`, at, mount, platform),
    restart: FIXED,
    example: { ...EXAMPLE, mode: '0770', entry: 'user:12345:r-x' },
  }),
} as const satisfies RuleSet;
