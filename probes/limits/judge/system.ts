import type { Policy } from '../../../src/core/policy/policy.ts';
import type { Seen } from '../look/seen.ts';
import type { LimitsFinding } from '../rules/index.ts';

/** Runtimes of containers give 1073741816 where nobody says a number: no program ever needs so many. */
const HUGE_NOFILE = 1e9;
/** Processes and threads without which no Go program and no Node gets through its start. */
const FEW_PIDS = 12;
/** Bytes that programs of Go and their logs reach. */
const SMALL_FILE = 2 ** 30;
/** Share of the memory that is in use and cannot be dropped. */
const NEARLY = 0.95;
/** Share of the periods in which the quota was used up, and how many periods say something. */
const OFTEN = 0.25;
const PERIODS = 100;

/** What the kernel enforces, against what happened so far and what the policy asks. */
export function judgeSystem(seen: Seen, { limits: asked }: Policy): readonly LimitsFinding[] {
  return [...judgeAsked(seen, asked), ...judgeUsage(seen), ...judgeRlimits(seen), ...judgePod(seen)];
}

function judgeAsked(seen: Seen, asked: Policy['limits']): readonly LimitsFinding[] {
  const { cpus, memoryBytes } = seen.limits;
  const files = seen.rlimits['open files'];
  const pids = seen.usage?.pidsLimit ?? null;
  const found: LimitsFinding[] = [];
  if (asked.cpus !== null && cpus !== null && cpus < asked.cpus)
    found.push({ rule: 'limits/cpus-low', args: { cpus, asked: asked.cpus } });
  if (asked.memory !== null && memoryBytes !== null && memoryBytes < asked.memory)
    found.push({ rule: 'limits/memory-low', args: { memoryBytes, asked: asked.memory } });
  if (asked.openFiles !== null && files !== undefined && files.soft < asked.openFiles) {
    const hard = Number.isFinite(files.hard) ? files.hard : null;
    const reachable = files.hard >= asked.openFiles;
    found.push({
      rule: 'limits/nofile-low',
      args: { soft: files.soft, hard, asked: asked.openFiles },
      severity: reachable ? 'warning' : 'error',
    });
  }
  const locked = seen.rlimits['locked memory'];
  if (
    asked.lockedMemory !== null &&
    locked !== undefined &&
    seen.locks.any !== true &&
    locked.soft < asked.lockedMemory
  ) {
    const hard = Number.isFinite(locked.hard) ? locked.hard : null;
    found.push({
      rule: 'limits/memlock-low',
      args: { soft: locked.soft, hard, asked: asked.lockedMemory, root: seen.locks.root },
      severity: locked.hard >= asked.lockedMemory ? 'warning' : 'error',
    });
  }
  const least = asked.processes ?? FEW_PIDS;
  if (pids !== null && pids < least)
    found.push({
      rule: 'limits/pids-low',
      args: { pids, asked: least },
      severity: asked.processes === null ? 'warning' : 'error',
    });
  if (asked.sharedMemory !== null && seen.sharedBytes !== null && seen.sharedBytes < asked.sharedMemory)
    found.push({ rule: 'limits/shm-small', args: { bytes: seen.sharedBytes, asked: asked.sharedMemory } });
  return found;
}

function judgeUsage({ usage, limits: { memoryBytes, cpus } }: Seen): readonly LimitsFinding[] {
  if (usage === null) return [];
  const { workingSet, oomKills, periods, throttled, swapBytes, highBytes, slowed } = usage;
  const found: LimitsFinding[] = [];
  if (workingSet !== null && memoryBytes !== null && workingSet >= memoryBytes * NEARLY)
    found.push({ rule: 'limits/memory-nearly-used', args: { usedBytes: workingSet, memoryBytes } });
  if (oomKills !== null && oomKills > 0)
    found.push({ rule: 'limits/oom-killed-before', args: { kills: oomKills, memoryBytes } });
  if (highBytes !== null && slowed !== null && slowed > 0)
    found.push({ rule: 'limits/memory-high-reached', args: { times: slowed, highBytes, memoryBytes } });
  const often = periods !== null && throttled !== null && periods >= PERIODS && throttled > periods * OFTEN;
  if (often && cpus !== null)
    found.push({ rule: 'limits/cpu-throttled', args: { throttled, periods, cpus } });
  if (swapBytes !== null && swapBytes > 0)
    found.push({ rule: 'limits/swap-used', args: { swapBytes, memoryBytes } });
  return found;
}

function judgeRlimits({ rlimits, fileBytes }: Seen): readonly LimitsFinding[] {
  const files = rlimits['open files'];
  const stack = rlimits['stack size'];
  const found: LimitsFinding[] = [];
  if (fileBytes !== null && fileBytes < SMALL_FILE)
    found.push({ rule: 'limits/file-size-small', args: { bytes: fileBytes } });
  if (files !== undefined && files.soft >= HUGE_NOFILE) {
    const soft = Number.isFinite(files.soft) ? files.soft : null;
    found.push({ rule: 'limits/nofile-huge', args: { soft } });
  }
  if (stack?.soft === Number.POSITIVE_INFINITY) found.push({ rule: 'limits/stack-unlimited', args: {} });
  return found;
}

/** The kubelet writes the limit of a pod into each container that has none: each then plans with all of it. */
function judgePod({ pod, limits: { memoryBytes } }: Seen): readonly LimitsFinding[] {
  if (pod === null || memoryBytes === null) return [];
  const { containers, file, line } = pod;
  return [{ rule: 'limits/pod-limit-shared', args: { containers, memoryBytes, file, line } }];
}
