import type { NodeTakes, Seen } from '../look/seen.ts';
import { isMisread, OTHER_THREADS, poolMeantBy } from '../node/thread-pool.ts';
import type { LimitsFinding } from '../rules/index.ts';

const MIB = 2 ** 20;
/** Share of the memory that is proposed for the heap: the rest is for what is young, code and buffers. */
const FOR_HEAP = 0.75;
/** Processes beside Node that a proposal leaves room for. */
const OTHERS = 5;
const FEWEST = 4;

/** What Node takes, against what it is given. */
export function judgeNode({ node, usage, limits: { memoryBytes } }: Seen): readonly LimitsFinding[] {
  return node === null ? [] : [...judgeHeap(node, memoryBytes), ...judgePool(node, usage?.pidsLimit ?? null)];
}

function judgeHeap({ heap, major }: NodeTakes, memoryBytes: number | null): readonly LimitsFinding[] {
  if (heap === null || major === null || memoryBytes === null || heap.limitBytes <= memoryBytes) return [];
  const { limitBytes: heapBytes, by } = heap;
  const suggested = Math.max(16, Math.floor((memoryBytes * FOR_HEAP) / MIB));
  return [
    {
      rule: 'limits/heap-above-limit',
      args: { variable: by === null ? null : 'NODE_OPTIONS', heapBytes, memoryBytes, by, major, suggested },
      severity: by === null ? 'info' : 'warning',
    },
  ];
}

/** @param pids processes and threads that there may be; null: any number, or nobody knows */
function judgePool({ pool, poolSaid: value }: NodeTakes, pids: number | null): readonly LimitsFinding[] {
  if (value === null) return [];
  const variable = 'UV_THREADPOOL_SIZE';
  const room = pids === null ? Number.POSITIVE_INFINITY : Math.max(FEWEST, pids - OTHER_THREADS - OTHERS);
  if (isMisread(value, pool))
    return [
      {
        rule: 'limits/threadpool-invalid',
        args: { variable, value, threads: pool, suggested: Math.min(room, poolMeantBy(value)) },
      },
    ];
  const needed = pool + OTHER_THREADS;
  // With fewer than the usual pool needs, the number of processes is what is wrong.
  if (pids === null || needed <= pids || pool <= FEWEST) return [];
  return [
    {
      rule: 'limits/threadpool-above-pids',
      args: { variable, value, threads: pool, needed, pids, suggested: room },
    },
  ];
}
