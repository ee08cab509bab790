import type { Config } from '../../config/config.ts';
import { type ModulePolicy, modulesOf } from '../../core/policy/probe-policy.ts';
import type { Ignorance } from '../../core/reason.ts';
import { quietGoEnv } from '../../go/command.ts';
import { goEnvDirectory } from '../../go/env-answer.ts';
import { keysToAsk } from '../../go/env-keys.ts';
import { findGo } from '../../go/find-go.ts';
import { type GoModel, goModel, runModel } from '../../go/model/model.ts';
import { foreignProbes } from '../../run/foreign.ts';
import type { Host } from '../../target/host.ts';
import type { Context } from '../command.ts';
import type { Target } from './target.ts';

/** What the probes see in place of this container: nothing in there is run. */
export async function seenFromOutside(
  { host, lacks, secrets = [] }: Pick<Target, 'host' | 'lacks' | 'secrets'>,
  config: Config,
  context: Context,
): Promise<Context> {
  const alone = lacks.files === undefined ? {} : await context.alone?.();
  const model = goModel(host);
  const go = whyNoGo(host, model, modulesOf(config.policy, context.probes));
  return {
    ...context,
    secrets,
    host: { ...host, run: runModel(model), asker: context.host },
    probes: foreignProbes(context.probes, config.strict, {
      ...lacks,
      ...alone,
      ...(go === null ? {} : { go }),
    }),
  };
}

/** Variables that decide what go says. */
const GO_READS = /^(?:GO|CGO_|HOME$|PATH$|XDG_|CC$|CXX$|FC$|AR$|PKG_CONFIG$|GCCGO)/;

/** What go would say is read out of its files, or nobody knows. */
function whyNoGo(host: Host, model: GoModel, said: ModulePolicy | undefined): Ignorance | null {
  const go = findGo(host);
  if (go === null) return null;
  for (const [name, why] of host.unknownEnv?.why ?? []) if (GO_READS.test(name)) return why;
  const directory = goEnvDirectory(host, said?.directory ?? null);
  const asked = { file: go.path, env: { ...quietGoEnv(host.env), PWD: directory }, cwd: directory };
  const keys = keysToAsk(Object.keys(said?.expect ?? {}));
  for (const args of [['env', '-json', ...keys], ['version']]) {
    const answer = model({ ...asked, args });
    if (!answer.known) return answer.why;
  }
  return null;
}
