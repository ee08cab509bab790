import type { Platform } from '../../src/core/platform.ts';
import type { AccessEvidence } from './evidence.ts';
import { quote } from './prose.ts';

/** Gives this user the permission that it lacks, in the way that this container is made. */
export function grant(e: AccessEvidence, platform: Platform): string {
  const making = e.need === 'create' && !e.itself;
  const target = quote(making ? (e.paths[0]?.path ?? e.at) : e.at);
  const make = making ? `mkdir -p ${target} && ` : '';
  // A volume hides what the image has there.
  if (e.mount !== null && e.mount !== '/' && !making) return onVolume(e, target);
  if (platform.family === 'scratch') return byCopy(e, target);
  return `in the Dockerfile, before USER: RUN ${make}${change(making ? { ...e, ...MADE } : e, target)}`;
}

/** What root has just made. */
const MADE = { tried: 'write', who: 'other', acl: false, ownerMay: true } as const;

/** A path that is not there. */
export function provide(e: AccessEvidence, platform: Platform): string {
  const target = quote(e.paths[0]?.path ?? e.at);
  if (e.code !== 'ENOENT' || e.link !== null)
    return `ls -ld ${quote(e.link ?? e.at)}   (then replace it by what belongs there)`;
  if (platform.family === 'scratch') return byCopy(e, target);
  const volume = 'or mount the volume that belongs there';
  if (e.need === 'read' || e.need === 'execute') return `in the Dockerfile: COPY SOURCE ${target}\n${volume}`;
  const own = e.uid === 0 ? '' : ` && ${change({ ...e, ...MADE }, target)}`;
  return `in the Dockerfile, before USER: RUN mkdir -p ${target}${own}\n${volume}`;
}

/** Directories of the system: what lies below them is nobody's to give away. */
const SYSTEM =
  /^\/(?:bin|boot|dev|etc|home|lib\d*|opt|proc|root|run|sbin|srv|sys|usr|usr\/\w+|var|var\/\w+)?$/;

/** The command, for root, after which the permission bits let this user do it. */
function change(e: AccessEvidence, target: string): string {
  const { uid, gid, groups, tried, who } = e;
  const whole = (tried === 'write' || tried === null) && !SYSTEM.test(target);
  const recursive = whole ? '-R ' : '';
  const bits = tried === 'read' ? 'r' : tried === 'execute' || tried === 'search' ? 'x' : 'rwX';
  // Where there is a list, chmod changes its mask and not what the entries give.
  if (e.acl) return `setfacl ${recursive}-m u:${uid}:${aclBits(tried)} ${target}`;
  if (who === 'owner') return `chmod ${recursive}u+${bits} ${target}`;
  if (who === 'group') return `chmod ${recursive}g+${bits} ${target}`;
  if (uid === 0) return `chown ${recursive}0 ${target}   (or run with --cap-add DAC_OVERRIDE)`;
  if (gid === 0 || groups.includes(0)) {
    // A platform that gives a random uid with group 0 (OpenShift) grants by that group.
    return `chgrp ${recursive}0 ${target} && chmod ${recursive}${bits === 'rwX' && e.ownerMay ? 'g=u' : `g+${bits}`} ${target}`;
  }
  if (bits !== 'rwX') return `chmod o+${bits} ${target}`;
  const own = `chown ${recursive}${uid}:${gid} ${target}`;
  return e.ownerMay ? own : `${own} && chmod ${recursive}u+rwX ${target}`;
}

/** What an entry of a list has to give. */
export function aclBits(tried: AccessEvidence['tried']): string {
  if (tried === 'read') return 'rX';
  return tried === 'execute' || tried === 'search' ? 'rx' : 'rwX';
}

function onVolume(e: AccessEvidence, target: string): string {
  if (e.readOnly) {
    return `where the volume comes from: ${change(e, target)}\nor in the pod, for a secret or configMap: defaultMode: 0444`;
  }
  const group = e.gid === 0 ? e.uid : e.gid;
  return `in the pod: spec.securityContext.fsGroup: ${group}\nor, as root on the volume: ${change(e, target)}`;
}

function byCopy({ uid, gid }: AccessEvidence, target: string): string {
  return `in the Dockerfile: COPY --from=build --chown=${uid}:${gid} ${target} ${target}`;
}

/** Makes the mount writable, or puts a writable one where it is needed. */
export function writableMount(e: AccessEvidence): string {
  const path = e.paths[0]?.path ?? e.at;
  if (e.mount !== null && e.mount !== '/') {
    return `mount ${quote(e.mount)} without ro (Kubernetes: volumeMounts[].readOnly: false)`;
  }
  return `mount a volume at ${quote(path)} (Kubernetes: emptyDir; Docker: --tmpfs ${quote(path)}), or drop readOnlyRootFilesystem`;
}

/** Puts the user into the group: in the image where it has a name there, else when it is started. */
export function joinGroup(
  e: AccessEvidence & { join: string; joinGid: number },
  { family }: Platform,
): string {
  const atStart = `docker run --group-add ${e.joinGid}, or in the pod: spec.securityContext.supplementalGroups: [${e.joinGid}]`;
  if (e.user === null || family === 'scratch' || e.join === String(e.joinGid)) return atStart;
  const command =
    family === 'alpine'
      ? `addgroup ${quote(e.user)} ${quote(e.join)}`
      : `usermod -aG ${quote(e.join)} ${quote(e.user)}`;
  return `in the Dockerfile, before USER: RUN ${command}\nor ${atStart}`;
}
