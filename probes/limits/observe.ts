import type { Policy } from '../../src/core/policy/policy.ts';
import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import type { CommonReason } from '../../src/core/reason.ts';
import type { Host } from '../../src/target/host.ts';
import { line, readGroups } from '../../src/target/posix/cgroup/groups.ts';
import { numberOf, readLimits } from '../../src/target/posix/cgroup/limits.ts';
import type { LimitsFacts } from './facts.ts';
import type { LimitsReason } from './reasons.ts';

/** Share of the memory that may be used before what is used is looked at. */
const NEARLY = 0.9;

/**
 * The limits that are there. All else, what programs take of them and what became of it, is looked at where somebody
 * asks, or where a variable or the use of memory looks wrong: it is loaded then.
 */
export async function observe(
  host: Host,
  { policy, details, programs }: ProbeContext<LimitsFacts>,
): Promise<Observed<LimitsFacts, LimitsReason | CommonReason>> {
  const planned = host.pod?.limits ?? host.container?.planned?.limits;
  const groups = planned === undefined ? readGroups(host) : null;
  const limits = planned ?? readLimits(host, groups);
  const known = planned === undefined && groups === null ? (isFilesAlone(host) ? 'later' : 'unseen') : 'seen';
  const [memory] = groups?.directories('memory') ?? [];
  const used =
    memory === undefined || limits.memoryBytes === null
      ? null
      : numberOf(
          line(host, `${memory}/${groups?.version === 2 ? 'memory.current' : 'memory.usage_in_bytes'}`),
        );
  const asked =
    details || asksLimits(policy) || Object.keys(policy.rules).some((rule) => rule.startsWith('limits/'));
  const full = (used ?? 0) > (limits.memoryBytes ?? 0) * NEARLY;
  if (
    !asked &&
    !full &&
    !limitsFiles(host) &&
    !(namesLimits(host.env) && (await import('./look/wrong.ts')).looksWrong(host.env, limits))
  )
    return { facts: { limits, known, closer: null } };
  const { look } = await import('./look/look.ts');
  const { closer, ...unmet } = look(host, { policy, programs, groups, limits, used, known });
  return { facts: { limits, known, closer }, ...unmet };
}

/** A size that no file may pass (RLIMIT_FSIZE): nearly nobody sets one. */
function limitsFiles(host: Host): boolean {
  if (host.pod || host.container?.planned || isFilesAlone(host)) return false;
  const file = host.readFile(`${host.proc}/limits`);
  return file.ok && /^Max file size +\d/m.test(file.value.toString('latin1'));
}

/** Nothing runs there: whoever runs it decides. */
export function isFilesAlone({ target }: Host): boolean {
  return target?.kind === 'root' || target?.kind === 'image';
}

export function namesLimits({
  GOMEMLIMIT,
  GOMAXPROCS,
  GOGC,
  NODE_OPTIONS,
  UV_THREADPOOL_SIZE,
}: Host['env']): boolean {
  return !!(GOMEMLIMIT || GOMAXPROCS || GOGC || NODE_OPTIONS) || UV_THREADPOOL_SIZE !== undefined;
}

export function asksLimits({ limits }: Policy): boolean {
  return Object.values(limits).some((value) => value !== null);
}
