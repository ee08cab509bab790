import type { PodReport, TargetReport } from '../../core/documents/target-report.ts';
import { type Known, known } from '../../core/known.ts';
import { IMAGE_DECIDES } from '../../core/reason.ts';
import type { Host } from '../host.ts';
import { graft, unknownDirectory, withKernelMounts } from '../tree/graft.ts';
import type { Operator } from '../tree/tree-host.ts';
import { containerHost, type Missed, rootEyes } from './container-host.ts';
import type { GivenToPod } from './given.ts';
import { podFacts } from './judged.ts';
import { identityOf, type PodContainer, type PodImage } from './made-container.ts';
import type { Field, Line } from './manifest/field.ts';
import type { Manifest, Selected } from './manifest/objects.ts';
import { podCapabilities } from './model/capabilities.ts';
import { commandOf } from './model/command.ts';
import { type PodVariable, podEnvironment } from './model/environment.ts';
import { podIdentity } from './model/identity.ts';
import { initDoubts } from './model/init-doubts.ts';
import { memoryTroubles } from './model/resources.ts';
import { containerSecurity } from './model/security.ts';
import type { Trouble } from './model/trouble.ts';
import { refusals } from './model/validation.ts';
import { processEnvironment } from './process-environment.ts';
import { startTrouble } from './start.ts';
import { withUser } from './user-line.ts';
import { devices } from './volumes/devices.ts';
import { type Mounting, mountAll } from './volumes/mounting.ts';
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
  const asRoot = (files: Pick<PodImage, 'root' | 'arch'>) => rootEyes(operator, files, target, missed);
  const plan = planOf(manifest, selected, image, given, image && asRoot(image));
  const { command, identity, capabilities, cwd, environment } = plan;
  const mounting = mountAll(plan.kernel, plan.asked.mounts, container.line);
  const { mounted } = mounting;
  const place = withWorkingDirectory(mounting.root, mounted, cwd, plan.cwdAt ?? container.line);
  const { root, home } = withUser(place.root, image && asRoot({ root: place.root, arch: 'unknown' }), {
    uid: identity.uid,
    cwd,
    runtime: given.runtime,
    home: homeIn(environment.variables, image),
    mounted,
  });
  const ofImage = image?.config?.env ?? [];
  const variables = processEnvironment(selected, ofImage, environment.variables, home, given.variables);
  const host = containerHost(operator, {
    ...{ target, root, identity, capabilities, variables, cwd, mounted, missed },
    command: command.words,
    arch: image?.arch ?? 'unknown',
    readOnlyRoot: plan.readOnlyRoot,
    hasDevices: plan.isPrivileged,
  });
  const start = startOf(selected, image, host, plan, mounting, place.trouble);
  const facts = podFacts({
    ...{ selected, host, mounted },
    beside: manifest.beside,
    starts: start.starts,
    troubles: start.troubles,
    uid: identity.uid.known ? identity.uid.value : null,
    gid: identity.gid.known ? identity.gid.value : null,
    imageUser: image?.config?.user ?? null,
    hasFiles: image !== null,
  });
  return {
    pod: podReport(manifest, selected),
    host: { ...host, pod: facts },
    ...start,
    environment: variables,
    identity: identityOf(identity, capabilities),
    stranger: identity.uid.known ? null : identity.uid.why,
    userAt: identity.by === null ? null : identity.by.line,
    command: command.words,
    commandAt: command.at,
    capabilitiesAt: lineOf(container.get('securityContext')),
    cwd,
    cwdAt: plan.cwdAt,
    mounts: mounted,
    readOnlyRoot: plan.readOnlyRoot,
    isPrivileged: plan.isPrivileged,
    limits: facts.limits,
    limitsAt: lineOf(container.get('resources')),
  };
}

type Plan = ReturnType<typeof planOf>;

/** What manifest and image ask for, before anything is made of it. @param files those of the image, as root sees them */
function planOf(
  manifest: Manifest,
  selected: Selected,
  image: PodImage | null,
  given: GivenToPod,
  files: Host | null,
) {
  const { container } = selected;
  const config = image?.config ?? null;
  const environment = podEnvironment(manifest, selected);
  const workingDir = container.get('workingDir');
  const isPrivileged = containerSecurity(selected, 'privileged').flag() ?? false;
  return {
    environment,
    identity: podIdentity(selected, files && { user: config?.user ?? null, files }),
    capabilities: podCapabilities(selected),
    command: commandOf(container, environment.mapping, config),
    asked: askedMounts(manifest, selected, environment.mapping, given, config?.volumes ?? []),
    cwd: workingDir.text() || config?.cwd || '/',
    cwdAt: lineOf(workingDir),
    isPrivileged,
    readOnlyRoot: containerSecurity(selected, 'readOnlyRootFilesystem').flag() ?? false,
    kernel: graft(
      withKernelMounts(image?.root ?? unknownDirectory(IMAGE_DECIDES)),
      '/dev',
      devices(isPrivileged),
    ).root,
  };
}

/** Whether it starts, and what keeps it from that: its program is looked at where nothing before it does. */
function startOf(
  selected: Selected,
  image: PodImage | null,
  host: Host,
  { environment, identity, asked, command }: Plan,
  mounting: Mounting,
  directory: Trouble | null,
): Pick<PodContainer, 'starts' | 'troubles' | 'doubts'> {
  const here = selected.container.line;
  const before = [
    ...refusals(selected),
    ...identity.troubles,
    ...environment.troubles,
    ...asked.troubles,
    ...mounting.troubles,
    ...memoryTroubles(selected),
    ...(directory === null ? [] : [directory]),
  ];
  const program = image === null || before.length > 0 ? null : startTrouble(host, command, here);
  const troubles = program === null ? before : [...before, program];
  const doubts = [
    ...environment.doubts,
    ...asked.doubts,
    ...mounting.doubts,
    ...initDoubts(selected),
    ...(image?.config == null ? [{ why: IMAGE_DECIDES, at: here }] : []),
  ];
  return { starts: troubles.length > 0 ? false : doubts.length > 0 ? null : true, troubles, doubts };
}

function lineOf(field: Field): Line | null {
  return field.isThere ? field.line : null;
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
