import type { TargetReport } from '../../core/documents/target-report.ts';
import { type Known, known, unknown } from '../../core/known.ts';
import { IMAGE_DECIDES } from '../../core/reason.ts';
import type { ContainerFacts, ContainerTrouble } from '../container/facts.ts';
import { containerFacts } from '../container/judged.ts';
import type { Host } from '../host.ts';
import { containerHost, type Missed, rootEyes } from '../pod/container-host.ts';
import { identityOf, type PodContainer, type PodImage } from '../pod/made-container.ts';
import type { PodVariable } from '../pod/model/environment.ts';
import { homeOf } from '../pod/model/identity.ts';
import type { Doubt, Trouble } from '../pod/model/trouble.ts';
import type { ProcessVariable } from '../pod/process-environment.ts';
import { devices } from '../pod/volumes/devices.ts';
import { mountAll } from '../pod/volumes/mounting.ts';
import { withWorkingDirectory } from '../pod/working-directory.ts';
import { DEFAULT_PATH } from '../system/default-path.ts';
import { graft, unknownDirectory, withKernelMounts } from '../tree/graft.ts';
import type { TreeNode } from '../tree/node.ts';
import type { Operator } from '../tree/tree-host.ts';
import type { Around } from './around.ts';
import { doubtsOf } from './doubts.ts';
import { composeEnvironment } from './environment.ts';
import { composeFiles } from './files.ts';
import { composeCapabilities, composeIdentity } from './identity.ts';
import { composeLimits } from './limits.ts';
import { composeRefusals } from './refusals.ts';
import { fieldOf, flagOf, knownWord, lineOf, type Service } from './service.ts';
import { composeCheck, composeStart } from './start.ts';
import { dockerMounts } from './volumes/docker-mounts.ts';
import { composeVolumes, withModes } from './volumes/volumes.ts';

/** A container as docker compose will make it. */
export type ComposeContainer = Omit<PodContainer, 'pod'>;

/** What whoever asks says beside the file. */
export interface GivenToCompose {
  readonly around: Around;
  /** What is in volumes, by their names. */
  readonly volumes: ReadonlyMap<string, TreeNode>;
  /** Variables in place of those of file and image. */
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * @param image null: nobody gave one; then all that it decides is unknown
 * @throws ManifestError
 */
export function composeContainer(
  operator: Operator,
  service: Service,
  image: PodImage | null,
  given: GivenToCompose,
  target: TargetReport,
  missed: Missed = () => {},
): ComposeContainer {
  const here = lineOf(service);
  const config = image?.config ?? null;
  const asRoot = (files: Pick<PodImage, 'root' | 'arch'>) => rootEyes(operator, files, target, missed);
  const plan = planOf(service, image, given, image && asRoot(image));
  const { environment, identity, capabilities, command, cwd, limits } = plan;
  const mounting = mountAll(plan.kernel, plan.mounts, here);
  const { mounted } = mounting;
  const place = withWorkingDirectory(mounting.root, mounted, cwd, plan.cwdAt ?? here);
  const home: Known<string> =
    image === null || !identity.uid.known
      ? unknown(IMAGE_DECIDES)
      : homeOf(asRoot({ root: place.root, arch: 'unknown' }), identity.uid.value);
  const variables = environmentOf(service, config, environment.variables, home, given.variables);
  const host = containerHost(operator, {
    ...{ target, root: place.root, capabilities, variables, cwd, mounted, missed },
    identity: { ...identity, troubles: [], by: null },
    command: command.words,
    arch: image?.arch ?? 'unknown',
    readOnlyRoot: plan.readOnlyRoot,
    hasDevices: plan.isPrivileged || fieldOf(service, 'devices') !== null,
  });
  const before: readonly Trouble[] = [
    ...environment.troubles,
    ...composeRefusals(service, limits),
    ...plan.troubles,
    ...mounting.troubles,
    ...(place.trouble === null ? [] : [place.trouble]),
  ];
  const doubts = [...mounting.doubts, ...doubtsOf(service, image)];
  const started = startedIn(host, plan, composeCheck(service, config), image !== null);
  const facts = factsOf(before, started, doubts);
  return {
    host: { ...host, container: { ...facts, planned: limits.planned } },
    starts: facts.starts,
    troubles: facts.troubles.map(({ message, at }) => ({
      kind: 'refused',
      reason: 'compose',
      message,
      at: at ?? here,
    })),
    doubts: facts.starts === null && doubts.length === 0 ? [{ why: IMAGE_DECIDES, at: here }] : doubts,
    environment: variables,
    identity: identityOf({ ...identity, troubles: [], by: null }, capabilities),
    stranger: identity.uid.known ? null : identity.uid.why,
    userAt: identity.at,
    command: command.words,
    commandAt: command.at,
    capabilitiesAt: (fieldOf(service, 'cap_add') ?? fieldOf(service, 'cap_drop'))?.line ?? null,
    cwd,
    cwdAt: plan.cwdAt,
    mounts: mounted,
    readOnlyRoot: plan.readOnlyRoot,
    isPrivileged: plan.isPrivileged,
    limits: limits.planned.limits,
    limitsAt: limits.at,
  };
}

type Plan = ReturnType<typeof planOf>;

/** What file and image ask for, before anything is made of it. @param files those of the image, as root sees them */
function planOf(service: Service, image: PodImage | null, given: GivenToCompose, files: Host | null) {
  const { lookup } = service.project;
  const config = image?.config ?? null;
  const volumes = composeVolumes(service, given.around, given.volumes);
  const configs = composeFiles(service, given.around);
  const isPrivileged = flagOf(fieldOf(service, 'privileged'), lookup);
  const bare = image?.root ?? unknownDirectory(IMAGE_DECIDES);
  const kernel = graft(withKernelMounts(bare), '/dev', devices(isPrivileged)).root;
  const workingDir = fieldOf(service, 'working_dir');
  return {
    environment: composeEnvironment(service, given.around),
    identity: composeIdentity(service, config, files),
    capabilities: composeCapabilities(service),
    command: composeStart(service, config),
    kernel,
    mounts: dockerMounts([...withModes(kernel, volumes), ...configs.mounts], config?.volumes ?? []),
    troubles: [...volumes.troubles, ...configs.troubles],
    cwd: knownWord(workingDir, lookup) ?? (config?.cwd || '/'),
    cwdAt: workingDir?.line ?? null,
    isPrivileged,
    readOnlyRoot: flagOf(fieldOf(service, 'read_only'), lookup),
    limits: composeLimits(service),
  };
}

/** What becomes of its program and of its check; nothing is known of them where nobody gave an image. */
function startedIn(
  host: Host,
  { command, identity }: Plan,
  check: ReturnType<typeof composeCheck>,
  hasImage: boolean,
): ContainerFacts {
  const started = containerFacts(host, {
    command: command.words.known ? command.words.value : [],
    commandAt: command.at,
    healthcheck: check.words.known && hasImage ? check.words.value : [],
    healthcheckAt: check.at,
    missing: identity.missing,
    userAt: identity.at,
    hasToStart: command.words.known,
  });
  return hasImage ? started : { ...started, starts: null, troubles: [] };
}

/** What keeps it from starting before its program is looked at comes first. */
function factsOf(
  before: readonly Trouble[],
  started: ContainerFacts,
  doubts: readonly Doubt[],
): ContainerFacts {
  const first = before.map(
    ({ kind, message, at }): ContainerTrouble => ({
      kind: kind === 'refused' ? 'refused' : 'mount',
      message,
      of: '',
      at,
    }),
  );
  const troubles = [...first, ...started.troubles];
  const starts = troubles.length > 0 ? false : doubts.length > 0 ? null : started.starts;
  return { ...started, troubles, starts };
}

/** In the order in which docker builds it: PATH, HOSTNAME, what the image sets, what the service sets, HOME. */
function environmentOf(
  service: Service,
  config: PodImage['config'],
  own: readonly PodVariable[],
  home: Known<string>,
  over: ReadonlyMap<string, string>,
): readonly ProcessVariable[] {
  const { lookup } = service.project;
  const all = new Map<string, ProcessVariable>();
  const set = (
    name: string,
    value: Known<string>,
    from: ProcessVariable['from'],
    at: ProcessVariable['at'] = null,
  ) => all.set(name, { name, value, from, at });
  set('PATH', known(DEFAULT_PATH), 'runtime');
  const hostname = knownWord(fieldOf(service, 'hostname'), lookup);
  set(
    'HOSTNAME',
    hostname === null ? unknown({ code: 'made-up-by-docker', data: {} }) : known(hostname),
    'runtime',
  );
  if (flagOf(fieldOf(service, 'tty'), lookup)) set('TERM', known('xterm'), 'runtime');
  for (const [name, value] of config?.env ?? []) set(name, known(value), 'image');
  for (const { name, value, at } of own) set(name, value, 'pod', at);
  const said = all.get('HOME');
  if (said === undefined || (said.value.known && said.value.value === '')) set('HOME', home, 'runtime');
  for (const [name, value] of over) set(name, known(value), 'option');
  return [...all.values()];
}
