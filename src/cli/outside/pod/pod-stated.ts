import type { MountedAt, Origin } from '../../../core/documents/target-description.ts';
import type { Known } from '../../../core/known.ts';
import type { Origins } from '../../../target/describe/origins.ts';
import type { Stated } from '../../../target/describe/stated.ts';
import type { PodContainer } from '../../../target/pod/made-container.ts';
import { dataOf } from '../../../target/pod/manifest/data.ts';
import type { Line } from '../../../target/pod/manifest/field.ts';
import type { Manifest } from '../../../target/pod/manifest/objects.ts';
import { reasonText } from '../../../verdict/reasons.ts';
import type { GivenVariable } from '../environment-of.ts';

/** Who of an image says what, where there is one. */
export type OfImage = Pick<Origins, 'variable' | 'identity' | 'cwd'> & { readonly command: Origin | null };

/** A container of a pod as a description and as who says what. */
export async function podOrigins(
  container: Omit<PodContainer, 'pod'>,
  secrets: readonly string[],
  image: OfImage | null,
  given: readonly GivenVariable[],
): Promise<Origins> {
  const stated = await statedOf(container, secrets, image, given);
  const origins = new Map(stated.environment.map(({ name, origin }) => [name, origin]));
  return {
    variable: (name) => origins.get(name) ?? null,
    unknown: [],
    identity: stated.origins.identity,
    cwd: stated.origins.cwd,
    stated,
  };
}

async function statedOf(
  container: Omit<PodContainer, 'pod'>,
  secrets: readonly string[],
  image: OfImage | null,
  given: readonly GivenVariable[],
): Promise<Stated> {
  const { starts, environment, identity, command, mounts, limits } = container;
  const cwd = lineOf(container.cwdAt) ?? image?.cwd ?? RUNTIME;
  return {
    starts,
    reason: await reasonOf(container),
    environment: environment.map(({ name, value, from, at }) => ({
      name,
      value: orNull(value),
      origin:
        from === 'option'
          ? (given.findLast((one) => one.name === name && one.value !== null)?.origin ?? null)
          : (lineOf(at) ?? (from === 'image' ? (image?.variable(name) ?? null) : RUNTIME)),
    })),
    identity,
    command: orNull(command),
    cwd: container.cwd,
    mounts: [...kernelMounts(container), ...mounts.map(mountedAt)],
    limits,
    origins: {
      identity: lineOf(container.userAt) ?? (image === null ? null : image.identity),
      capabilities: lineOf(container.capabilitiesAt) ?? RUNTIME,
      command: lineOf(container.commandAt) ?? image?.command ?? null,
      cwd,
      limits: lineOf(container.limitsAt),
    },
    secrets,
  };
}

const RUNTIME: Origin = { kind: 'runtime' };

function orNull<T>(one: Known<T>): T | null {
  return one.known ? one.value : null;
}

function lineOf(at: Line | null): Origin | null {
  return at === null ? null : { kind: 'file', ...at };
}

/** The first that keeps it from starting; or the first of which nobody can know whether it does. */
async function reasonOf({ starts, troubles, doubts }: Omit<PodContainer, 'pod'>): Promise<string | null> {
  const [trouble] = troubles;
  if (trouble !== undefined)
    return `${trouble.reason === 'compose' ? '' : `${trouble.reason}: `}${trouble.message} (${trouble.at.file}:${trouble.at.line})`;
  const [doubt] = doubts;
  if (starts !== null || doubt === undefined) return null;
  return `${await reasonText(doubt.why)} (${doubt.at.file}:${doubt.at.line})`;
}

/** The kernel's own file systems, unless something of the pod lies there. */
function kernelMounts({
  readOnlyRoot,
  isPrivileged,
  mounts,
}: Omit<PodContainer, 'pod'>): readonly MountedAt[] {
  const all = [
    ['/', 'overlay', readOnlyRoot],
    ['/proc', 'proc', false],
    ['/dev', 'tmpfs', false],
    ['/dev/pts', 'devpts', false],
    ['/dev/mqueue', 'mqueue', false],
    ['/sys', 'sysfs', !isPrivileged],
  ] as const;
  return all
    .filter(([at]) => !mounts.some(({ place }) => place === at))
    .map(([at, type, readOnly]) => ({ at, type, readOnly, source: type, directory: '/', origin: RUNTIME }));
}

function mountedAt({
  place,
  type,
  readOnly,
  source,
  directory,
  at,
}: PodContainer['mounts'][number]): MountedAt {
  return {
    at: place,
    type,
    readOnly,
    source: source === '' ? type : source,
    directory,
    origin: lineOf(at) ?? RUNTIME,
  };
}

/** What stands in Secrets, as text. */
export function secretsOf({ beside }: Manifest): readonly string[] {
  return beside
    .filter(({ kind }) => kind === 'Secret')
    .flatMap((secret) => [...dataOf(secret).values()].map(({ bytes }) => bytes.toString('utf8')))
    .flatMap((text) => [text, text.trim()])
    .filter((text, at, all) => text !== '' && all.indexOf(text) === at)
    .sort((a, b) => b.length - a.length);
}
