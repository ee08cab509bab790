import { UNTIMED_MS } from '../../config/defaults.ts';
import type { Origin } from '../../core/documents/target-description.ts';
import type { Origins } from '../../target/describe/origins.ts';
import { tellDue } from '../../target/live/beside/notes.ts';
import { NoAccount } from '../../target/posix/account.ts';
import { NoRoot, rootHost } from '../../target/root/root-host.ts';
import type { Context } from '../command.ts';
import { twinOf } from '../options/option.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { UsageError } from '../options/usage-error.ts';
import {
  absolute,
  type GivenVariable,
  givenVariables,
  namesAlone,
  tellOfNamesAlone,
  valuesOf,
} from './environment-of.ts';
import { noRoot } from './no-root.ts';
import type { Target } from './target.ts';
import { TargetError } from './target-error.ts';
import {
  COMPOSE,
  CONTAINER,
  CWD,
  IMAGE,
  IMAGE_NAME,
  PID,
  PLATFORM,
  POD,
  ROOT,
  RUNTIME,
  SERVICE,
  TARGET_OPTIONS,
  USER,
  VOLUME,
} from './target-options.ts';

/**
 * What the options name.
 *
 * @param dueMs when all has to be known, on the monotonic clock
 * @throws UsageError, TargetError
 */
export async function targetOf(
  args: ParsedArgs,
  context: Context,
  dueMs = context.host.monotonic() + UNTIMED_MS,
): Promise<Target> {
  const find = () => namedBy(args, context, dueMs);
  if (![POD, COMPOSE, IMAGE].some((option) => args.given.has(option))) return find();
  return (await import('./read-in-time.ts')).readInTime(args, context, dueMs, find);
}

async function namedBy(args: ParsedArgs, context: Context, dueMs: number): Promise<Target> {
  const root = args.given.get(ROOT);
  const pid = args.given.get(PID);
  const image = args.given.get(IMAGE);
  if (args.given.has(POD)) {
    const other = [COMPOSE, SERVICE].find((option) => args.given.has(option));
    if (other !== undefined) throw new UsageError(`--${other.name} is not for --pod: one of them runs it`);
    if (pid !== undefined)
      throw new UsageError('--pod excludes --pid: it speaks of a container that does not run yet');
    if (root !== undefined && image !== undefined)
      throw new UsageError('--image excludes --root and --pid: each names what is looked at');
    return (await import('./pod/pod-target.ts')).podTarget(args, context);
  }
  if (args.given.has(COMPOSE)) {
    if (pid !== undefined)
      throw new UsageError('--compose excludes --pid: it speaks of a container that does not run yet');
    if (root !== undefined && image !== undefined)
      throw new UsageError('--image excludes --root and --pid: each names what is looked at');
    return (await import('./compose/compose-target.ts')).composeTarget(args, context);
  }
  if (args.given.has(SERVICE))
    throw new UsageError('--service speaks of a file of docker compose: --compose FILE names it');
  const ofPod = [CONTAINER, VOLUME, RUNTIME].find((option) => args.given.has(option));
  if (ofPod !== undefined) throw new UsageError(`--${ofPod.name} speaks of a pod: --pod FILE names it`);
  if (image !== undefined) {
    if (root !== undefined || pid !== undefined)
      throw new UsageError('--image excludes --root and --pid: each names what is looked at');
    return (await import('./image/image-target.ts')).imageTarget(String(image), args, context);
  }
  const ofImage = [PLATFORM, IMAGE_NAME].find((option) => args.given.has(option));
  if (ofImage !== undefined)
    throw new UsageError(`--${ofImage.name} speaks of an image: --image FILE names it`);
  if (root !== undefined && pid !== undefined) {
    throw new UsageError(
      '--root and --pid exclude each other: --pid N looks at the root of process N, as it has it mounted',
    );
  }
  const twin = context.host.env[twinOf(PID)];
  const [source, process] = pid === undefined ? [twinOf(PID), twin] : ['--pid', String(pid)];
  if (root === undefined && process) {
    const user = [USER, CWD].find((option) => args.given.has(option));
    if (user !== undefined) {
      throw new UsageError(`--${user.name} is for --root: process ${process} has its own (${source})`);
    }
    return (await import('./process/process-target.ts')).processTarget(source, process, args, context, dueMs);
  }
  if (root !== undefined) {
    tellDue(dueMs);
    return rootTarget(String(root), args, context);
  }
  const alone = TARGET_OPTIONS.find((option) => args.given.has(option));
  throw new UsageError(
    `--${alone?.name} speaks of another container: --root DIR, --image FILE or --pid N names it`,
  );
}

async function rootTarget(root: string, args: ParsedArgs, { host: operator, io }: Context): Promise<Target> {
  const cwd = String(args.given.get(CWD) ?? '/');
  if (!cwd.startsWith('/')) throw new UsageError(`--cwd: ${JSON.stringify(cwd)} does not begin with /`);
  const user = args.given.get(USER);
  const given = givenVariables(args, operator) ?? [];
  tellOfNamesAlone(given, io);
  try {
    const host = rootHost(operator, {
      root: absolute(root, operator),
      user: user === undefined ? null : String(user),
      cwd,
      env: valuesOf(given),
    });
    return {
      host,
      origins: originsOf(args, given, host.env.HOME),
      lacks: {
        of: { code: 'root', data: {} },
        process: { code: 'no-process', data: {} },
        sockets: { code: 'no-process', data: {} },
      },
      isSame: () => true,
      changed: () => new TargetError('--root: it has changed'),
    };
  } catch (error) {
    if (error instanceof NoAccount) throw new UsageError(`--user: ${error.message}; a number needs no entry`);
    if (error instanceof NoRoot) throw await noRoot(root, error.failure);
    throw error;
  }
}

/** What no option says is as container runtimes have it. */
function originsOf(args: ParsedArgs, given: readonly GivenVariable[], home: string | undefined): Origins {
  const says = (option: typeof USER): Origin =>
    args.given.has(option) ? { kind: 'option', option: `--${option.name}` } : { kind: 'runtime' };
  return {
    variable: (name) =>
      given.findLast((variable) => variable.name === name && variable.value !== null)?.origin ??
      (name === 'HOME' && home !== '/' ? { kind: 'file', file: '/etc/passwd' } : { kind: 'runtime' }),
    unknown: namesAlone(given),
    identity: says(USER),
    cwd: says(CWD),
  };
}
