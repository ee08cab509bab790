import type { Family } from '../../../src/core/platform.ts';
import { byHand, command, dockerfile, dockerRun, pod } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote, quoteYaml, sourceOf } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { looksSecret } from '../../../src/core/remedy/secret.ts';
import type { AccessEvidence } from '../evidence.ts';
import { makeDirectories, newDirectories, volumesFor } from './places.ts';

const pathsOf = ({ paths }: AccessEvidence) => paths.map(({ path }) => path);

/** A path that is not there. */
export function provide(e: AccessEvidence): readonly Remedy[] {
  const written = e.need === 'write' || e.need === 'create';
  if (e.code === 'ELOOP' || e.link !== null) return inPlaceOfLink(e, written);
  if (e.code !== 'ENOENT')
    return [byHand('image', `${e.at} is in the way: take it out, or name another path`)];
  return written ? [...newDirectories(pathsOf(e), e), ...volumesFor(e)] : broughtFile(e);
}

/** A link that leads nowhere gives way to what is needed. */
function inPlaceOfLink(e: AccessEvidence, written: boolean): readonly Remedy[] {
  const link = e.link ?? e.at;
  if (!written)
    return [byHand('image', `${link} leads nowhere: bring what it should lead to, or take it out`)];
  return [
    ...command(`rm ${quote(link)} && ${makeDirectories([link], e)}`),
    byHand('image', `${link} leads nowhere: make the directory that it should lead to`),
  ];
}

/** The file has the name in the build context that it has here; root owns it, the group of the process reads it. */
function broughtFile(e: AccessEvidence): readonly Remedy[] {
  const mode = e.need === 'execute' ? '0755' : '0640';
  const owner = e.need === 'execute' || e.uid === 0 ? [] : [`--chown=0:${e.gid}`];
  const secret = pathsOf(e).filter(looksSecret);
  const lines = pathsOf(e)
    .filter((path) => !looksSecret(path))
    .map((path) => copyLine(sourceOf(path), path, ...owner, `--chmod=${mode}`));
  return [
    ...(lines.length === 0 ? [] : [dockerfile(lines, { why: 'with the file in the build context' })]),
    ...(secret.length === 0
      ? [byHand('pod', 'mount the volume that belongs there')]
      : [
          byHand(
            'pod',
            `mount the secret that belongs at ${secret.join(', ')}; in an image it would be everybody's`,
          ),
        ]),
  ];
}

/** Something else is in the place of a directory. */
export function replaceByDirectory(e: AccessEvidence): readonly Remedy[] {
  return [
    ...command(`rm ${quote(e.at)} && ${makeDirectories([e.at], e)}`),
    byHand('image', `take ${e.at} out of the image and make a directory of it`),
  ];
}

/** Makes the mount writable, or puts a writable one where it is needed. */
export function writableMount(e: AccessEvidence, needs: { exec?: boolean } = {}): readonly Remedy[] {
  if (e.mount === null || e.mount === '/') return volumesFor(e, needs);
  return [
    pod(`volumeMounts: [{ mountPath: ${quoteYaml(e.mount)}, readOnly: false }]`, {
      why: 'volumes of a ConfigMap or Secret stay read-only',
    }),
    byHand('host', `mount ${e.mount} without ro; a ConfigMap or a Secret cannot be written`),
  ];
}

/** Programs are built into the temporary directory and started there. */
export function executableMount(e: AccessEvidence): readonly Remedy[] {
  const mount = e.mount ?? '/';
  const role = e.paths[0]?.role;
  if (role !== 'TMPDIR' && role !== 'GOTMPDIR') {
    return [byHand('host', `mount ${mount} without noexec, or keep programs in the image`)];
  }
  const own = '/var/tmp/go';
  return [
    dockerRun(`--tmpfs ${quote(`${mount}:exec,mode=1777`)}`),
    ...newDirectories([own], e, [`ENV GOTMPDIR=${own}`]),
  ];
}

type Joining = AccessEvidence & { readonly join: string; readonly joinGid: number };

/** Puts the user into the group: when it is started, and in the image where both have a name there. */
export function joinGroup(e: Joining, family: Family): readonly Remedy[] {
  const atStart = [
    pod(`spec: { securityContext: { supplementalGroups: [${e.joinGid}] } }`),
    dockerRun(`--group-add ${e.joinGid}`),
  ];
  if (e.user === null || family === 'scratch' || e.join === String(e.joinGid)) return atStart;
  const [user, group] = [quote(e.user), quote(e.join)];
  const line = family === 'alpine' ? `addgroup ${user} ${group}` : `usermod -aG ${group} ${user}`;
  const program = family === 'alpine' ? 'program:addgroup' : 'program:usermod';
  return [
    dockerfile(`RUN ${line}`, {
      needs: ['root', program],
      why: `for a container that is started as ${e.user}`,
    }),
    ...atStart,
  ];
}
