import { byHand, dockerRun } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import type { AccessEvidence } from '../evidence.ts';
import { culprit, permission, refusal, who } from '../prose.ts';
import { executableMount, writableMount } from '../remedies/provide.ts';
import { EXAMPLE } from './example.ts';
import { FIXED } from './fixed.ts';

/** Rules about one path whose owner and mode allow what something else denies: user namespaces, mounts, the kernel. */
export const beyondModeRules = {
  'denied-despite-mode': rule<AccessEvidence>({
    title: 'Access is refused although mode and list grant it',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'Something beyond the permission bits decides: an ACL that cannot be seen because getfacl is not installed, SELinux or AppArmor, a network file system whose server maps the user (root_squash), or a FUSE mount of another user.',
    message: (e) =>
      `${refusal(e)}: ${culprit(e)} should give ${who(e)} ${permission(e)}, but the answer is ${e.code}.`,
    remedies: ({ at, mount }) => [
      byHand(
        'host',
        `look at what decides beyond the mode of ${mount ?? at}: getfacl, ls -Zd, the server of a network file system; with SELinux mount the volume with :z`,
      ),
    ],
    restart: FIXED,
    example: { ...EXAMPLE, mode: '0777', mount: '/srv/cache', fsType: 'nfs4' },
  }),
  'outside-user-namespace': rule<AccessEvidence>({
    title: 'What refuses belongs to a uid outside this user namespace',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'A rootless or user-namespaced container has numbers for some uids of the node alone; every other one is shown as 65534 (nobody). Nobody inside, not even root, can change owner or mode of such a file: chown and chmod are refused too.',
    says: ['Permission denied', 'Operation not permitted'],
    message: (e) =>
      `${refusal(e)}: ${e.at} belongs to a uid outside this user namespace, and is shown as ${e.owner ?? 'nobody'}.`,
    remedies: ({ uid, gid, at }) => [
      byHand(
        'host',
        `on the node, where ${at} comes from: podman unshare chown -R ${uid}:${gid} of that directory, or the option :U of the volume (podman run -v SOURCE:${at}:U)`,
      ),
      dockerRun('--userns=keep-id', { why: 'the user who starts the container has its own uid inside' }),
      byHand('host', 'a wider range in /etc/subuid and /etc/subgid, then podman system migrate'),
    ],
    restart: FIXED,
    example: { ...EXAMPLE, at: '/srv/cache', owner: 'nobody', group: 'nogroup', uid: 0 },
  }),
  'read-only-mount': rule<AccessEvidence>({
    title: 'A path that is written lies on a read-only mount',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'The mount refuses every write, whatever the mode says: readOnlyRootFilesystem, docker run --read-only, a ConfigMap or Secret volume, or a volume that is mounted ro.',
    says: ['Read-only file system'],
    message: (e) =>
      `${refusal(e)}: ${e.mount ?? e.at}${e.fsType === null ? '' : ` (${e.fsType})`} is mounted read-only.`,
    remedies: (e) => writableMount(e),
    restart: FIXED,
    example: { ...EXAMPLE, code: 'EROFS', readOnly: true },
  }),
  'noexec-mount': rule<AccessEvidence>({
    title: 'Programs cannot be started from a mount',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'The mount has the option noexec: execve(2) answers "permission denied" whatever the mode. `docker run --tmpfs` sets it by default, and `go run` and `go test` start what they have built in the temporary directory.',
    says: ['fork/exec /tmp/'],
    message: (e) =>
      `Nothing below ${subjectOf(e)} can be executed: ${e.mount ?? e.at}${e.fsType === null ? '' : ` (${e.fsType})`} is mounted noexec.`,
    remedies: executableMount,
    restart: FIXED,
    example: {
      ...EXAMPLE,
      paths: [{ path: '/tmp', role: 'TMPDIR' }],
      at: '/tmp',
      tried: 'execute',
      mount: '/tmp',
      fsType: 'tmpfs',
      mode: '1777',
    },
  }),
} as const satisfies RuleSet;

function subjectOf({ paths }: AccessEvidence): string {
  return paths.map(({ path }) => path).join(', ');
}
