import { workloadOf } from '../../../core/names/workload.ts';
import type { NodeContainer } from '../../node/container.ts';
import { SETTLE_MS } from '../../node/missing.ts';
import type { LoggedPod } from '../../node/names.ts';
import type { PodMounts } from '../../node/pod-mounts.ts';
import { OUTSIDE, productOf, sandboxOf } from '../../node/process-name.ts';
import type { Recorded } from '../../node/recorded/recorded.ts';
import { Attributions } from './attributions.ts';
import type { ProcessReader } from './process-reader.ts';
import type { Known } from './processes.ts';
import type { Records } from './recorded/records.ts';

/** What a container was put together from. */
interface Made {
  readonly main: Known;
  readonly attribution: PodMounts | null;
  readonly recorded: Recorded | null;
  readonly logged: LoggedPod | undefined;
  readonly container: NodeContainer;
}

/** Processes of a container by whose files a product is known: the first of them, of which no product has more. */
const MAX_ASKED = 64;

/** Puts containers together from their processes, mounts, records and logs: again only where one of these has changed. */
export class Assembly {
  readonly #reader: ProcessReader;
  readonly #records: Records;
  readonly #attributions: Attributions;
  #made = new Map<string, Made>();

  constructor(proc: string, reader: ProcessReader, records: Records) {
    this.#reader = reader;
    this.#records = records;
    this.#attributions = new Attributions(proc);
  }

  /** Nothing of containers without a process is kept. */
  keep(groups: ReadonlyMap<string, unknown>): void {
    this.#attributions.keep(groups);
    if (this.#made.size > groups.size) this.#made = new Map([...this.#made].filter(([id]) => groups.has(id)));
  }

  /** Null while it has no process that could be looked at. @param key see keyOf @param logs by the uid of a pod */
  of(
    key: string,
    all: readonly Known[],
    logs: {
      readonly of: (podUid: string) => LoggedPod | undefined;
      readonly containersOf: (pod: LoggedPod) => readonly string[];
    },
    nowMs: number,
  ): NodeContainer | null {
    const main = this.#reader.main(all, nowMs);
    if (main === null || main.path === null) return null;
    const { runtime, containerId: id, above } = main.path;
    const nested = above.length > 0;
    const attribution = this.#attributions.of(key, main.pid, runtime, nowMs);
    const made = this.#made.get(key);
    // One that has not entered its container yet, or that never will.
    const product = attribution === null ? this.#productOf(all) : null;
    const isStarting = attribution === null && product === null && nowMs <= main.seenMs + SETTLE_MS;
    if (isStarting) return null;
    // Who makes a container in his own names its groups and shows it mounts as he likes.
    const recorded = nested ? null : this.#records.of(id, nowMs);
    const podUid = nested ? null : (main.path.podUid ?? recorded?.podUid ?? attribution?.podUid ?? null);
    const logged = podUid === null ? undefined : logs.of(podUid);
    if (
      made?.main === main &&
      made.attribution === attribution &&
      made.recorded === recorded &&
      made.logged === logged &&
      made.container.processes === all.length
    )
      return made.container;
    const pod = recorded?.pod ?? logged?.pod ?? null;
    const { pid, startTime, name } = main;
    const container: NodeContainer = {
      id,
      runtime,
      above,
      podUid,
      namespace: recorded?.namespace ?? logged?.namespace ?? null,
      pod,
      // A name that a runtime made up by itself is not that in the pod.
      container:
        (recorded !== null && recorded.pod !== null ? recorded.container : null) ??
        mountedName(attribution, podUid, logged === undefined ? [] : logs.containersOf(logged)) ??
        recorded?.container ??
        null,
      workload: pod === null ? (recorded?.workload ?? null) : workloadOf(pod).name,
      labels: null,
      main: { pid, startTime, name },
      processes: all.length,
      sandbox:
        attribution === null
          ? (product ?? OUTSIDE)
          : sandboxIn(id, attribution, recorded, name, all.length === 1, this.#reader.fileOf(pid)),
      remote: attribution?.remote ?? [],
    };
    this.#made.set(key, { main, attribution, recorded, logged, container });
    return container;
  }

  /**
   * What runs a container in a virtual machine stays with the mounts of the node: all that is to be seen of the container. Which
   * processes these are changes seldom, and then the container is put together anew.
   */
  #productOf(all: readonly Known[]): string | null {
    return productOf(all.slice(0, MAX_ASKED).flatMap(({ name, pid }) => [name, this.#reader.fileOf(pid)]));
  }
}

/**
 * The name that mounts tell, which whoever makes namespaces of his own may change: never that of another pod, nor one that the
 * kubelet keeps no logs of.
 */
function mountedName(
  mounts: PodMounts | null,
  podUid: string | null,
  names: readonly string[],
): string | null {
  if (mounts === null || mounts.container === null) return null;
  const isOwn = podUid === null || mounts.podUid === podUid;
  return isOwn && (names.length === 0 || names.includes(mounts.container)) ? mounts.container : null;
}

/** What holds the namespaces of its pod is no container of it, and may be a sandbox of its own kind. */
function sandboxIn(
  id: string,
  { container, sandboxId }: PodMounts,
  recorded: Recorded | null,
  name: string,
  isAlone: boolean,
  file: string | null,
): string | null {
  const holds = recorded === null ? sandboxId === id && container === null : recorded.kind === 'sandbox';
  if (holds) return sandboxOf(name, false, isAlone, file) ?? 'pause';
  return sandboxOf(name, container !== null || (recorded?.pod ?? null) !== null, isAlone, file);
}
