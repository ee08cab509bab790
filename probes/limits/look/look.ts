import type { Limits } from '../../../src/core/documents/target-description.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { memoryLimitOf } from '../../../src/go/memory-limit.ts';
import type { Host } from '../../../src/target/host.ts';
import type { Groups } from '../../../src/target/posix/cgroup/groups.ts';
import type { Closer, LimitsFacts } from '../facts.ts';
import { followsQuota, gomaxprocs, minorOf, TAKES_PLUS } from '../go/gomaxprocs.ts';
import { quotaOfGo } from '../go/quota.ts';
import { judge } from '../judge.ts';
import { heapOf } from '../node/heap.ts';
import { poolOf } from '../node/thread-pool.ts';
import type { LimitsReason } from '../reasons.ts';
import { javaOptions } from './java.ts';
import { locksOf } from './locks.ts';
import { goProgram, mainProgram, nodeProgram } from './program.ts';
import { reportOf, takesOf } from './report.ts';
import type { GoTakes, NodeTakes, Seen } from './seen.ts';
import {
  cpusAllowed,
  fileSizeOf,
  machineThreads,
  rlimits,
  sharedMemory,
  usageOf,
  usageUnder,
} from './system.ts';

/** What was read already, and what is asked for. */
export interface Begun {
  readonly policy: Policy;
  /** Files that the command of `run` names. */
  readonly programs: readonly string[];
  /** Null: not known, or a manifest says them. */
  readonly groups: Groups | null;
  readonly limits: Limits;
  /** Bytes of memory in use; null: not known, or without a limit. */
  readonly used: number | null;
  readonly known: LimitsFacts['known'];
}

/** What was seen; and why what the policy asks for was not. */
export interface Looked {
  readonly closer: Closer;
  readonly incomplete?: LimitsReason;
  readonly skipped?: LimitsReason;
}

/** What the programs take of the limits, and what became of them so far. */
export function look(host: Host, { policy, programs, groups, limits, used, known }: Begun): Looked {
  const main = mainProgram(host, programs, policy.app.command);
  const planned = host.container?.planned;
  const isPlanned = host.pod !== undefined || planned !== undefined;
  const runs = !isPlanned && known !== 'later';
  const cpus = runs ? cpusAllowed(host) : (planned?.cpusAllowed ?? null);
  const seen: Seen = {
    limits,
    cpusAllowed: cpus,
    usage:
      groups !== null
        ? usageOf(host, groups, used)
        : planned === undefined
          ? null
          : usageUnder(planned.processes),
    rlimits: runs ? Object.fromEntries(rlimits(host)) : (planned?.rlimits ?? {}),
    fileBytes: runs ? fileSizeOf(host) : null,
    locks: locksOf(host, runs, programs[0]),
    machineThreads: runs ? machineThreads(host) : null,
    sharedBytes: planned === undefined ? sharedMemory(host) : planned.sharedBytes,
    go: goTakes(host, main, cpus, runs ? null : limits),
    gomaxprocs: host.env.GOMAXPROCS ?? null,
    gomemlimit: host.env.GOMEMLIMIT ?? null,
    gogc: host.env.GOGC ?? null,
    node: nodeTakes(host, main, limits),
    java: javaOptions(host.env),
    pod: host.pod?.shared ?? null,
  };
  const findings = judge(seen, policy);
  const closer = { findings, takes: takesOf(seen), report: reportOf(seen) };
  // Of a pod that does not run yet its manifest is all that there is.
  const missing =
    host.pod === undefined ? unseen(seen, policy.limits, groups !== null || planned !== undefined) : [];
  if (missing.length === 0) return { closer };
  // Of files alone no demand can be looked at; what the variables say is told all the same.
  if (known !== 'later') return { closer, incomplete: { code: 'limits-unseen', data: { missing } } };
  return findings.length > 0 ? { closer } : { closer, skipped: { code: 'not-running', data: {} } };
}

/** What the policy asks for, by its names there, and nobody can see. */
function unseen(
  { rlimits, locks }: Seen,
  { cpus, memory, processes, openFiles, lockedMemory }: Policy['limits'],
  grouped: boolean,
): readonly string[] {
  return [
    ...(grouped ? [] : Object.entries({ cpus, memory, processes })),
    ...('open files' in rlimits ? [] : [['openFiles', openFiles] as const]),
    ...('locked memory' in rlimits || locks.any === true ? [] : [['lockedMemory', lockedMemory] as const]),
  ].flatMap(([name, asked]) => (asked === null ? [] : [name]));
}

/** @param planned the limits that it will have; null: it runs, and its own control group says them */
function goTakes(
  host: Host,
  main: string | null,
  cpus: number | null,
  planned: Limits | null,
): GoTakes | null {
  const program = goProgram(host, main);
  if (program === null) return null;
  const { version, built, path, modules } = program;
  const { GOMAXPROCS, GODEBUG, GOMEMLIMIT } = host.env;
  const quota = planned === null ? quotaOfGo(host, version) : planned.cpus;
  const limit = memoryLimitOf(GOMEMLIMIT, minorOf(version) >= TAKES_PLUS);
  // How many CPUs a node will have nobody can know: where neither variable nor quota decides, it is all of them.
  const taken = gomaxprocs({
    version,
    built,
    cpus: cpus ?? Number.POSITIVE_INFINITY,
    quota,
    env: { GOMAXPROCS, GODEBUG },
  });
  return {
    path,
    version,
    gomaxprocs: Number.isFinite(taken.value) ? taken.value : null,
    by: taken.by,
    follows: taken.by !== 'variable' && followsQuota(version, built, GODEBUG),
    quota,
    limitBytes: limit.kind === 'bytes' ? limit.bytes : null,
    isMain: path === main,
    setsItself: SETTERS.filter((module) => modules.includes(module)),
  };
}

/** Modules that set GOMAXPROCS and GOMEMLIMIT by the control group when the program starts. */
const SETTERS = ['go.uber.org/automaxprocs', 'github.com/KimMachineGun/automemlimit'];

function nodeTakes(host: Host, main: string | null, limits: Limits): NodeTakes | null {
  const node = nodeProgram(host, main);
  if (node === null) return null;
  const { major } = node;
  const { NODE_OPTIONS, UV_THREADPOOL_SIZE } = host.env;
  const { memoryBytes } = limits;
  return {
    major,
    heap: major === null || memoryBytes === null ? null : heapOf(major, memoryBytes, NODE_OPTIONS),
    pool: poolOf(major, UV_THREADPOOL_SIZE),
    poolSaid: UV_THREADPOOL_SIZE ?? null,
  };
}
