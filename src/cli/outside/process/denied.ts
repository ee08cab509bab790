import { capabilitiesInWords } from '../../../report/target/capabilities.ts';
import type { Host } from '../../../target/host.ts';
import type { Denial, Party } from '../../../target/process/refusal/denial.ts';

/** The cause that really denied it; goes on after `--pid: process 4711`. */
export function deniedInWords({ cause, ours, theirs }: Denial): string {
  const may = 'may not be looked at:';
  switch (cause) {
    case 'user':
      return `${may} it runs as ${userOf(theirs)}, probe-env as ${userOf(ours)} without CAP_SYS_PTRACE`;
    case 'not-dumpable':
      return `${may} it may not be dumped (its program is set-uid or has file capabilities, or it has changed its user), and probe-env has no CAP_SYS_PTRACE`;
    case 'user-namespace':
      return `${may} it runs in another user namespace than probe-env, whose capabilities end at its own`;
    case 'capabilities':
      return `${may} it has capabilities that probe-env lacks (${lacking(theirs, ours)}), and probe-env has no CAP_SYS_PTRACE`;
    case 'apparmor':
      return `${may} AppArmor keeps the profile ${quoted(ours)} of probe-env from ${quoted(theirs)} of the process`;
    case 'selinux':
      return `${may} SELinux keeps ${quoted(ours)} of probe-env from ${quoted(theirs)} of the process`;
    case 'other':
      return `${may} the user is right and so are the capabilities, so that a security module of the kernel refuses it (Landlock, AppArmor, SELinux)`;
  }
}

/** The lines that grant what is missing, with the numbers of the process; whoever may type them is another matter. */
export function waysIn(denial: Denial, pid: number, operator: Host): readonly string[] {
  const { cause, inside } = denial;
  if (operator.env.KUBERNETES_SERVICE_HOST) return kubernetes(denial, operator);
  const inContainer = ['/.dockerenv', '/run/.containerenv'].some((path) => operator.stat(path).ok);
  if (!inContainer) return [`as root:  sudo probe-env check --pid ${pid}`, ...kubernetes(denial, operator)];
  const unconfined = cause === 'apparmor' ? ' --security-opt apparmor=unconfined' : '';
  const label = cause === 'selinux' ? ' --security-opt label=disable' : '';
  const namespace = cause === 'user-namespace' ? ' --userns=host' : '';
  const docker = `docker run --rm --pid=container:NAME --cap-add SYS_PTRACE${unconfined}${label}${namespace} IMAGE check --pid ${inside}`;
  return [
    `with that right:  ${docker}`,
    ...sameUser(
      denial,
      (user) => `docker run --rm --pid=container:NAME --user ${user} IMAGE check --pid ${inside}`,
    ),
  ];
}

function kubernetes(denial: Denial, { env }: Host): readonly string[] {
  const pod = env.POD_NAME || (env.KUBERNETES_SERVICE_HOST ? env.HOSTNAME : undefined) || 'POD';
  const namespace = env.POD_NAMESPACE ? ` -n ${env.POD_NAMESPACE}` : '';
  const debug = (profile: string) =>
    `kubectl debug${namespace} ${pod} -it --image=IMAGE --target=CONTAINER --profile=${profile}`;
  const command = `-- probe-env check --pid ${denial.inside}`;
  return [
    `with that right:  ${debug('sysadmin')} ${command}`,
    ...sameUser(denial, (user) => {
      const [uid, gid] = user.split(':');
      const security = `{"securityContext":{"runAsUser":${uid},"runAsGroup":${gid}}}`;
      return `echo '${security}' >as.json && ${debug('restricted')} --custom=as.json ${command}`;
    }),
  ];
}

/** What a namespace admits that allows no privilege; or why it can admit nothing. */
function sameUser(
  { cause, userIsEnough, theirs }: Denial,
  line: (user: string) => string,
): readonly string[] {
  if (cause === 'apparmor' || cause === 'selinux' || cause === 'other') return [];
  if (userIsEnough) return [`as the same user, without any right:  ${line(`${theirs.uid}:${theirs.gid}`)}`];
  return [`there is no way without that right: ${whyNot(theirs, cause)}`];
}

function whyNot(theirs: Party, cause: Denial['cause']): string {
  if (cause === 'user-namespace') return 'the same number is another user there';
  if (theirs.uid === 0) return 'the process is root';
  return theirs.capabilities === '0' ? 'the process may not be dumped' : 'the process has capabilities';
}

function userOf({ uid, gid }: Party): string {
  return `uid ${uid}, gid ${gid}`;
}

function lacking(theirs: Party, ours: Party): string {
  const missing = BigInt(`0x${theirs.capabilities}`) & ~BigInt(`0x${ours.capabilities}`);
  return capabilitiesInWords(missing.toString(16));
}

function quoted({ label }: Party): string {
  return JSON.stringify(label ?? '');
}
