import type { Config } from '../../config/config.ts';
import { DEFAULTS, type Settings, UNTIMED_MS } from '../../config/defaults.ts';
import type { AnyProbe } from '../../core/probe.ts';
import type { Context } from '../command.ts';
import type { Args } from '../configure.ts';
import { configure } from '../configure.ts';
import { UsageError } from '../options/usage-error.ts';

const NONE = Promise.resolve([]);

const APART: Settings = { ...DEFAULTS, timeoutMs: UNTIMED_MS };

/**
 * The configuration for another container: it is this process's own, but no zone of this machine says which zones
 * there are in another, and a person waits for the answer.
 *
 * @throws UsageError, PolicyError
 */
export async function configureApart(
  args: Args,
  context: Context,
  defaults: Settings = APART,
): Promise<Config> {
  const apart = context.probes.map((probe): AnyProbe => {
    const { policy } = probe;
    if (policy?.mistakes === undefined) return probe;
    return { ...probe, policy: { ...policy, mistakes: (said) => policy.mistakes?.(said, null) ?? NONE } };
  });
  const config = await configure(args, { ...context, probes: apart }, defaults);
  if (config.online) {
    throw new UsageError(
      '--online asks from the container that probe-env runs in: what another one can reach, with which stores, is not known from here',
    );
  }
  return config;
}
