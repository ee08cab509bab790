import type { Config } from '../config/config.ts';
import { DEFAULTS } from '../config/defaults.ts';
import type { Layer } from '../config/layer.ts';
import { mergeLayers } from '../config/merge.ts';
import type { PolicyPart } from '../config/policy-file.ts';
import { didYouMean } from '../core/nearest.ts';
import type { Context } from './command.ts';
import { LAUNCH_OPTIONS } from './launch-options.ts';
import type { ParsedArgs } from './parse.ts';
import { combine, type Said, saidByEnvironment, saidByFlags } from './read-options.ts';
import { UsageError } from './usage-error.ts';

/** The policy file that is used where nobody names one. */
export const DEFAULT_POLICY_FILE = '/etc/probe-env.yaml';

type Args = Pick<ParsedArgs, 'given' | 'repeated'>;

/** What each source says; later ones come before earlier ones. */
export interface Sources {
  /** The policy's files, the base first. */
  readonly parts: readonly PolicyPart[];
  readonly environment: readonly Said[];
  readonly flags: readonly Said[];
}

/**
 * Reads flags, variables and policy.
 *
 * @throws UsageError, PolicyError
 */
export async function gather(args: Args, context: Context, defaults: Config = DEFAULTS): Promise<Sources> {
  // Exec probes see the variables that were meant for the entrypoint: all commands know them all.
  const environment = await saidByEnvironment(context.host.env, LAUNCH_OPTIONS);
  const flags = await saidByFlags(args);
  await checkNames(combine(environment), 'PROBE_ENV_', context);
  await checkNames(combine(flags), '--', context);
  // The policy itself may lie where nobody answers.
  const timeoutMs = combine(flags).timeoutMs ?? combine(environment).timeoutMs ?? defaults.timeoutMs;
  context.host.dueAt?.(timeoutMs);
  const named = combine(flags).policyFile ?? combine(environment).policyFile;
  return { parts: await policyParts(named, context), environment, flags };
}

/**
 * defaults < policy file < PROBE_ENV_* < flags.
 *
 * @throws UsageError, PolicyError
 */
export async function configure(args: Args, context: Context, defaults: Config = DEFAULTS): Promise<Config> {
  return decide(await gather(args, context, defaults), context, defaults);
}

/** One configuration out of what was said. */
export function decide({ parts, environment, flags }: Sources, context: Context, defaults: Config): Config {
  const policy = parts.map(({ layer }) => layer);
  const config = mergeLayers(defaults, [...policy, combine(environment), combine(flags)]);
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
async function policyParts(
  named: string | undefined,
  { host, probes }: Context,
): Promise<readonly PolicyPart[]> {
  if (named === undefined) {
    const there = host.lstat(DEFAULT_POLICY_FILE);
    if (!there.ok && (there.error.code === 'ENOENT' || there.error.code === 'ENOTDIR')) return [];
  }
  const { loadPolicy } = await import('../config/policy-file.ts');
  return loadPolicy(named ?? DEFAULT_POLICY_FILE, host, probes);
}
