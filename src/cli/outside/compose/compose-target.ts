import { composeContainer, type GivenToCompose } from '../../../target/compose/container.ts';
import { composeSecrets } from '../../../target/compose/files.ts';
import type { Service } from '../../../target/compose/service.ts';
import { directoryNode, type FileNode } from '../../../target/tree/node.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { UsageError } from '../../options/usage-error.ts';
import { type GivenVariable, givenVariables, tellOfNamesAlone, valuesOf } from '../environment-of.ts';
import type { GivenImage } from '../pod/given-image.ts';
import { givenVolumes } from '../pod/given-volumes.ts';
import { imageFor, withLayers } from '../pod/image-for.ts';
import { podOrigins } from '../pod/pod-stated.ts';
import type { Target } from '../target.ts';
import { TargetError } from '../target-error.ts';
import { COMPOSE, CONTAINER, CWD, IMAGE, RUNTIME, SERVICE, USER, VOLUME } from '../target-options.ts';
import { aroundOf } from './around.ts';
import { orRefuse, readService } from './read-compose.ts';

/** How often an image is read again for what was not kept: each look may ask for what the last one led to. */
const MAX_ROUNDS = 5;

/**
 * A service of a file of Compose as docker would start it, of that image or of one that nobody gave.
 *
 * @throws UsageError, TargetError
 */
export async function composeTarget(args: ParsedArgs, context: Context): Promise<Target> {
  const file = String(args.given.get(COMPOSE));
  if (file === '-' && args.given.get(IMAGE) === '-')
    throw new UsageError('--image - and --compose - exclude each other: there is one stdin');
  const said = [USER, CWD, CONTAINER, RUNTIME].find((option) => args.given.has(option));
  if (said !== undefined) throw new UsageError(`--${said.name} is not for --compose`);
  const { host } = context;
  const wanted = args.given.get(SERVICE);
  const around = aroundOf(file, host);
  const service = readService(file, wanted === undefined ? null : String(wanted), host, around);
  const names = orRefuse(() => service.project.top.get('volumes').entries()).map(([name]) => name);
  const variables = givenVariables(args, host) ?? [];
  tellOfNamesAlone(variables, context.io);
  const given: GivenToCompose = {
    around,
    volumes: givenVolumes(args.repeated.get(VOLUME) ?? [], names, host),
    variables: new Map(Object.entries(valuesOf(variables))),
  };
  const image = await imageFor(args, context);
  return made({ file, service, given, variables, image }, context, MAX_ROUNDS);
}

interface Asked {
  readonly file: string;
  readonly service: Service;
  readonly given: GivenToCompose;
  readonly variables: readonly GivenVariable[];
  readonly image: GivenImage | null;
}

async function made(asked: Asked, context: Context, rounds: number): Promise<Target> {
  const { file, service, given, variables, image } = asked;
  const missed = new Map<FileNode, number>();
  const miss = (node: FileNode, wanted: number) => {
    missed.set(node, Math.max(missed.get(node) ?? 0, wanted));
  };
  const over = [...given.variables.keys()];
  const compose = { file, service: service.name, ...(over.length === 0 ? {} : { variables: over }) };
  const container = orRefuse(() =>
    composeContainer(
      context.host,
      service,
      image?.image ?? null,
      given,
      image?.target({ compose }) ?? { kind: 'compose', compose },
      miss,
    ),
  );
  const secrets = orRefuse(() => composeSecrets(service, given.around));
  const origins = await podOrigins(container, secrets, image, variables);
  const mounts = container.mounts.flatMap(({ place, at }) => (at === null ? [] : [{ place, at }]));
  const root = image === null ? directoryNode() : image.image.root;
  return {
    host: withLayers(container.host, image?.contents?.(miss)),
    readyMs: context.host.monotonic(),
    origins,
    blamed: { env: container.host.env, origins, root, layers: image?.layers ?? [], mounts },
    lacks: {
      of: { code: image === null ? 'compose' : image.kind, data: {} },
      process: { code: 'no-process', data: {} },
      sockets: { code: 'no-process', data: {} },
      ...(container.stranger === null ? {} : { identity: container.stranger }),
      ...(image === null ? { files: { code: 'image-decides', data: {} } as const } : {}),
    },
    secrets,
    again: async () => {
      if (image === null || missed.size === 0 || rounds === 0) return null;
      if (!(await image.fetch(missed))) return null;
      return made(asked, context, rounds - 1);
    },
    isSame: () => true,
    changed: () => new TargetError('--compose: it has changed'),
  };
}
