import type { Config, Demand } from '../config/config.ts';
import { DEFAULT_POLICY_FILE, DEFAULTS, ONLINE_MS, type Settings } from '../config/defaults.ts';
import type { Layer } from '../config/layer.ts';
import { mergeLayers } from '../config/merge.ts';
import { mistakesOfProbe } from '../config/mistakes.ts';
import type { PolicyPart } from '../config/policy/file.ts';
import type { Context } from './command.ts';
import type { ParsedArgs } from './options/parse.ts';
import { combine, type Said, saidByEnvironment, saidByFlags } from './options/read-options.ts';
import { launchOptions } from './options/sets/launch-options.ts';
import { UsageError } from './options/usage-error.ts';
import type { Sources } from './sources.ts';

export type Args = Pick<ParsedArgs, 'given' | 'repeated'>;

/**
 * Reads flags, variables and policy.
 *
 * @throws UsageError, PolicyError
 */
export async function gather(args: Args, context: Context, defaults = DEFAULTS): Promise<Sources> {
  // Exec probes see the variables that were meant for the entrypoint: all commands know them all.
  const environment = await saidByEnvironment(context.host.env, launchOptions(context.probes));
  const flags = await saidByFlags(args);
  await checkNames(combine(environment), 'PROBE_ENV_', context);
  await checkNames(combine(flags), '--', context);
  // The policy itself may lie where nobody answers.
  const timeoutMs = combine(flags).timeoutMs ?? combine(environment).timeoutMs ?? defaults.timeoutMs;
  context.host.dueAt?.(timeoutMs);
  for (const said of [...environment, ...flags]) await checkFields(said, context);
  const named = combine(flags).policyFile ?? combine(environment).policyFile;
  return { parts: await policyParts(named, timeoutMs, context), environment, flags };
}

/**
 * defaults < policy file < PROBE_ENV_* < flags.
 *
 * @throws UsageError, PolicyError
 */
export async function configure(args: Args, context: Context, defaults = DEFAULTS): Promise<Config> {
  return decide(await gather(args, context, defaults), context, defaults);
}

/** One configuration out of what was said. */
export async function decide(
  sources: Sources,
  context: Context,
  defaults: Settings = DEFAULTS,
): Promise<Config> {
  const { parts, environment, flags } = sources;
  const policy = parts.map(({ layer }) => layer);
  const said = [combine(environment), combine(flags)];
  const timeoutMs = Math.max(said.some(({ online }) => online) ? ONLINE_MS : 0, defaults.timeoutMs);
  const config = mergeLayers(context.probes, [...policy, ...said], { ...defaults, timeoutMs });
  await refuseUnchecked(config, sources);
  const left = context.probes.filter(
    (p) => (config.only?.includes(p.name) ?? true) && !config.skip.includes(p.name),
  );
  if (left.length === 0) throw new UsageError('no probe is left: see --only, --skip');
  return config;
}

/** What only a probe can say of a value: that there is no such zone. */
async function checkFields({ source, layer: { policy } }: Said, { probes, host }: Context): Promise<void> {
  if (policy === undefined) return;
  for (const probe of probes) {
    const [mistake] = await mistakesOfProbe(policy, probe, host);
    if (mistake !== undefined) throw new UsageError(`${source}: ${mistake.text}`);
  }
}

/** A demand for Go where somebody says that no Go is needed: it would silently not be looked at. */
async function refuseUnchecked({ profile, demands, only, skip }: Config, sources: Sources): Promise<void> {
  if (profile !== 'runtime') return;
  const runs = ({ probe }: Demand) => (only?.includes(probe) ?? true) && !skip.includes(probe);
  const demand = demands.find((d) => d.needsGo && runs(d));
  if (demand !== undefined) throw (await import('./contradiction.ts')).contradiction(demand, sources);
}

/** Names of probes are known only here: an option's value is read without the registry. */
async function checkNames({ only, skip }: Layer, prefix: string, { probes }: Context): Promise<void> {
  const names = probes.map((probe) => probe.name);
  const named = { only, skip };
  for (const key of ['only', 'skip'] as const) {
    const unknown = named[key]?.find((name) => !names.includes(name));
    if (unknown === undefined) continue;
    const source = prefix === '--' ? `--${key}` : `${prefix}${key.toUpperCase()}`;
    const { noProbe } = await import('../config/no-probe.ts');
    throw new UsageError(`${source}: ${await noProbe(unknown, names)}`);
  }
}

/** Looks for the file before anything of its reader is loaded: most containers have none. */
async function policyParts(
  named: string | undefined,
  dueMs: number,
  { host, probes }: Context,
): Promise<readonly PolicyPart[]> {
  if (named === undefined) {
    const there = host.lstat(DEFAULT_POLICY_FILE);
    if (!there.ok && (there.error.code === 'ENOENT' || there.error.code === 'ENOTDIR')) return [];
  }
  const { loadInTime } = await import('./policy/load-in-time.ts');
  return loadInTime(named ?? DEFAULT_POLICY_FILE, dueMs, host, probes);
}
