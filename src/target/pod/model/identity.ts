import { type Known, known, unknown } from '../../../core/known.ts';
import type { Ignorance } from '../../../core/reason.ts';
import { IMAGE_DECIDES } from '../../../core/reason.ts';
import type { Host } from '../../host.ts';
import { groupLines, passwdLines } from '../../posix/account.ts';
import type { Field } from '../manifest/field.ts';
import type { Selected } from '../manifest/objects.ts';
import { podSecurity, securityField } from './security.ts';
import type { Trouble } from './trouble.ts';

/** What the image says of who runs in it. */
export interface ImageUser {
  /** `User` of its config: `NAME`, `UID`, either with a group; empty: root; null: nobody knows it. */
  readonly user: string | null;
  /** Its files, as root sees them, without what is mounted over them. */
  readonly files: Pick<Host, 'readFile'>;
}

export interface PodIdentity {
  readonly uid: Known<number>;
  readonly gid: Known<number>;
  /** All that the kernel lists, the gid included, ascending. */
  readonly groups: Known<readonly number[]>;
  /** Those that it has in any case, where not all are known. */
  readonly least?: readonly number[];
  readonly troubles: readonly Trouble[];
  /** The line of the manifest that names the user; null where the image does. */
  readonly by: Field | null;
}

/**
 * Who a container of Kubernetes runs as. Of the image's user the group is dropped (getUserFromImage of containerd): the
 * gid is that of passwd(5), or 0, unless `runAsGroup` says one; group(5) adds those that list the user by name.
 */
export function podIdentity(selected: Selected, image: ImageUser | null): PodIdentity {
  const troubles: Trouble[] = [];
  const runAsUser = securityField(selected, 'runAsUser');
  const runAsGroup = securityField(selected, 'runAsGroup');
  const own = image === null || image.user === null ? null : imageUser(image.user);
  const named = runAsUser.whole() ?? own;
  const by = runAsUser.isThere ? runAsUser : null;
  const broken = nonRootTrouble(selected, runAsUser.whole(), own);
  if (broken !== null) troubles.push(broken);
  // The sandbox of the pod goes by the pod's securityContext alone (generateUserString of containerd).
  const ofPod = podSecurity(selected, 'runAsGroup');
  if (ofPod.isThere && !podSecurity(selected, 'runAsUser').isThere) {
    const message = `user group ${JSON.stringify(String(ofPod.whole()))} is specified without user`;
    troubles.push({ kind: 'group', reason: 'FailedCreatePodSandBox', message, at: ofPod.line });
  }
  for (const field of [runAsUser, runAsGroup]) {
    const id = field.whole();
    if (id !== null && (id < 0 || id > MAX_ID)) {
      troubles.push({
        kind: 'refused',
        reason: 'Invalid',
        message: `must be between 0 and ${MAX_ID}, inclusive`,
        at: field.line,
      });
    }
  }
  const gid = runAsGroup.whole();
  const base = { troubles, by };
  if (named === null || image === null) {
    const uid: Known<number> = typeof named === 'number' ? known(named) : unknown(IMAGE_DECIDES);
    const least = [...(gid === null ? [] : [gid]), ...givenGroups(selected)];
    return {
      ...base,
      uid,
      gid: gid === null ? unknown(IMAGE_DECIDES) : known(gid),
      groups: unknown(IMAGE_DECIDES),
      least,
    };
  }
  const user = passwdLines(image.files).find((line) =>
    typeof named === 'number' ? line.id === named : line.name === named,
  );
  if (user === undefined && typeof named === 'string') {
    const at = selected.container.line;
    troubles.push({
      kind: 'user',
      reason: 'CreateContainerError',
      message: `no user ${named} in the image: no users found`,
      at,
    });
    const why: Ignorance = { code: 'no-such-user', data: { user: named } };
    return { ...base, uid: unknown(why), gid: unknown(why), groups: unknown(why) };
  }
  const uid = user?.id ?? Number(named);
  const primary = gid ?? (user === undefined ? 0 : Number(user.fields[3]) || 0);
  const listed =
    user === undefined || podSecurity(selected, 'supplementalGroupsPolicy').text() === 'Strict'
      ? []
      : groupLines(image.files)
          .filter(
            ({ name, fields }) => name !== user.name && (fields[3] ?? '').split(',').includes(user.name),
          )
          .map(({ id }) => id);
  const all = [primary, ...listed, ...givenGroups(selected)];
  return {
    ...base,
    uid: known(uid),
    gid: known(primary),
    groups: known([...new Set(all)].sort((a, b) => a - b)),
  };
}

/** Kubernetes takes no higher id. */
const MAX_ID = 2 ** 31 - 1;

/** supplementalGroups and fsGroup, which any process of the pod has. */
function givenGroups(selected: Selected): readonly number[] {
  const more = podSecurity(selected, 'supplementalGroups')
    .items()
    .map((item) => item.whole());
  return [...more, podSecurity(selected, 'fsGroup').whole()].filter((group) => group !== null);
}

/** The part before the colon; a number where it is one. */
export function imageUser(user: string): number | string {
  const [name = ''] = user.split(':');
  if (name === '') return 0;
  return /^[+-]?\d+$/.test(name) ? Number(name) : name;
}

/** As the kubelet refuses (verifyRunAsNonRoot). */
function nonRootTrouble(
  selected: Selected,
  runAsUser: number | null,
  image: number | string | null,
): Trouble | null {
  const demand = securityField(selected, 'runAsNonRoot');
  if (demand.flag() !== true) return null;
  const who = `(pod: ${JSON.stringify(selected.workload.name ?? '')}, container: ${selected.name})`;
  const refuse = (text: string): Trouble => ({
    kind: 'non-root',
    reason: 'CreateContainerConfigError',
    message: `${text} ${who}`,
    at: demand.line,
  });
  if (runAsUser !== null)
    return runAsUser === 0 ? refuse("container's runAsUser breaks non-root policy") : null;
  if (image === 0) return refuse('container has runAsNonRoot and image will run as root');
  return typeof image === 'string'
    ? refuse(
        `container has runAsNonRoot and image has non-numeric user (${image}), cannot verify user is non-root`,
      )
    : null;
}

/** HOME as runc sets it where nobody else does: that of passwd(5) as the container has it, else `/`. */
export function homeOf(files: Pick<Host, 'readFile'>, uid: number): Known<string> {
  const passwd = files.readFile('/etc/passwd');
  // Of a volume that nobody knows.
  if (!passwd.ok && passwd.error.code === 'NOT_KNOWN') return unknown(IMAGE_DECIDES);
  return known(passwdLines(files).find(({ id }) => id === uid)?.fields[5] || '/');
}
