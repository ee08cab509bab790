import type { Policy } from '../../src/core/policy/policy.ts';
import { memoryLimitMeantBy, memoryLimitOf } from '../../src/go/memory-limit.ts';
import { minorOf, TAKES_PLUS } from './go/gomaxprocs.ts';
import { judgeNode } from './judge/node.ts';
import { judgeSystem } from './judge/system.ts';
import type { Seen } from './look/seen.ts';
import type { LimitsFinding } from './rules/index.ts';

/** Share of the memory that is proposed for the heap of a program: the rest is for stacks, code and buffers. */
const FOR_HEAP = 0.9;
const MIB = 2 ** 20;

/** Facts → findings; pure. */
export function judge(seen: Seen, policy: Policy): readonly LimitsFinding[] {
  return [
    ...judgeThreads(seen),
    ...judgeMemoryLimit(seen),
    ...judgeCollector(seen),
    ...judgeNode(seen),
    ...judgeSystem(seen, policy),
  ];
}

/** Go never runs on less than two by itself. */
function shareOf(cpus: number): number {
  return Math.max(2, Math.ceil(cpus));
}

function judgeThreads({ go, gomaxprocs, limits: { cpus } }: Seen): readonly LimitsFinding[] {
  const share = cpus === null ? null : Math.ceil(cpus);
  if (gomaxprocs !== null && gomaxprocs !== '' && go?.by !== 'variable') {
    const isRead = go === null && /^\+?0*[1-9]\d{0,8}$/.test(gomaxprocs);
    if (!isRead)
      return [
        { rule: 'limits/gomaxprocs-invalid', args: { variable: 'GOMAXPROCS', value: gomaxprocs, share } },
      ];
  }
  // Of a node that is not known: as many as it has, where that is the program that will run there.
  const taken = go?.gomaxprocs ?? (go?.isMain ? Number.POSITIVE_INFINITY : 0);
  if (go === null || cpus === null || share === null || taken <= shareOf(cpus)) return [];
  if (go.setsItself.includes('go.uber.org/automaxprocs') && go.by !== 'variable') return [];
  const { version, by, path } = go;
  return [
    {
      rule: 'limits/gomaxprocs-above-quota',
      args: {
        gomaxprocs: go.gomaxprocs,
        ...{ cpus, share, version, by },
        // Whoever set the variable is to blame, not whoever built the program.
        ...(by === 'variable' ? { path: null, variable: 'GOMAXPROCS' } : { path, variable: null }),
      },
      severity: by === 'variable' ? 'warning' : 'info',
    },
  ];
}

/** What each Go from 1.19 to 1.27 takes for itself: below it the collector never rests. */
const LEAST = 4 * MIB;

/** runtime/mgcpacer.go, readGOGC. */
function judgeCollector({ gogc }: Seen): readonly LimitsFinding[] {
  if (gogc === null || gogc === '' || gogc === 'off') return [];
  const isRead = /^[+-]?\d{1,10}$/.test(gogc) && Math.abs(Number(gogc)) < 2 ** 31;
  return isRead ? [] : [{ rule: 'limits/gogc-invalid', args: { variable: 'GOGC', value: gogc } }];
}

/** Nothing would be wrong with it in a container of so much memory. */
function isSound(value: string, memoryBytes: number | null): boolean {
  const limit = memoryLimitOf(value, false);
  return limit.kind !== 'bytes' || (limit.bytes >= LEAST && limit.bytes <= (memoryBytes ?? limit.bytes));
}

function judgeMemoryLimit({ go, gomemlimit, limits }: Seen): readonly LimitsFinding[] {
  const variable = 'GOMEMLIMIT';
  const takesPlus = go === null || minorOf(go.version) >= TAKES_PLUS;
  const limit = memoryLimitOf(gomemlimit ?? undefined, takesPlus);
  const { memoryBytes } = limits;
  const suggested =
    memoryBytes === null ? null : `${Math.max(1, Math.floor((memoryBytes * FOR_HEAP) / MIB))}MiB`;
  if (limit.kind === 'refused' && gomemlimit !== null) {
    const meant = memoryLimitMeantBy(gomemlimit);
    return [
      {
        rule: 'limits/gomemlimit-invalid',
        args: {
          variable,
          value: gomemlimit,
          suggested: isSound(meant, memoryBytes) ? meant : (suggested ?? ''),
        },
      },
    ];
  }
  if (limit.kind === 'bytes' && limit.bytes < LEAST) {
    const meant = /^\d{3,6}$/.test(gomemlimit ?? '') ? `${gomemlimit}MiB` : '';
    return [
      {
        rule: 'limits/gomemlimit-tiny',
        args: { variable, value: gomemlimit ?? '', suggested: suggested ?? meant },
      },
    ];
  }
  if (memoryBytes === null || suggested === null) return [];
  if (limit.kind === 'bytes' && limit.bytes > memoryBytes) {
    return [
      {
        rule: 'limits/gomemlimit-above-limit',
        args: { variable, value: gomemlimit ?? '', memoryBytes, suggested },
      },
    ];
  }
  // The go command lives for a moment; what serves for days is what it is for.
  const isMissing = limit.kind === 'none' && go?.isMain === true && gomemlimit !== 'off';
  const setsItself = go?.setsItself.some((module) => module.endsWith('/automemlimit')) === true;
  if (!isMissing || setsItself) return [];
  return [{ rule: 'limits/gomemlimit-missing', args: { path: go.path, memoryBytes, suggested } }];
}
