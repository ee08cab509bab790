import { readdirSync } from 'node:fs';
import type { NodeContainer, Scan, UnseenContainer } from '../../node/container.ts';
import { Missing } from '../../node/missing.ts';
import type { LoggedPod } from '../../node/names.ts';
import { hiddenOf, unseenOf } from '../../node/unseen.ts';
import { Assembly } from './assembly.ts';
import { ProcessReader } from './process-reader.ts';
import { Processes } from './processes.ts';
import { Logs } from './recorded/logs.ts';
import { Records } from './recorded/records.ts';

/**
 * Finds the containers of a node in a /proc, again and again. Of a process that is known only its name is listed: what is
 * read once is its stat and its control groups, and of each container the mount table of its first process. None of these
 * wait for the process's own memory, as its command line and environment would.
 */
export class Scanner {
  readonly #proc: string;
  readonly #processes = new Processes();
  readonly #reader: ProcessReader;
  readonly #records: Records;
  readonly #assembly: Assembly;
  readonly #logs: Logs;
  #logged: readonly LoggedPod[] = [];
  #byUid: ReadonlyMap<string, LoggedPod> = new Map();
  #scan = 0;
  readonly #missing = new Missing();

  /**
   * @param pods where the kubelet keeps the logs of pods; need not be there
   * @param state below which runtimes keep what they know of their containers; need not be there
   */
  constructor(proc: string, pods: string, state: string) {
    this.#proc = proc;
    this.#reader = new ProcessReader(proc, this.#processes);
    this.#records = new Records(state);
    this.#assembly = new Assembly(proc, this.#reader, this.#records);
    this.#logs = new Logs(pods);
  }

  /** @throws Error where /proc cannot be listed */
  scan(nowMs: number): Scan {
    this.#scan++;
    let processes = 0;
    let known = 0;
    for (const name of readdirSync(this.#proc)) {
      const pid = pidOf(name);
      if (pid === null) continue;
      processes++;
      if (this.#reader.read(pid, nowMs, this.#scan)) known++;
    }
    this.#processes.keep(this.#scan, known);
    const { groups } = this.#processes;
    this.#assembly.keep(groups);
    const logged = this.#logs.pods();
    if (logged !== this.#logged) this.#byUid = new Map(logged.map((pod) => [pod.podUid, pod]));
    this.#logged = logged;
    const logs = {
      of: (podUid: string) => this.#byUid.get(podUid),
      containersOf: (pod: LoggedPod) => this.#logs.containersOf(pod),
    };
    const containers = apart(
      [...groups].flatMap(([key, all]) => this.#assembly.of(key, all, logs, nowMs) ?? []),
    );
    const seen = containers.filter(({ sandbox }) => sandbox !== 'pause');
    const unseen = unseenOf(logged, containers, logs.containersOf);
    return {
      containers: seen,
      unseen: [...unseen, ...this.#hidden(new Set(groups.keys()), unseen, nowMs)],
      processes,
    };
  }

  /** Containers that run by the account of their runtime, and of which no process is to be seen. */
  #hidden(there: ReadonlySet<string>, unseen: readonly UnseenContainer[], nowMs: number) {
    const running = this.#records.running();
    this.#records.keep(new Set([...there, ...running]));
    const missing = this.#missing.after(
      running.filter((id) => !there.has(id)),
      nowMs,
    );
    return hiddenOf(
      missing.flatMap((id) => this.#records.of(id, nowMs) ?? []),
      unseen,
    );
  }
}

/** Null for what is no process. */
function pidOf(name: string): number | null {
  const first = name.charCodeAt(0);
  // Most other names begin with a letter.
  return first > 47 && first < 58 && /^\d+$/.test(name) ? Number(name) : null;
}

/** Containers that are looked at in one: more than pods have room on a node. To make groups costs a container nothing. */
const MAX_INSIDE = 500;

/**
 * One container to an id. Where one that was made in another has the id of a third, the id is that one's, and what bears it counts as
 * the container that it is in; so does what is too much in it.
 */
function apart(containers: readonly NodeContainer[]): readonly NodeContainer[] {
  const taken = new Set(containers.flatMap(({ id, above }) => (above.length > 0 ? [] : [id])));
  const inside = new Map<string, number>();
  return containers.flatMap((container) => {
    const [outermost] = container.above;
    if (outermost === undefined) return [container];
    const count = (inside.get(outermost) ?? 0) + 1;
    inside.set(outermost, count);
    if (count > MAX_INSIDE) return [];
    const id = [container.id, ...container.above.toReversed()].find((one) => !taken.has(one));
    if (id === undefined) return [];
    taken.add(id);
    return [id === container.id ? container : { ...container, id }];
  });
}
