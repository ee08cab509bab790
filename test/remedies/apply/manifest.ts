import { shellCommands } from '../../../src/core/remedy/shell-words.ts';
import type { Mount, Settings } from '../situation.ts';

interface Named {
  readonly name?: string;
  readonly value?: string;
}

interface VolumeMount {
  readonly name?: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

interface Container {
  readonly env?: readonly Named[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly securityContext?: { readonly readOnlyRootFilesystem?: boolean };
}

interface Spec {
  readonly securityContext?: { readonly fsGroup?: number; readonly supplementalGroups?: readonly number[] };
  readonly volumes?: readonly ({ readonly name: string } & Readonly<Record<string, unknown>>)[];
  readonly containers?: readonly Container[];
}

const KNOWN = new Set(['env', 'volumeMounts', 'securityContext']);
const KNOWN_OF_POD = new Set(['securityContext', 'volumes', 'containers']);

/** A fragment of a manifest: below `spec` of the pod, else of the container. What is not known is refused. */
export function applyPod(fragment: unknown, settings: Settings): Settings {
  const { spec } = fragment as { readonly spec?: Spec };
  if (spec === undefined) return applyContainer(fragment as Container, [], settings);
  only(spec, KNOWN_OF_POD);
  const { fsGroup, supplementalGroups = [] } = spec.securityContext ?? {};
  const groups = [...supplementalGroups, ...(fsGroup === undefined ? [] : [fsGroup])];
  const { identity } = settings;
  const joined: Settings = {
    ...settings,
    identity: { ...identity, groups: [...(identity.groups ?? []), ...groups] },
    mounts: settings.mounts.map((mount) => (fsGroup === undefined ? mount : { ...mount, fsGroup })),
  };
  return (spec.containers ?? []).reduce(
    (result, container) => applyContainer(container, spec.volumes ?? [], result),
    joined,
  );
}

function applyContainer(
  container: Container,
  volumes: NonNullable<Spec['volumes']>,
  settings: Settings,
): Settings {
  only(container, KNOWN);
  const values = Object.fromEntries((container.env ?? []).map(({ name = '', value = '' }) => [name, value]));
  const mounts = (container.volumeMounts ?? []).map((mount) => mounted(mount, volumes, settings.mounts));
  return {
    ...settings,
    podEnv: { ...settings.podEnv, ...values },
    mounts: [...settings.mounts.filter(({ at }) => !mounts.some((mount) => mount.at === at)), ...mounts],
    readOnly: container.securityContext?.readOnlyRootFilesystem ?? settings.readOnly,
  };
}

/** A volume that is there already is changed; a new one must be an emptyDir: everybody may write it. */
function mounted(
  { mountPath, name, readOnly = false }: VolumeMount,
  volumes: NonNullable<Spec['volumes']>,
  mounts: readonly Mount[],
): Mount {
  const there = mounts.find(({ at }) => at === mountPath);
  const volume = volumes.find((candidate) => candidate.name === name);
  if (volume !== undefined) {
    if (!('emptyDir' in volume)) throw new Error(`volume ${name} is of an unknown kind`);
    return { at: mountPath, options: ['mode=0777'] };
  }
  if (there === undefined) throw new Error(`no volume ${name} for ${mountPath}`);
  const options = (there.options ?? []).filter((option) => option !== 'ro');
  return { ...there, options: readOnly ? [...options, 'ro'] : options };
}

/** Options of docker run that remedies use. */
export function applyOptions(lines: readonly string[], settings: Settings): Settings {
  const words = lines.flatMap(shellCommands).flatMap((command) => command.words);
  let result = settings;
  for (let i = 0; i < words.length; i += 2) {
    const [option, value = ''] = words.slice(i, i + 2);
    result = applyOption(option ?? '', value, result);
  }
  return result;
}

function applyOption(option: string, value: string, settings: Settings): Settings {
  const { identity } = settings;
  switch (option) {
    case '--group-add':
      return { ...settings, identity: { ...identity, groups: [...(identity.groups ?? []), Number(value)] } };
    case '--env': {
      const [name = '', ...rest] = value.split('=');
      return { ...settings, podEnv: { ...settings.podEnv, [name]: rest.join('=') } };
    }
    case '--tmpfs': {
      const [at = '', given = ''] = value.split(':');
      const own = given.split(',').filter((word) => word !== '');
      // Docker's defaults; the root of the tmpfs takes the mode of what it is put on.
      const options = [...(own.includes('exec') ? [] : ['noexec']), ...own.filter((word) => word !== 'exec')];
      return {
        ...settings,
        mounts: [...settings.mounts.filter((mount) => mount.at !== at), { at, options, modeOfBelow: true }],
      };
    }
    default:
      throw new Error(`unknown option ${option}`);
  }
}

function only(object: object, known: ReadonlySet<string>): void {
  const unknown = Object.keys(object).filter((key) => !known.has(key));
  if (unknown.length > 0) throw new Error(`unknown keys: ${unknown.join(', ')}`);
}
