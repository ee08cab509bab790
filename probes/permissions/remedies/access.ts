import type { Platform } from '../../../src/core/platform.ts';
import { byHand, command, dockerfile, pod } from '../../../src/core/remedy/forms.ts';
import { withProgram } from '../../../src/core/remedy/packages.ts';
import { copyLine, quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { inHome, isSystem, looksSecret } from '../../../src/core/remedy/secret.ts';
import type { AccessEvidence } from '../evidence.ts';
import { isDevice } from '../prose.ts';
import { byGroupZero, newDirectories, own, volumesFor, writableVolumes } from './places.ts';

/** Gives this user the permission that it lacks, and nobody else. */
export function grant(e: AccessEvidence, platform: Platform): readonly Remedy[] {
  if (e.code === 'EPERM' && isDevice(e)) return giveDevice(e);
  if (e.code === 'EPERM')
    return [byHand('host', `take the flag off where the file comes from: chattr -i ${quote(e.at)}`)];
  if (isMissing(e)) return making(e);
  if (e.mount !== null && e.mount !== '/') return onVolume(e);
  if (e.acl) return byAcl(e, platform);
  if (e.who !== 'other') return ownBits(e);
  if (e.tried === 'write') return forWriting(e);
  if (e.tried === 'search') return forPassing(e);
  return e.tried === 'execute' ? forStarting(e) : forReading(e);
}

function giveDevice({ at }: AccessEvidence): readonly Remedy[] {
  return [
    byHand(
      'host',
      `give the device to the container: docker run --device DEVICE:${quote(at)}, or devices of Compose`,
    ),
    byHand('pod', 'have a device plugin of the node give it, or run the container privileged'),
  ];
}

/** What is needed is not there, and nobody may make it. */
function isMissing({ need, itself }: AccessEvidence): boolean {
  return need === 'create' && !itself;
}

/** Every path of the finding: the reason is one, the paths are several. */
const pathsOf = ({ paths }: AccessEvidence) => paths.map(({ path }) => path);

function making(e: AccessEvidence): readonly Remedy[] {
  if (inHome(e.at) && e.uid !== 0) return [...elsewhere(e), ...volumesFor(e)];
  return [...newDirectories(pathsOf(e), e), ...volumesFor(e)];
}

/** The class that counts for this user is its own or its group's: there the bit is missing. */
function ownBits(e: AccessEvidence): readonly Remedy[] {
  const target = quote(e.at);
  const who = e.who === 'owner' ? 'u' : 'g';
  const recursive = e.tried === 'write' && e.type === 'directory' && !isSystem(e.at) ? '-R ' : '';
  return [...command(`chmod ${recursive}${who}+${bits(e)} ${target}`), ...bringAnew(e)];
}

/** A script is read by its interpreter: x alone does not start it. */
function bits({ tried, type }: AccessEvidence): string {
  if (tried === 'write') return type === 'directory' ? 'rwX' : 'rw';
  if (tried === 'execute') return 'rx';
  if (tried === 'search') return 'x';
  return type === 'directory' ? 'rx' : 'r';
}

/** By its group: the owner stays, and no other user is let in. */
function forReading(e: AccessEvidence): readonly Remedy[] {
  if (inHome(e.at) && e.uid !== 0) return elsewhere(e);
  const target = quote(e.at);
  if (isSystem(e.at)) return command(`chmod a+${bits(e)} ${target}`);
  const gid = byGroupZero(e) ? 0 : e.gid;
  if (e.uid === 0) return [...command(`chown 0 ${target} && chmod u+${bits(e)} ${target}`), ...bringAnew(e)];
  return [...command(`chgrp ${gid} ${target} && chmod g+${bits(e)} ${target}`), ...bringAnew(e)];
}

/** A directory on the way. Those of the system are open to all everywhere else. */
function forPassing(e: AccessEvidence): readonly Remedy[] {
  if (inHome(e.at) && e.uid !== 0) return elsewhere(e);
  const target = quote(e.at);
  if (isSystem(e.at)) return [...command(`chmod a+x ${target}`), cannot(e)];
  const gid = byGroupZero(e) ? 0 : e.gid;
  if (e.uid === 0) return [...command(`chown 0 ${target} && chmod u+x ${target}`), cannot(e)];
  return [...command(`chgrp ${gid} ${target} && chmod g+x ${target}`), cannot(e)];
}

/** Programs are nobody's secret. */
function forStarting(e: AccessEvidence): readonly Remedy[] {
  if (inHome(e.at) && e.uid !== 0) return elsewhere(e);
  return [...command(`chmod a+rx ${quote(e.at)}`), ...bringAnew(e)];
}

function forWriting(e: AccessEvidence): readonly Remedy[] {
  if (e.uid === 0)
    return [...command(`chown 0 ${quote(e.at)} && chmod u+${bits(e)} ${quote(e.at)}`), cannot(e)];
  if (isSystem(e.at) || (inHome(e.at) && !e.paths.some(({ path }) => path === e.at))) return elsewhere(e);
  const target = quote(e.at);
  const whole = own(target, e);
  // What the owner may not do either, the group is not given by copying from the owner.
  const bit = e.ownerMay ? '' : ` && chmod -R ${byGroupZero(e) ? 'g' : 'u'}+rwX ${target}`;
  const volumes = e.type === 'directory' ? volumesFor(e) : [];
  return [...command(whole + bit), ...(e.type === 'directory' ? [] : bringAnew(e)), ...volumes];
}

/** In a home, or in a directory of the system, nothing is opened for a service: it gets a place of its own. */
function elsewhere(e: AccessEvidence): readonly Remedy[] {
  const roles = e.paths.filter(({ role }) => /^GO[A-Z]+$/.test(role));
  const settings = roles.map(({ role }) => [role, `/opt/go/${role.slice(2).toLowerCase()}`] as const);
  const places = settings.map(([, place]) => place);
  const env = settings.map(([role, place]) => `${role}=${place}`).join(' ');
  const moved =
    settings.length === 0
      ? []
      : [
          ...newDirectories(places, e, [`ENV ${env}`]),
          ...writableVolumes(places, e, { env: Object.fromEntries(settings) }),
        ];
  const why = inHome(e.at) ? `${e.at} is somebody's home` : `${e.at} belongs to the system`;
  return [
    ...moved,
    byHand('image', `${why} and stays closed: keep what this user needs in a directory of its own`),
  ];
}

/** Without a shell a file is replaced by one with the right owner. */
function bringAnew(e: AccessEvidence): readonly Remedy[] {
  if (e.type !== 'file') return [cannot(e)];
  const owner = e.tried === 'write' ? `${e.uid}:${e.gid}` : `0:${e.gid}`;
  const mode =
    e.tried === 'execute' ? (looksSecret(e.at) ? '0750' : '0755') : e.tried === 'write' ? '0660' : '0640';
  return [dockerfile(copyLine(e.at, e.at, '--from=build', `--chown=${owner}`, `--chmod=${mode}`))];
}

function cannot({ at }: AccessEvidence): Remedy {
  return byHand('image', `set owner and mode of ${at} in the stage that the image is copied from`);
}

/** The group that the kubelet gives a volume and the processes of the pod. */
function onVolume(e: AccessEvidence): readonly Remedy[] {
  const group = e.gid === 0 ? e.uid : e.gid;
  if (e.uid === 0)
    return [byHand('host', `make root the owner of the volume at ${e.mount}, or give it away on the node`)];
  const why = e.readOnly ? 'the group may then read it' : 'the group may then use the volume';
  const here = e.readOnly || e.acl || e.who !== 'other' || inHome(e.at) ? [] : onVolumeItself(e);
  return [
    pod(`spec: { securityContext: { fsGroup: ${group} } }`, { why }),
    ...here,
    byHand('host', `give the group ${e.gid} of the process what it needs where the volume comes from`),
  ];
}

function onVolumeItself(e: AccessEvidence): readonly Remedy[] {
  const target = quote(e.at);
  const change =
    e.tried === 'write' ? own(target, e) : `chgrp ${e.gid} ${target} && chmod g+${bits(e)} ${target}`;
  return command(change).filter(({ where }) => where === 'container');
}

/** Where there is a list, chmod changes its mask and not what the entries give. */
function byAcl(e: AccessEvidence, platform: Platform): readonly Remedy[] {
  return setfacl(`u:${e.uid}:${aclBits(e.tried)}`, e.at, e.mount, platform);
}

/** An image that has a list was made by a builder that keeps it. */
export function setfacl(
  entry: string,
  at: string,
  mount: string | null,
  platform: Platform,
): readonly Remedy[] {
  const all = withProgram('setfacl', `setfacl -m ${entry} ${quote(at)}`, 'acl', platform);
  const inImage = mount === null || mount === '/' ? all : all.filter(({ where }) => where !== 'image');
  return [...inImage, byHand('host', `change the access list where ${at} comes from: ${entry}`)];
}

/** What an entry of a list has to give. */
export function aclBits(tried: AccessEvidence['tried']): string {
  if (tried === 'read') return 'rX';
  return tried === 'execute' || tried === 'search' ? 'rx' : 'rwX';
}
