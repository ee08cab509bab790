import { composeContainer, type GivenToCompose } from '../../../target/compose/container.ts';
import { composeSecrets } from '../../../target/compose/files.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { UsageError } from '../../options/usage-error.ts';
import { givenVariables, tellOfNamesAlone, valuesOf } from '../environment-of.ts';
import { givenVolumes } from '../pod/given-volumes.ts';
import { imageFor } from '../pod/image-for.ts';
import { plannedTarget } from '../pod/planned-target.ts';
import type { Target } from '../target.ts';
import { COMPOSE, CONTAINER, CWD, IMAGE, RUNTIME, SERVICE, USER, VOLUME } from '../target-options.ts';
import { aroundOf } from './around.ts';
import { orRefuse, readService } from './read-compose.ts';

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
  const service = await readService(file, wanted === undefined ? null : String(wanted), context, around);
  const names = orRefuse(() => service.project.top.get('volumes').entries()).map(([name]) => name);
  const variables = givenVariables(args, host) ?? [];
  tellOfNamesAlone(variables, context.io);
  const given: GivenToCompose = {
    around,
    volumes: givenVolumes(args.repeated.get(VOLUME) ?? [], names, host),
    variables: new Map(Object.entries(valuesOf(variables))),
  };
  const image = await imageFor(args, context);
  const over = [...given.variables.keys()];
  const compose = { file, service: service.name, ...(over.length === 0 ? {} : { variables: over }) };
  const target = image?.target({ compose }) ?? { kind: 'compose' as const, compose };
  return plannedTarget(
    {
      by: 'compose',
      image,
      variables,
      secrets: orRefuse(() => composeSecrets(service, given.around)),
      make: (missed) =>
        orRefuse(() => composeContainer(host, service, image?.image ?? null, given, target, missed)),
      lacks: { sockets: { code: 'no-process', data: {} } },
    },
    context,
  );
}
