import type { PodReport, TargetReport } from '../../core/documents/target-report.ts';
import { type Known, known } from '../../core/known.ts';
import { IMAGE_DECIDES } from '../../core/reason.ts';
import { graft, unknownDirectory, withKernelMounts } from '../tree/graft.ts';
import type { DirectoryNode } from '../tree/node.ts';
import type { Operator } from '../tree/tree-host.ts';
import { containerHost, type Missed, rootEyes } from './container-host.ts';
import type { GivenToPod } from './given.ts';
import { podFacts } from './judged.ts';
import { identityOf, type PodContainer, type PodImage } from './made-container.ts';
import type { Manifest, Selected } from './manifest/objects.ts';
import { podCapabilities } from './model/capabilities.ts';
import { commandOf } from './model/command.ts';
import { type PodVariable, podEnvironment } from './model/environment.ts';
import { podIdentity } from './model/identity.ts';
import { initDoubts } from './model/init-doubts.ts';
import { memoryTroubles } from './model/resources.ts';
import { containerSecurity } from './model/security.ts';
import { refusals } from './model/validation.ts';
import { type ProcessVariable, processEnvironment } from './process-environment.ts';
import { startTrouble } from './start.ts';
import { withUser } from './user-line.ts';
import { devices } from './volumes/devices.ts';
import { mountAll } from './volumes/mounting.ts';
import { askedMounts } from './volumes/mounts.ts';
import { withWorkingDirectory } from './working-directory.ts';

/**
 * @param image null: nobody gave one; then all that it decides is unknown
 * @param target what it is called in reports
 */
export function podContainer(
  operator: Operator,
  manifest: Manifest,
  selected: Selected,
  image: PodImage | null,
  given: GivenToPod,
  target: TargetReport,
  missed: Missed = () => {},
): PodContainer {
  const { container } = selected;
  const here = container.line;
  const environment = podEnvironment(manifest, selected);
  const asRoot = image === null ? null : rootEyes(operator, image, target, missed);
  const identity = podIdentity(
    selected,
    image === null || asRoot === null ? null : { user: image.config?.user ?? null, files: asRoot },
  );
  const capabilities = podCapabilities(selected);
  const command = commandOf(container, environment.mapping, image?.config ?? null);
  const asked = askedMounts(manifest, selected, environment.mapping, given, image?.config?.volumes ?? []);
  const bare = image?.root ?? unknownDirectory(IMAGE_DECIDES);
  const isPrivileged = containerSecurity(selected, 'privileged').flag() ?? false;
  const kernel = graft(withKernelMounts(bare), '/dev', devices(isPrivileged)).root;
  const mounting = mountAll(kernel, asked.mounts, here);
  const workingDir = container.get('workingDir');
  const cwd = workingDir.text() || image?.config?.cwd || '/';
  const place = withWorkingDirectory(
    mounting.root,
    mounting.mounted,
    cwd,
    workingDir.isThere ? workingDir.line : here,
  );
  const missedAt = (root: DirectoryNode) => rootEyes(operator, { root, arch: 'unknown' }, target, missed);
  const lined = withUser(place.root, image === null ? null : missedAt(place.root), {
    uid: identity.uid,
    cwd,
    runtime: given.runtime,
    home: homeIn(environment.variables, image),
    mounted: mounting.mounted,
  });
  const readOnlyRoot = containerSecurity(selected, 'readOnlyRootFilesystem').flag() ?? false;
  const uid = identity.uid.known ? identity.uid.value : null;
  const seen = (variables: readonly ProcessVariable[]) =>
    containerHost(operator, {
      target,
      root: lined.root,
      identity,
      capabilities,
      variables,
      command: command.words,
      cwd,
      arch: image?.arch ?? 'unknown',
      mounted: mounting.mounted,
      readOnlyRoot,
      hasDevices: isPrivileged,
      missed,
    });
  const variables = processEnvironment(
    selected,
    image?.config?.env ?? [],
    environment.variables,
    lined.home,
    given.variables,
  );
  const host = seen(variables);
  const before = [
    ...refusals(selected),
    ...identity.troubles,
    ...environment.troubles,
    ...asked.troubles,
    ...mounting.troubles,
    ...memoryTroubles(selected),
  ];
  const troubles = [...before, ...(place.trouble === null ? [] : [place.trouble])];
  const start = image === null || troubles.length > 0 ? null : startTrouble(host, command, here);
  const all = start === null ? troubles : [...troubles, start];
  const doubts = [
    ...environment.doubts,
    ...asked.doubts,
    ...mounting.doubts,
    ...initDoubts(selected),
    ...(image?.config == null ? [{ why: IMAGE_DECIDES, at: here }] : []),
  ];
  const starts = all.length > 0 ? false : doubts.length > 0 ? null : true;
  const facts = podFacts({
    selected,
    beside: manifest.beside,
    host,
    starts,
    troubles: all,
    uid,
    gid: identity.gid.known ? identity.gid.value : null,
    imageUser: image?.config?.user ?? null,
    hasFiles: image !== null,
    mounted: mounting.mounted,
  });
  const resources = container.get('resources');
  const security = container.get('securityContext');
  return {
    pod: podReport(manifest, selected),
    host: { ...host, pod: facts },
    starts,
    troubles: all,
    doubts,
    environment: variables,
    identity: identityOf(identity, capabilities),
    stranger: identity.uid.known ? null : identity.uid.why,
    userAt: identity.by === null ? null : identity.by.line,
    command: command.words,
    commandAt: command.at,
    capabilitiesAt: security.isThere ? security.line : null,
    cwd,
    cwdAt: workingDir.isThere ? workingDir.line : null,
    mounts: mounting.mounted,
    readOnlyRoot,
    isPrivileged,
    limits: facts.limits,
    limitsAt: resources.isThere ? resources.line : null,
  };
}

/** What reports call it. */
export function podReport({ file }: Manifest, { name: container, workload }: Selected): PodReport {
  const { name, namespace } = workload;
  return { file, name, ...(namespace === null ? {} : { namespace }), container };
}

/** HOME as the pod or the image sets it; null where neither does. */
function homeIn(pod: readonly PodVariable[], image: PodImage | null): Known<string> | null {
  const own = pod.findLast(({ name }) => name === 'HOME')?.value;
  const given = image?.config?.env.findLast(([name]) => name === 'HOME')?.[1];
  const home = own ?? (given === undefined ? null : known(given));
  return home?.known === true && home.value === '' ? null : home;
}
