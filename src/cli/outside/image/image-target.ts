import type { Origin } from '../../../core/documents/target-description.ts';
import type { Origins } from '../../../target/describe/origins.ts';
import type { Image } from '../../../target/image/image.ts';
import { imageHost } from '../../../target/image/image-host.ts';
import { ignoranceOf, NoAccount } from '../../../target/posix/account.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { UsageError } from '../../options/usage-error.ts';
import {
  type GivenVariable,
  givenVariables,
  namesAlone,
  tellOfNamesAlone,
  valuesOf,
} from '../environment-of.ts';
import type { Target } from '../target.ts';
import { TargetError } from '../target-error.ts';
import { CWD, USER } from '../target-options.ts';
import { imageFailure, imageOf } from './image-of.ts';
import { imageOrigins } from './image-origins.ts';

/** How often an image is read again for what was not kept: each look may ask for what the last one led to. */
const MAX_ROUNDS = 8;

/**
 * An image that is not running, as docker and podman would start it.
 *
 * @throws UsageError, TargetError
 */
export async function imageTarget(file: string, args: ParsedArgs, context: Context): Promise<Target> {
  const given = givenVariables(args, context.host) ?? [];
  tellOfNamesAlone(given, context.io);
  const image = await imageOf(file, args, context);
  return targetOf(file, image, args, given, context, MAX_ROUNDS);
}

function targetOf(
  file: string,
  image: Image,
  args: ParsedArgs,
  given: readonly GivenVariable[],
  context: Context,
  rounds: number,
): Target {
  const user = args.given.get(USER);
  const cwd = args.given.get(CWD);
  if (cwd !== undefined && !String(cwd).startsWith('/'))
    throw new UsageError(`--cwd: ${JSON.stringify(cwd)} does not begin with /`);
  try {
    const { host, missed, missing } = imageHost(context.host, image, {
      file,
      user: user === undefined ? null : String(user),
      cwd: cwd === undefined ? null : String(cwd),
      env: valuesOf(given),
    });
    const origins = originsOf(image, args, given, host.env.HOME);
    return {
      host,
      readyMs: context.host.monotonic(),
      origins,
      layers: image.changes,
      blamed: { env: host.env, origins, root: image.root, layers: image.layers },
      lacks: {
        of: { code: 'image', data: {} },
        process: { code: 'no-process', data: {} },
        sockets: { code: 'no-process', data: {} },
        ...(missing === null ? {} : { identity: ignoranceOf(missing) }),
      },
      again: async () => {
        if (missed.size === 0 || rounds === 0) return null;
        try {
          if (!(await image.fetch(missed))) return null;
        } catch (error) {
          throw imageFailure(file, error);
        }
        return targetOf(file, image, args, given, context, rounds - 1);
      },
      isSame: () => true,
      changed: () => new TargetError('--image: it has changed'),
    };
  } catch (error) {
    if (!(error instanceof NoAccount)) throw error;
    if (user !== undefined) throw new UsageError(`--user: ${error.message}; a number needs no entry`);
    throw new TargetError(
      `--image: ${JSON.stringify(file)}: its User ${JSON.stringify(image.config.user)} cannot be looked up: ${error.message}`,
      'as somebody else:  --user UID:GID',
    );
  }
}

function originsOf(
  { config }: Image,
  args: ParsedArgs,
  given: readonly GivenVariable[],
  home: string | undefined,
): Origins {
  const image = imageOrigins(config);
  const said = (option: typeof USER, says: Origin | null): Origin =>
    args.given.has(option) ? { kind: 'option', option: `--${option.name}` } : (says ?? { kind: 'runtime' });
  return {
    variable: (name) => {
      const option = given.findLast((variable) => variable.name === name && variable.value !== null);
      if (option !== undefined) return option.origin;
      const own = image.variable(name);
      if (own !== null) return own;
      return name === 'HOME' && home !== '/' ? { kind: 'file', file: '/etc/passwd' } : { kind: 'runtime' };
    },
    unknown: namesAlone(given),
    identity: said(USER, image.identity),
    cwd: said(CWD, image.cwd),
    command: image.command,
    healthcheck: image.healthcheck,
  };
}
