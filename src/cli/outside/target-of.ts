import type { Origin } from '../../core/target-description.ts';
import type { Origins } from '../../target/describe/origins.ts';
import type { Host } from '../../target/host.ts';
import { NoAccount } from '../../target/posix/account.ts';
import { NoRoot, rootHost } from '../../target/root/root-host.ts';
import type { Context } from '../command.ts';
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
import { TargetError } from './target-error.ts';
import { CWD, ROOT, TARGET_OPTIONS, USER } from './target-options.ts';

/** What is looked at in place of the container that probe-env runs in, and who says so. */
export interface Target {
  readonly host: Host;
  readonly origins: Origins;
}

/**
 * What the options name.
 *
 * @throws UsageError, TargetError
 */
export function targetOf(args: ParsedArgs, { host: operator, io }: Context): Target {
  const root = args.given.get(ROOT);
  if (root === undefined) {
    const alone = TARGET_OPTIONS.find((option) => args.given.has(option));
    throw new UsageError(`--${alone?.name} speaks of another root file system: --root DIR names it`);
  }
  const cwd = String(args.given.get(CWD) ?? '/');
  if (!cwd.startsWith('/')) throw new UsageError(`--cwd: ${JSON.stringify(cwd)} does not begin with /`);
  const user = args.given.get(USER);
  const given = givenVariables(args, operator) ?? [];
  tellOfNamesAlone(given, io);
  try {
    const host = rootHost(operator, {
      root: absolute(String(root), operator),
      user: user === undefined ? null : String(user),
      cwd,
      env: valuesOf(given),
    });
    return { host, origins: originsOf(args, given, host.env.HOME) };
  } catch (error) {
    if (error instanceof NoAccount) throw new UsageError(`--user: ${error.message}; a number needs no entry`);
    if (error instanceof NoRoot) throw noRoot(String(root), error.message);
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

function noRoot(root: string, code: string): Error {
  const named = `--root: ${JSON.stringify(root)}`;
  if (code === 'ENOENT')
    return new UsageError(`${named} does not exist; write the directory that is to be /`);
  if (code === 'ENOTDIR') {
    return new UsageError(
      `${named} is no directory; unpack an archive first: mkdir root && tar -xf FILE -C root`,
    );
  }
  return new TargetError(
    code === 'EACCES' || code === 'EPERM'
      ? `${named} may not be read by this user (${code}); run it as root: sudo probe-env check --root ${root}`
      : `${named} cannot be looked at: ${code}`,
  );
}
