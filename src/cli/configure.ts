import type { Config } from '../config/config.ts';
import { DEFAULTS } from '../config/defaults.ts';
import type { Layer } from '../config/layer.ts';
import { mergeLayers } from '../config/merge.ts';
import { didYouMean } from '../core/nearest.ts';
import type { Context } from './command.ts';
import { LAUNCH_OPTIONS } from './launch-options.ts';
import type { ParsedArgs } from './parse.ts';
import { layerOfEnvironment, layerOfFlags } from './read-options.ts';
import { UsageError } from './usage-error.ts';

/** The policy file that is used where nobody names one. */
export const DEFAULT_POLICY_FILE = '/etc/probe-env.yaml';

/**
 * defaults < policy file < PROBE_ENV_* < flags.
 *
 * @throws UsageError, PolicyError
 */
export async function configure(
  args: Pick<ParsedArgs, 'given' | 'repeated'>,
  context: Context,
  defaults: Config = DEFAULTS,
): Promise<Config> {
  // Exec probes see the variables that were meant for the entrypoint: all commands know them all.
  const environment = await layerOfEnvironment(context.host.env, LAUNCH_OPTIONS);
  const flags = await layerOfFlags(args);
  await checkNames(environment, 'PROBE_ENV_', context);
  await checkNames(flags, '--', context);
  const policy = await policyLayer(flags.policyFile ?? environment.policyFile, context);
  const config = mergeLayers(defaults, [policy, environment, flags]);
  const left = context.probes.filter(
    (p) => (config.only?.includes(p.name) ?? true) && !config.skip.includes(p.name),
  );
  if (left.length === 0) throw new UsageError('no probe is left to run: see --only and --skip');
  return config;
}

/** Names of probes are known only here: an option's value is read without the registry. */
async function checkNames({ only, skip }: Layer, prefix: string, { probes }: Context): Promise<void> {
  const names = probes.map((probe) => probe.name);
  const named = { only, skip };
  for (const key of ['only', 'skip'] as const) {
    const unknown = named[key]?.find((name) => !names.includes(name));
    if (unknown === undefined) continue;
    const source = prefix === '--' ? `--${key}` : `${prefix}${key.toUpperCase()}`;
    throw new UsageError(
      `${source}: there is no probe ${JSON.stringify(unknown)}${await didYouMean(unknown, names)}`,
    );
  }
}

/** Looks for the file before anything of its reader is loaded: most containers have none. */
async function policyLayer(named: string | undefined, { host, probes }: Context): Promise<Layer> {
  if (named === undefined) {
    const there = host.lstat(DEFAULT_POLICY_FILE);
    if (!there.ok && (there.error.code === 'ENOENT' || there.error.code === 'ENOTDIR')) return {};
  }
  const { loadPolicyFile } = await import('../config/policy-file.ts');
  return loadPolicyFile(named ?? DEFAULT_POLICY_FILE, host, probes);
}
