import { podContainer } from '../../../target/pod/container.ts';
import { type GivenToPod, RUNTIMES, type Runtime } from '../../../target/pod/given.ts';
import type { Manifest, Selected } from '../../../target/pod/manifest/objects.ts';
import { directoryNode, type FileNode } from '../../../target/tree/node.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { UsageError } from '../../options/usage-error.ts';
import { type GivenVariable, givenVariables, tellOfNamesAlone, valuesOf } from '../environment-of.ts';
import type { Target } from '../target.ts';
import { TargetError } from '../target-error.ts';
import { CONTAINER, CWD, IMAGE, POD, RUNTIME, USER, VOLUME } from '../target-options.ts';
import type { GivenImage } from './given-image.ts';
import { givenVolumes, volumeNames } from './given-volumes.ts';
import { imageFor, withLayers } from './image-for.ts';
import { podOrigins, secretsOf } from './pod-stated.ts';
import { orRefuse, readPod } from './read-pod.ts';

/** How often an image is read again for what was not kept: each look may ask for what the last one led to. */
const MAX_ROUNDS = 5;

/**
 * A container of a manifest as Kubernetes would make it, of that image or of one that nobody gave.
 *
 * @throws UsageError, TargetError
 */
export async function podTarget(args: ParsedArgs, context: Context): Promise<Target> {
  const file = String(args.given.get(POD));
  const archive = args.given.get(IMAGE);
  if (file === '-' && archive === '-')
    throw new UsageError('--image - and --pod - exclude each other: there is one stdin');
  const said = [USER, CWD].find((option) => args.given.has(option));
  if (said !== undefined) throw new UsageError(`--${said.name} is not for --pod: the manifest says it`);
  const container = args.given.get(CONTAINER);
  const { manifest, selected } = readPod(
    file,
    container === undefined ? null : String(container),
    context.host,
  );
  const variables = givenVariables(args, context.host) ?? [];
  tellOfNamesAlone(variables, context.io);
  const given: GivenToPod = {
    volumes: givenVolumes(args.repeated.get(VOLUME) ?? [], volumeNames(selected), context.host),
    variables: new Map(Object.entries(valuesOf(variables))),
    runtime: runtimeOf(args),
  };
  const image = await imageFor(args, context);
  return made({ manifest, selected, given, variables, image }, context, MAX_ROUNDS);
}

function runtimeOf({ given }: ParsedArgs): Runtime | null {
  const said = given.get(RUNTIME);
  const runtime = RUNTIMES.find((one) => one === said);
  if (said === undefined || runtime !== undefined) return runtime ?? null;
  throw new UsageError(`--runtime: ${JSON.stringify(said)} is none; write ${RUNTIMES.join(' or ')}`);
}

interface Asked {
  readonly manifest: Manifest;
  readonly selected: Selected;
  readonly given: GivenToPod;
  readonly variables: readonly GivenVariable[];
  readonly image: GivenImage | null;
}

async function made(asked: Asked, context: Context, rounds: number): Promise<Target> {
  const { manifest, selected, given, variables, image } = asked;
  const missed = new Map<FileNode, number>();
  const miss = (node: FileNode, wanted: number) => {
    missed.set(node, Math.max(missed.get(node) ?? 0, wanted));
  };
  const over = [...given.variables.keys()];
  const pod = {
    file: manifest.file,
    name: selected.workload.name,
    container: selected.name,
    ...(over.length === 0 ? {} : { variables: over }),
  };
  const container = orRefuse(() =>
    podContainer(
      context.host,
      manifest,
      selected,
      image?.image ?? null,
      given,
      image?.target({ pod }) ?? { kind: 'pod', pod },
      miss,
    ),
  );
  const secrets = orRefuse(() => secretsOf(manifest));
  const origins = await podOrigins(container, secrets, image, variables);
  const mounts = container.mounts.flatMap(({ place, at }) => (at === null ? [] : [{ place, at }]));
  const root = image === null ? directoryNode() : image.image.root;
  return {
    host: withLayers(container.host, image?.contents?.(miss)),
    readyMs: context.host.monotonic(),
    origins,
    blamed: { env: container.host.env, origins, root, layers: image?.layers ?? [], mounts },
    lacks: {
      ...(container.stranger === null ? {} : { identity: container.stranger }),
      of: { code: image === null ? 'pod' : image.kind, data: {} },
      process: { code: 'no-process', data: {} },
      ...(image === null ? { files: { code: 'image-decides', data: {} } as const } : {}),
    },
    secrets,
    again: async () => {
      if (image === null || missed.size === 0 || rounds === 0) return null;
      if (!(await image.fetch(missed))) return null;
      return made(asked, context, rounds - 1);
    },
    isSame: () => true,
    changed: () => new TargetError('--pod: it has changed'),
  };
}
