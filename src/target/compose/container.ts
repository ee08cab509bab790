import type { TargetReport } from '../../core/documents/target-report.ts';
import { type Known, known, unknown } from '../../core/known.ts';
import { IMAGE_DECIDES } from '../../core/reason.ts';
import type { ContainerFacts, ContainerTrouble } from '../container/facts.ts';
import { containerFacts } from '../container/judged.ts';
import { archOfPlatform, parsePlatform } from '../image/archive/platform.ts';
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
import { composeEnvironment } from './environment.ts';
import { composeFiles } from './files.ts';
import { composeCapabilities, composeIdentity } from './identity.ts';
import { composeLimits } from './limits.ts';
import { composeRefusals } from './refusals.ts';
import { fieldOf, flagOf, knownWord, type Service } from './service.ts';
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

/** Keys of a service that change what is looked at, and are not looked at. */
export const NOT_LOOKED_AT = [
  'volumes_from',
  'userns_mode',
  'runtime',
  'isolation',
  'use_api_socket',
  // The machine has them, or it does not start.
  'devices',
  'gpus',
  // It is none of an image, or gets variables that docker makes up.
  'provider',
  'models',
];

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
  const { lookup } = service.project;
  const [own] = service.layers.slice(-1);
  const here = own?.line ?? { file: service.project.file, line: 1 };
  const config = image?.config ?? null;
  const environment = composeEnvironment(service, given.around);
  const asRoot = image === null ? null : rootEyes(operator, image, target, missed);
  const identity = composeIdentity(service, config, asRoot);
  const capabilities = composeCapabilities(service);
  const command = composeStart(service, config);
  const volumes = composeVolumes(service, given.around, given.volumes);
  const files = composeFiles(service, given.around);
  const isPrivileged = flagOf(fieldOf(service, 'privileged'), lookup);
  const bare = image?.root ?? unknownDirectory(IMAGE_DECIDES);
  const kernel = graft(withKernelMounts(bare), '/dev', devices(isPrivileged)).root;
  const mounts = dockerMounts([...withModes(kernel, volumes), ...files.mounts], config?.volumes ?? []);
  const mounting = mountAll(kernel, mounts, here);
  const workingDir = fieldOf(service, 'working_dir');
  const cwd = knownWord(workingDir, lookup) ?? (config?.cwd || '/');
  const place = withWorkingDirectory(mounting.root, mounting.mounted, cwd, workingDir?.line ?? here);
  const readOnlyRoot = flagOf(fieldOf(service, 'read_only'), lookup);
  const uid = identity.uid.known ? identity.uid.value : null;
  const eyes = rootEyes(operator, { root: place.root, arch: 'unknown' }, target, missed);
  const home: Known<string> = uid === null || image === null ? unknown(IMAGE_DECIDES) : homeOf(eyes, uid);
  const variables = environmentOf(service, config, environment.variables, home, given.variables);
  const host = containerHost(operator, {
    target,
    root: place.root,
    identity: { ...identity, troubles: [], by: null },
    capabilities,
    variables,
    command: command.words,
    cwd,
    arch: image?.arch ?? 'unknown',
    mounted: mounting.mounted,
    readOnlyRoot,
    hasDevices: isPrivileged || fieldOf(service, 'devices') !== null,
    missed,
  });
  const { planned, at } = composeLimits(service);
  const before: readonly Trouble[] = [
    ...environment.troubles,
    ...composeRefusals(service, { planned, at }),
    ...volumes.troubles,
    ...files.troubles,
    ...mounting.troubles,
    ...(place.trouble === null ? [] : [place.trouble]),
  ];
  const doubts = [...mounting.doubts, ...doubtsOf(service, image)];
  const check = composeCheck(service, config);
  const started = containerFacts(host, {
    command: command.words.known ? command.words.value : [],
    commandAt: command.at,
    healthcheck: check.words.known && image !== null ? check.words.value : [],
    healthcheckAt: check.at,
    missing: identity.missing,
    userAt: identity.at,
    hasToStart: command.words.known,
  });
  const facts = factsOf(
    before,
    image === null ? { ...started, starts: null, troubles: [] } : started,
    doubts,
  );
  return {
    host: { ...host, container: { ...facts, planned } },
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
    cwdAt: workingDir?.line ?? null,
    mounts: mounting.mounted,
    readOnlyRoot,
    isPrivileged,
    limits: planned.limits,
    limitsAt: at,
  };
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

function doubtsOf(service: Service, image: PodImage | null): readonly Doubt[] {
  const [own] = service.layers.slice(-1);
  const here = own?.line ?? { file: service.project.file, line: 1 };
  const keys = NOT_LOOKED_AT.flatMap((key): readonly Doubt[] => {
    const field = fieldOf(service, key);
    return field === null ? [] : [{ why: { code: 'not-looked-at', data: { key } }, at: field.line }];
  });
  const { elsewhere } = service;
  const platform = fieldOf(service, 'platform');
  const extended: readonly Doubt[] =
    elsewhere === null
      ? []
      : [{ why: { code: 'not-looked-at', data: { key: 'extends' } }, at: elsewhere.line }];
  const other: readonly Doubt[] =
    platform === null || image === null || isFor(knownWord(platform, service.project.lookup), image.arch)
      ? []
      : [{ why: { code: 'not-looked-at', data: { key: 'platform' } }, at: platform.line }];
  return [...extended, ...keys, ...other, ...(image === null ? [{ why: IMAGE_DECIDES, at: here }] : [])];
}

/** Docker starts no image of another platform than it is asked for, and fetches one that is. */
function isFor(platform: string | null, arch: string): boolean {
  const parsed = platform === null ? null : parsePlatform(platform);
  return parsed === null || arch === 'unknown' || archOfPlatform(parsed) === arch;
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
