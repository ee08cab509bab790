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
import type { Context } from '../command.ts';
import { configure } from '../configure.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { targetOf } from './target-of.ts';

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
  const { host } = targetOf(args, context);
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
