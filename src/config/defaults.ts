import type { Policy } from '../core/policy/policy.ts';
import type { AnyProbe } from '../core/probe.ts';
import type { Config } from './config.ts';

/** The policy file that is used where nobody names one. */
export const DEFAULT_POLICY_FILE = '/etc/probe-env.yaml';

/**
 * Deadline where nobody times us, milliseconds: a preflight, for which a slow start is better than none, and a look at
 * another container, which takes longer and which a person waits for.
 */
export const UNTIMED_MS = 10_000;

/** Deadline with `--online`, milliseconds: others have to answer. */
export const ONLINE_MS = 5000;

/** What a run is told beside the policy. */
export type Settings = Omit<Config, 'policy' | 'demands'>;

/** What holds where nobody says otherwise. */
export const DEFAULTS: Settings = {
  profile: 'auto',
  purpose: 'readiness',
  format: 'text',
  output: null,
  only: null,
  skip: [],
  failOn: 'error',
  baseline: null,
  strict: false,
  online: false,
  // Below Kubernetes' default timeoutSeconds of 1.
  timeoutMs: 900,
  labels: {},
  verbosity: 'normal',
  color: 'auto',
  waitMs: 0,
  warnOnly: false,
  terminationLog: null,
  resident: false,
};

/** The policy that holds where nobody says otherwise: the probes' own. */
export function defaultPolicy(probes: readonly AnyProbe[]): Policy {
  const sections: Record<string, unknown> = {};
  for (const { policy } of probes) if (policy !== undefined) sections[policy.section] = policy.defaults;
  return { ...sections, rules: {} } as unknown as Policy;
}
