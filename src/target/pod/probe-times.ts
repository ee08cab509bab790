import { readDuration } from '../../core/time/duration.ts';
import type { Host } from '../host.ts';
import type { ShortProbe } from './facts.ts';
import type { Field } from './manifest/field.ts';
import { probeWords } from './model/command.ts';

/** Where a line of words calls probe-env, but not to start something else. */
export const CALLS_PROBE_ENV = /(?:^|[\s/;&|(])probe-env(?:\.cjs)?(?:\s|$)/;

/** What the deadline of probe-env is where nobody says it, milliseconds: of its own container, and of another one. */
const DEADLINE_MS = 900;
const APART_MS = 10_000;
/** What Kubernetes gives an exec probe where nobody says it, seconds. */
const TIMEOUT_SECONDS = 1;

const LIMITS = { min: 1, max: 600_000, bare: 'ms' } as const;

/** Exec probes that call probe-env, and that the kubelet breaks off before its own deadline has come. */
export function shortProbes(
  container: Field,
  { env, unknownEnv }: Pick<Host, 'env' | 'unknownEnv'>,
): readonly ShortProbe[] {
  return ['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap((by): readonly ShortProbe[] => {
    const probe = container.get(by);
    const text = probeWords(container, probe.get('exec').get('command')).join(' ');
    if (!CALLS_PROBE_ENV.test(text)) return [];
    const [, given = null] = /--timeout(?:=|\s+)["']?([^\s"']+)/.exec(text) ?? [];
    if (given === null && unknownEnv?.why.has('PROBE_ENV_TIMEOUT')) return [];
    const isApart = /--(?:pid|root|image)(?:=|\s)/.test(text) || Boolean(env.PROBE_ENV_PID);
    const said = given ?? (env.PROBE_ENV_TIMEOUT || null);
    const read = said === null ? null : readDuration(said, LIMITS);
    // What it refuses it says itself.
    if (read !== null && !read.ok) return [];
    const deadlineMs = read?.ms ?? (isApart ? APART_MS : DEADLINE_MS);
    const timeout = probe.get('timeoutSeconds');
    const seconds = timeout.whole() ?? TIMEOUT_SECONDS;
    if (seconds * 1000 > deadlineMs) return [];
    return [{ by, seconds, deadlineMs, at: timeout.isThere ? timeout.line : probe.line }];
  });
}
