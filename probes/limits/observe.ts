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
  const groups = host.pod === undefined ? readGroups(host) : null;
  const limits = host.pod?.limits ?? readLimits(host, groups);
  const known = host.pod === undefined && groups === null ? unknownOf(host) : 'seen';
  const [memory] = groups?.directories('memory') ?? [];
  const used =
    memory === undefined || limits.memoryBytes === null
      ? null
      : numberOf(
          line(host, `${memory}/${groups?.version === 2 ? 'memory.current' : 'memory.usage_in_bytes'}`),
        );
  const asked =
    details ||
    Object.values(policy.limits).some((value) => value !== null) ||
    Object.keys(policy.rules).some((rule) => rule.startsWith('limits/'));
  const full = used !== null && limits.memoryBytes !== null && used > limits.memoryBytes * NEARLY;
  if (!asked && !full && !looksWrong(host.env, limits)) return { facts: { limits, known, closer: null } };
  const { look } = await import('./look/look.ts');
  const { closer, ...unmet } = look(host, { policy, programs, groups, limits, used, known });
  return { facts: { limits, known, closer }, ...unmet };
}

function unknownOf({ target }: Host): LimitsFacts['known'] {
  return target === undefined || target.kind === 'live' || target.kind === 'process' ? 'unseen' : 'later';
}

/** Whether variables say what a program may refuse, or more than there is. */
function looksWrong(env: Host['env'], { memoryBytes, cpus }: LimitsFacts['limits']): boolean {
  const { GOMEMLIMIT = '', GOMAXPROCS = '', NODE_OPTIONS = '' } = env;
  const [, count = '', unit = ''] = /^(\d{1,15})(?:([KMGT])iB|B)?$/.exec(GOMEMLIMIT) ?? [];
  const isRead = count !== '' || GOMEMLIMIT === '' || GOMEMLIMIT === 'off';
  const bytes = Number(count) * 1024 ** ' KMGT'.indexOf(unit || ' ');
  return (
    !isRead ||
    bytes > (memoryBytes ?? 2 ** 62) ||
    !/^(?:[1-9]\d{0,3})?$/.test(GOMAXPROCS) ||
    Number(GOMAXPROCS) > Math.max(2, Math.ceil(cpus ?? 1e4)) ||
    /max[-_]old/.test(NODE_OPTIONS)
  );
}
