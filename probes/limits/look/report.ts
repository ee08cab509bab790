import type { Json, JsonObject } from '../../../src/core/types/json.ts';
import type { Seen } from './seen.ts';

/** What is shown of what was seen; an amount without a limit is null. */
export function reportOf(seen: Seen): JsonObject {
  const { limits, go, node, java, rlimits, usage, sharedBytes, cpusAllowed } = seen;
  const files = rlimits['open files'];
  const stack = rlimits['stack size'];
  const processes = rlimits.processes;
  const locked = rlimits['locked memory'];
  return {
    cgroup: {
      version: limits.cgroup,
      cpus: limits.cpus,
      memoryBytes: limits.memoryBytes,
      ...(usage?.highBytes == null ? {} : { memoryHighBytes: usage.highBytes }),
      pids: usage?.pidsLimit ?? null,
    },
    cpusAllowed,
    ...(go === null
      ? {}
      : {
          go: {
            gomaxprocs: go.gomaxprocs,
            gomemlimitBytes: go.limitBytes,
            version: go.version,
            program: go.path,
            by: go.by,
            follows: go.follows,
          },
        }),
    ...(node === null
      ? {}
      : {
          node: {
            major: node.major,
            heapLimitBytes: node.heap?.limitBytes ?? null,
            by: node.heap?.by ?? null,
            threadPool: node.pool,
          },
        }),
    ...(Object.keys(java).length === 0 ? {} : { java }),
    nofile: files === undefined ? null : { soft: finite(files.soft), hard: finite(files.hard) },
    ...(processes === undefined
      ? {}
      : { nproc: { soft: finite(processes.soft), hard: finite(processes.hard) } }),
    ...(locked === undefined ? {} : { memlock: { soft: finite(locked.soft), hard: finite(locked.hard) } }),
    ...(seen.machineThreads === null ? {} : { machineThreads: seen.machineThreads }),
    ...(stack === undefined ? {} : { stackBytes: finite(stack.soft) }),
    ...(sharedBytes === null ? {} : { sharedMemoryBytes: sharedBytes }),
    ...(usage === null
      ? {}
      : {
          used: {
            workingSetBytes: usage.workingSet,
            swapBytes: usage.swapBytes,
            pids: usage.pids,
            oomKills: usage.oomKills,
            throttledPeriods: usage.throttled,
            periods: usage.periods,
          },
        }),
  };
}

/** JSON has no infinite numbers: null. */
function finite(amount: number): Json {
  return Number.isFinite(amount) ? amount : null;
}

/** `; Go takes 8`: where a program of the container takes something else than the limit says. */
export function takesOf({ go, limits }: Seen): string {
  if (go?.gomaxprocs == null || go.gomaxprocs === Math.ceil(limits.cpus ?? go.gomaxprocs)) return '';
  return `; Go takes ${go.gomaxprocs}`;
}
