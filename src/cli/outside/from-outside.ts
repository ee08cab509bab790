import type { Config } from '../../config/config.ts';
import { type ModulePolicy, modulesOf } from '../../core/policy/probe-policy.ts';
import type { AnyProbe } from '../../core/probe.ts';
import { quietGoEnv } from '../../go/command.ts';
import { goEnvDirectory } from '../../go/env-answer.ts';
import { keysToAsk } from '../../go/env-keys.ts';
import { findGo } from '../../go/find-go.ts';
import { type GoModel, goModel, runModel } from '../../go/model/model.ts';
import { foreignProbes } from '../../run/foreign.ts';
import type { Host } from '../../target/host.ts';
import { NoAccount } from '../../target/posix/account.ts';
import { NoRoot, rootHost } from '../../target/root/root-host.ts';
import type { Context } from '../command.ts';
import { configure } from '../configure.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { UsageError } from '../options/usage-error.ts';
import { absolute, environmentOf } from './environment-of.ts';
import { TargetError } from './target-error.ts';
import { CWD, ROOT, TARGET_OPTIONS, USER } from './target-options.ts';

const NONE = Promise.resolve([]);

/**
 * The configuration, which is this process's own, and what the probes see in place of its container.
 *
 * @throws UsageError, PolicyError, TargetError
 */
export async function fromOutside(
  args: ParsedArgs,
  context: Context,
): Promise<{ readonly config: Config; readonly seen: Context }> {
  const host = targetOf(args, context.host);
  // No zone of this machine says which zones there are in another.
  const apart = context.probes.map((probe): AnyProbe => {
    const { policy } = probe;
    if (policy?.mistakes === undefined) return probe;
    return { ...probe, policy: { ...policy, mistakes: (said) => policy.mistakes?.(said, null) ?? NONE } };
  });
  const config = await configure(args, { ...context, probes: apart });
  const model = goModel(host);
  const probes = foreignProbes(
    context.probes,
    config.strict,
    whyNoGo(host, model, modulesOf(config.policy, context.probes)),
  );
  return { config, seen: { ...context, host: { ...host, run: runModel(model) }, probes } };
}

/** Nothing in there is run: what go would say is read out of its files, or nobody knows. */
function whyNoGo(host: Host, model: GoModel, said: ModulePolicy | undefined): string | null {
  const go = findGo(host);
  if (go === null) return null;
  const directory = goEnvDirectory(host, said?.directory ?? null);
  const asked = { file: go.path, env: { ...quietGoEnv(host.env), PWD: directory }, cwd: directory };
  const keys = keysToAsk(Object.keys(said?.expect ?? {}));
  for (const args of [['env', '-json', ...keys], ['version']]) {
    const answer = model({ ...asked, args });
    if (!answer.known) return answer.why;
  }
  return null;
}

function targetOf(args: ParsedArgs, operator: Host): Host {
  const root = args.given.get(ROOT);
  if (root === undefined) {
    const alone = TARGET_OPTIONS.find((option) => args.given.has(option));
    throw new UsageError(`--${alone?.name} speaks of another root file system: --root DIR names it`);
  }
  const cwd = String(args.given.get(CWD) ?? '/');
  if (!cwd.startsWith('/')) throw new UsageError(`--cwd: ${JSON.stringify(cwd)} does not begin with /`);
  const user = args.given.get(USER);
  try {
    return rootHost(operator, {
      root: absolute(String(root), operator),
      user: user === undefined ? null : String(user),
      cwd,
      env: environmentOf(args, operator) ?? {},
    });
  } catch (error) {
    if (error instanceof NoAccount) throw new UsageError(`--user: ${error.message}; a number needs no entry`);
    if (error instanceof NoRoot) throw noRoot(String(root), error.message);
    throw error;
  }
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
