import type { Limits } from '../../../core/documents/target-description.ts';
import { type Known, known, unknown } from '../../../core/known.ts';
import type { Field } from '../manifest/field.ts';
import type { Selected } from '../manifest/objects.ts';
import { ceilDivide, ONE, type Quantity, quantityOf } from '../manifest/quantity.ts';
import type { Trouble } from './trouble.ts';

const OF_THE_NODE = { code: 'cluster-chooses', data: { what: 'node-size' } } as const;

/**
 * The value of a `resourceFieldRef` (pkg/api/v1/resource, ExtractContainerResourceValue): rounded up to whole
 * divisors. Without a limit of the container that of the pod counts, and without one the node's allocatable.
 *
 * @param container the container that is asked about, which another one may be
 * @param pod `spec` of the pod
 */
export function resourceValue(reference: Field, container: Field, pod: Field): Known<string> {
  const resource = reference.get('resource');
  const [kind = '', ...rest] = (resource.text() ?? '').split('.');
  const name = rest.join('.');
  if (!/^(?:limits|requests)$/.test(kind) || name === '') throw resource.refused('names no resource');
  const amount = amountOf(container, pod, kind, name);
  if (!amount.known) return amount;
  const given = quantityOf(reference.get('divisor'));
  return known(String(ceilDivide(amount.value, given === null || given === 0n ? ONE : given)));
}

function amountOf(container: Field, pod: Field, kind: string, name: string): Known<Quantity> {
  const of = (holder: Field, which: string) => quantityOf(holder.get('resources').get(which).get(name));
  // Where no request is written, the API server writes the limit there.
  const own = of(container, kind) ?? (kind === 'requests' ? of(container, 'limits') : null);
  if (own !== null) return known(own);
  const shared = of(pod, kind);
  if (shared !== null) return known(shared);
  if (kind === 'requests' || name.startsWith('hugepages-')) return known(0n);
  return unknown(OF_THE_NODE);
}

/** Shortest quota of a period that the kernel takes, microseconds. */
const MIN_QUOTA = 1000n;
/** Period of a quota, microseconds. */
const PERIOD = 100_000n;

/** The kernel counts in pages, bytes. */
const PAGE = 4096n;

/** The limits that the container's control group gets (kuberuntime, MilliCPUToQuota), and the pod's where it is lower. */
export function limitsOf(container: Field, pod: Field): Limits {
  const lowest = (name: string) => {
    const all = [container, pod]
      .map((holder) => quantityOf(holder.get('resources').get('limits').get(name)))
      .filter((quantity) => quantity !== null)
      // None at all is written as nothing.
      .filter((quantity) => quantity > 0n);
    return all.reduce<Quantity | null>((least, one) => (least === null || one < least ? one : least), null);
  };
  const cpu = lowest('cpu');
  const memory = lowest('memory');
  return {
    cpus: cpu === null ? null : cpusOf(cpu),
    memoryBytes: memory === null ? null : Number((ceilDivide(memory, ONE) / PAGE) * PAGE),
    cgroup: null,
  };
}

function cpusOf(cpu: Quantity): number {
  const milli = ceilDivide(cpu, ONE / 1000n);
  const quota = (milli * PERIOD) / 1000n;
  return Number(quota < MIN_QUOTA ? MIN_QUOTA : quota) / Number(PERIOD);
}

/** runc gives up below 2 MiB (1.3: 1 MiB is refused, 2 MiB at times); other runtimes may need less. */
const LEAST_MEMORY = 1024 * 1024;

/** A limit that nothing starts with: a wrong unit. */
export function memoryTroubles({
  container,
  workload,
}: Pick<Selected, 'container' | 'workload'>): readonly Trouble[] {
  const { memoryBytes } = limitsOf(container, workload.spec);
  if (memoryBytes === null || memoryBytes >= LEAST_MEMORY) return [];
  const own = container.get('resources').get('limits').get('memory');
  const field = own.isThere ? own : workload.spec.get('resources').get('limits').get('memory');
  const message = `unable to set memory limit to ${String(field.value)}: less than a container takes to start`;
  return [{ kind: 'memory', reason: 'StartError', message, at: field.line }];
}
