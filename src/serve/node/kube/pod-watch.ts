import type { NodeContainer, Scan } from '../../../target/node/container.ts';
import { type KubeApi, type KubeStream, whyRefused } from '../../../target/node/kube/api.ts';
import type { Resident } from '../../../target/resident.ts';
import { Absence } from './absence.ts';
import type { Cluster, ClusterState } from './cluster.ts';
import { completed, indexOf, type PodIndex } from './complete.ts';
import { eventOf, listOfPods } from './documents.ts';
import type { KubePod } from './pod.ts';

export interface PodWatchOptions {
  readonly api: KubeApi;
  readonly node: string;
  readonly after: Resident['after'];
  /** Monotonic, milliseconds. */
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** Between two tries where one has failed: twice as long each time, and up to as long again by chance. Milliseconds. */
const FIRST_WAIT_MS = 800;
const LONGEST_WAIT_MS = 30_000;
/** How long one watch is asked for, at least; up to twice as long, so that agents do not ask anew all at once. Seconds. */
const WATCH_S = 300;
/** A watch that ends sooner is a failure, whatever it told: a proxy may cut each one off. */
const SHORT_MS = 1000;
/** How much longer than it was asked for a watch may be silent. */
const LATE_MS = 30_000;

/**
 * The pods of one node as its API server tells of them: one list, then a watch from where the list ended, and a list again
 * where the server no longer knows that place (410). What was known stays while nobody answers.
 */
export class PodWatch implements Cluster {
  readonly #options: PodWatchOptions;
  readonly #absence = new Absence();
  #pods = new Map<string, KubePod>();
  #index: PodIndex | null = null;
  /** Where the next watch begins; null where all is to be listed. */
  #version: string | null = null;
  /** What was listed last was of no use for a watch. */
  #isOld = false;
  #why: string | null = 'has not answered yet';
  #heardMs: number | null = null;
  #failures = 0;
  #stream: KubeStream | null = null;
  #cancel = () => {};
  #stopped = false;

  constructor(options: PodWatchOptions) {
    this.#options = options;
  }

  start(): void {
    void this.#next();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#stream?.stop();
  }

  /** All that are known. */
  pods(): readonly KubePod[] {
    return [...this.#pods.values()];
  }

  /** That of a container; undefined where nobody told of it. */
  podOf({ id, podUid }: Pick<NodeContainer, 'id' | 'podUid'>): KubePod | undefined {
    this.#index ??= indexOf(this.#pods.values());
    const { byId, byUid } = this.#index;
    return byId.get(id)?.pod ?? (podUid === null ? undefined : byUid.get(podUid));
  }

  complete(scan: Scan, nowMs: number): Scan {
    if (this.#heardMs === null) return scan;
    this.#index ??= indexOf(this.#pods.values());
    const { why, ageSeconds } = this.state();
    const absent = this.#absence.after(this.#index, scan, why !== null, nowMs);
    return completed(scan, this.#index, absent, why === null ? null : ageSeconds);
  }

  state(): ClusterState {
    const ageSeconds = this.#heardMs === null ? null : (this.#options.now() - this.#heardMs) / 1000;
    return { pods: this.#pods.size, why: this.#why, ageSeconds };
  }

  async #next(): Promise<void> {
    if (this.#stopped) return;
    const tried = this.#version === null ? this.#list() : this.#watch(this.#version);
    const why = await tried.catch(() => 'answers something that cannot be read');
    if (this.#stopped) return;
    if (why === null) {
      void this.#next();
      return;
    }
    this.#why = why;
    const { random, after } = this.#options;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
    this.#cancel = after(wait * (1 + random()), () => void this.#next());
  }

  /** @returns why it failed */
  async #list(): Promise<string | null> {
    // Version 0: what the server has in memory, so that a thousand agents do not ask its store at once.
    // Where that was too old for a watch, it may be so again.
    const version: Readonly<Record<string, string>> = this.#isOld ? {} : { resourceVersion: '0' };
    const answer = await this.#options.api.ask({ method: 'GET', path: this.#path(version) });
    const refused = whyRefused(answer);
    if (refused !== null || !answer.ok) return refused;
    const list = listOfPods(answer.text);
    if (list === null) return 'answers something that is no list of pods';
    this.#pods = new Map(list.pods.map((pod) => [pod.uid, pod]));
    this.#heard(list.version);
    this.#isOld = false;
    return null;
  }

  async #watch(version: string): Promise<string | null> {
    const { api, now, random } = this.#options;
    const seconds = Math.round(WATCH_S * (1 + random()));
    const path = this.#path({
      ...{ watch: '1', allowWatchBookmarks: 'true' },
      ...{ resourceVersion: version, timeoutSeconds: String(seconds) },
    });
    const startedMs = now();
    let problem: string | null = null;
    const stream = api.stream(path, seconds * 1000 + LATE_MS, {
      // All that happened since the place it began at comes now: what is known holds, also where nothing comes.
      opened: () => this.#heard(version),
      heard: (line) => {
        problem ??= this.#take(line);
        if (problem !== null) stream.stop();
      },
    });
    this.#stream = stream;
    const answer = await stream.ended;
    this.#stream = null;
    const lastedMs = now() - startedMs;
    const isShort = lastedMs < SHORT_MS;
    // Only what was of use for longer than any wait ends the waiting, however it ended.
    if (lastedMs >= LONGEST_WAIT_MS) this.#failures = 0;
    if (problem !== null) return this.#anew(problem);
    if (answer.ok && answer.status === 410) return this.#anew('no longer knows where the watch began (410)');
    // Who may list and not watch is told by lists alone.
    if (answer.ok && answer.status === 403) this.#version = null;
    const refused = whyRefused(answer);
    if (refused !== null) return refused;
    return isShort ? 'ends each watch at once' : null;
  }

  /** All is listed again, after a moment. */
  #anew(problem: string): string {
    this.#version = null;
    this.#isOld = true;
    return problem;
  }

  /** @returns why the watch is of no use any more */
  #take(line: string): string | null {
    const event = eventOf(line);
    switch (event?.type) {
      case 'pod':
        this.#pods.set(event.pod.uid, event.pod);
        break;
      case 'deleted':
        this.#pods.delete(event.pod.uid);
        break;
      case 'bookmark':
        break;
      case 'error':
        return event.code === 410
          ? 'no longer knows where the watch began (410)'
          : `ends the watch (${event.code})`;
      default:
        return 'sends something that is no event';
    }
    this.#heard(event.version);
    return null;
  }

  #heard(version: string): void {
    this.#version = version;
    this.#index = null;
    this.#why = null;
    this.#heardMs = this.#options.now();
  }

  #path(query: Readonly<Record<string, string>>): string {
    return `/api/v1/pods?${new URLSearchParams({ fieldSelector: `spec.nodeName=${this.#options.node}`, ...query })}`;
  }
}
