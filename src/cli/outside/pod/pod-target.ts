import { podContainer } from '../../../target/pod/container.ts';
import type { Manifest, Selected } from '../../../target/pod/manifest/objects.ts';
import type { GivenVolumes } from '../../../target/pod/volumes/volume.ts';
import { directoryNode, type FileNode } from '../../../target/tree/node.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { UsageError } from '../../options/usage-error.ts';
import type { Target } from '../target.ts';
import { TargetError } from '../target-error.ts';
import { CONTAINER, CWD, IMAGE, POD, USER, VOLUME } from '../target-options.ts';
import type { GivenImage } from './given-image.ts';
import { givenVolumes } from './given-volumes.ts';
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
  const given = givenVolumes(args.repeated.get(VOLUME) ?? [], selected, context.host);
  const image =
    archive === undefined
      ? null
      : await (await import('./pod-image.ts')).podImage(String(archive), args, context);
  return made({ manifest, selected, given, image }, context, MAX_ROUNDS);
}

interface Asked {
  readonly manifest: Manifest;
  readonly selected: Selected;
  readonly given: GivenVolumes;
  readonly image: GivenImage | null;
}

async function made(asked: Asked, context: Context, rounds: number): Promise<Target> {
  const { manifest, selected, given, image } = asked;
  const missed = new Map<FileNode, number>();
  const pod = { file: manifest.file, name: selected.workload.name, container: selected.name };
  const container = orRefuse(() =>
    podContainer(
      context.host,
      manifest,
      selected,
      image?.image ?? null,
      given,
      image?.target(pod) ?? { kind: 'pod', pod },
      (node, wanted) => missed.set(node, Math.max(missed.get(node) ?? 0, wanted)),
    ),
  );
  const secrets = orRefuse(() => secretsOf(manifest));
  const origins = await podOrigins(container, secrets, image);
  const mounts = container.mounts.flatMap(({ place, at }) => (at === null ? [] : [{ place, at }]));
  const root = image === null ? directoryNode() : image.image.root;
  return {
    host: container.host,
    readyMs: context.host.monotonic(),
    origins,
    blamed: { env: container.host.env, origins, root, layers: image?.layers ?? [], mounts },
    lacks: {
      ...(container.stranger === null ? {} : { identity: container.stranger }),
      of: image === null ? { code: 'pod', data: {} } : { code: 'image', data: {} },
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
