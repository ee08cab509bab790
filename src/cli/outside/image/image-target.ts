import type { Origin } from '../../../core/target-description.ts';
import type { Origins } from '../../../target/describe/origins.ts';
import { parsePlatform } from '../../../target/image/archive/platform.ts';
import { environmentOf } from '../../../target/image/config.ts';
import { historyLine } from '../../../target/image/history.ts';
import { type Image, readImage } from '../../../target/image/image.ts';
import { ImageChoice, ImageError } from '../../../target/image/image-error.ts';
import { imageHost } from '../../../target/image/image-host.ts';
import { NoAccount } from '../../../target/posix/account.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { UsageError } from '../../options/usage-error.ts';
import {
  absolute,
  type GivenVariable,
  givenVariables,
  namesAlone,
  tellOfNamesAlone,
  valuesOf,
} from '../environment-of.ts';
import type { Target } from '../target.ts';
import { TargetError } from '../target-error.ts';
import { CWD, IMAGE_NAME, PLATFORM, USER } from '../target-options.ts';

/** How often an image is read again for what was not kept: each look may ask for what the last one led to. */
const MAX_ROUNDS = 5;

/**
 * An image that is not running, as docker and podman would start it.
 *
 * @throws UsageError, TargetError
 */
export async function imageTarget(file: string, args: ParsedArgs, context: Context): Promise<Target> {
  const given = givenVariables(args, context.host) ?? [];
  tellOfNamesAlone(given, context.io);
  const image = await read(file, args, context);
  return targetOf(file, image, args, given, context, MAX_ROUNDS);
}

async function read(file: string, args: ParsedArgs, { host }: Context): Promise<Image> {
  const platform = args.given.get(PLATFORM);
  const name = args.given.get(IMAGE_NAME);
  const wanted = platform === undefined ? null : parsePlatform(String(platform));
  if (platform !== undefined && wanted === null) {
    throw new UsageError(
      `--platform: ${JSON.stringify(platform)} is none; write one such as linux/amd64 or linux/arm64`,
    );
  }
  try {
    return await readImage(file === '-' ? '-' : absolute(file, host), {
      platform: wanted,
      name: name === undefined ? null : String(name),
    });
  } catch (error) {
    throw failure(file, error);
  }
}

function failure(file: string, error: unknown): unknown {
  const named = `--image: ${file === '-' ? 'what comes in on stdin' : JSON.stringify(file)}`;
  if (error instanceof ImageChoice) return new UsageError(`${named}: ${error.message}`, ...error.lines);
  if (error instanceof ImageError) return new TargetError(`${named} cannot be looked at: ${error.message}`);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return new UsageError(
      `${named} does not exist; docker save -o app.tar IMAGE or podman save -o app.tar IMAGE writes it`,
    );
  }
  return code === 'EACCES' || code === 'EPERM' || code === 'EISDIR'
    ? new TargetError(`${named} may not be read by this user (${code})`)
    : error;
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
    const { host, missed } = imageHost(context.host, image, {
      file,
      user: user === undefined ? null : String(user),
      cwd: cwd === undefined ? null : String(cwd),
      env: valuesOf(given),
    });
    return {
      host,
      readyMs: context.host.monotonic(),
      origins: originsOf(image, args, given, host.env.HOME),
      lacks: { of: { code: 'image', data: {} }, process: { code: 'no-process', data: {} } },
      again: async () => {
        if (missed.size === 0 || rounds === 0) return null;
        try {
          await image.fetch(missed);
        } catch (error) {
          throw failure(file, error);
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
      `--image: ${JSON.stringify(file)}: its User ${JSON.stringify(image.config.user)} cannot be found, and no container starts: ${error.message}`,
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
  const own = environmentOf(config);
  const fromImage = (says: RegExp): Origin => {
    const line = historyLine(config.history, (text) => says.test(text));
    return { kind: 'image', ...(line === null ? {} : { createdBy: line.createdBy }) };
  };
  const said = (option: typeof USER, value: string, says: RegExp): Origin => {
    if (args.given.has(option)) return { kind: 'option', option: `--${option.name}` };
    return value === '' ? { kind: 'runtime' } : fromImage(says);
  };
  return {
    variable: (name) => {
      const option = given.findLast((variable) => variable.name === name && variable.value !== null);
      if (option !== undefined) return option.origin;
      if (Object.hasOwn(own, name)) return fromImage(setting(name));
      return name === 'HOME' && home !== '/' ? { kind: 'file', file: '/etc/passwd' } : { kind: 'runtime' };
    },
    unknown: namesAlone(given),
    identity: said(USER, config.user, /^USER /),
    cwd: said(CWD, config.workingDir, /^WORKDIR /),
    command: fromImage(config.entrypoint.length > 0 ? /^ENTRYPOINT / : /^CMD /),
  };
}

/** An instruction that sets the variable. */
function setting(name: string): RegExp {
  const plain = name.replace(/[^A-Za-z0-9_]/g, '\\$&');
  return new RegExp(`^ENV (?:.* )?${plain}[= ]`);
}
