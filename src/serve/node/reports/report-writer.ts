import type { Report } from '../../../core/documents/report.ts';
import { type KubeAnswer, type KubeApi, whyRefused } from '../../../target/node/kube/api.ts';
import type { Resident } from '../../../target/resident.ts';
import { listOf, tableOf } from '../kube/pod.ts';
import type { Outcome } from '../looks/lane.ts';
import {
  type Group,
  groupsOf,
  labelOf,
  type Member,
  NODE_LABEL,
  SOURCE,
  spokesmen,
  type WorkloadReport,
  workloadReport,
} from './workload-report.ts';

export interface ReportWriterOptions {
  readonly api: KubeApi;
  readonly node: string;
  readonly after: Resident['after'];
  /** Between 0 and 1. */
  readonly random: () => number;
  /** All containers whose pods are known; null while not all is known that could be. */
  readonly members: () => readonly Member[] | null;
  /** The whole report of a container, looked at now; null where it is not to be had now. */
  readonly whole: (id: string) => Promise<Outcome | null>;
  readonly log: (line: string) => void;
}

/** Between two rounds, more or less. Milliseconds. */
const ROUND_MS = 30_000;
/** Objects that are written or deleted in one round, so that a node asks for twenty a minute at most. */
const MAX_WRITES = 10;
/** Of these so many at most are kept for those that are to be deleted. */
const MAX_DELETES = 3;
/** Rounds after which what others may have made of the objects is looked at. */
const SWEEP_ROUNDS = 20;
/** Different sentences in the log. */
const MAX_TOLD = 50;
const REPORTS = '/apis/openreports.io/v1alpha1';
const APPLY = 'application/apply-patch+yaml';

/** Writes one Report for each workload of the node when it is another, and deletes those of workloads that are gone. */
export class ReportWriter {
  readonly #options: ReportWriterOptions;
  /** What was written last, by namespace and name. */
  readonly #written = new Map<string, string>();
  #round = 0;
  readonly #told = new Set<string>();
  /** Where the next round begins, so that what is refused does not stand before the others for ever. */
  #begin = 0;
  #cancel = () => {};
  #stopped = false;

  constructor(options: ReportWriterOptions) {
    this.#options = options;
  }

  start(): void {
    const { after, random } = this.#options;
    this.#cancel = after(ROUND_MS * (0.5 + random()), () => {
      void this.#write()
        .catch((error: unknown) => this.#say(`this round failed (${String(error)})`))
        .finally(() => {
          if (!this.#stopped) this.start();
        });
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  async #write(): Promise<void> {
    const members = this.#options.members();
    if (members === null) return;
    const groups = groupsOf(members);
    const all = groups.map((group) => {
      const bare = this.#reportOf(group, new Map());
      return { group, bare, path: pathOf(bare.metadata), sign: JSON.stringify(bare) };
    });
    const wanted = new Set(all.map(({ path }) => path));
    const begin = all.length === 0 ? 0 : this.#begin % all.length;
    const gone = [...this.#written.keys()].filter((path) => !wanted.has(path));
    const kept = Math.min(gone.length, MAX_DELETES);
    let writes = MAX_WRITES;
    for (const [i, { group, bare, path, sign }] of [...all.slice(begin), ...all.slice(0, begin)].entries()) {
      if (writes <= kept || this.#stopped) break;
      if (this.#written.get(path) === sign) continue;
      writes--;
      this.#begin = begin + i + 1;
      const reports = await this.#wholes(group);
      const answer = await this.#apply(path, reports === null ? bare : this.#reportOf(group, reports));
      if (this.#went(answer)) {
        // Without its words it is written again.
        if (reports !== null) this.#written.set(path, sign);
      } else if (!isOfOne(answer)) return;
    }
    if (this.#round++ % SWEEP_ROUNDS === 0) await this.#sweep(wanted, writes);
    else await this.#delete(gone.slice(0, writes));
  }

  #reportOf(group: Group, reports: ReadonlyMap<string, Report>): WorkloadReport {
    return workloadReport(group, this.#options.node, reports);
  }

  /** Null where one of them is not to be had now. */
  async #wholes(group: Group): Promise<ReadonlyMap<string, Report> | null> {
    const reports = new Map<string, Report>();
    for (const { id } of spokesmen(group)) {
      const outcome = await this.#options.whole(id);
      if (outcome === null || !outcome.ok || outcome.answer.kind !== 'seen') return null;
      if (outcome.answer.report !== undefined) reports.set(id, JSON.parse(outcome.answer.report) as Report);
    }
    return reports;
  }

  #apply(path: string, report: WorkloadReport): Promise<KubeAnswer> {
    const body = { type: APPLY, text: JSON.stringify(report) };
    const query = `?fieldManager=${SOURCE}&force=true`;
    return this.#options.api.ask({ method: 'PATCH', path: `${path}${query}`, body });
  }

  /** Those of this node that nobody wants go, also of an agent before this one; those that are gone are written again. */
  async #sweep(wanted: ReadonlySet<string>, writes: number): Promise<void> {
    const labelSelector = `app.kubernetes.io/managed-by=${SOURCE},${NODE_LABEL}=${labelOf(this.#options.node)}`;
    const query = new URLSearchParams({ labelSelector, limit: '500' });
    const answer = await this.#options.api.ask({ method: 'GET', path: `${REPORTS}/reports?${query}` });
    if (!this.#went(answer) || !answer.ok) return;
    const { items, metadata } = tableOf(JSON.parse(answer.text));
    const isWhole = tableOf(metadata).continue === undefined || tableOf(metadata).continue === '';
    const there = listOf(items).map((item) => {
      const { namespace, name } = tableOf(tableOf(item).metadata);
      return pathOf({ namespace: String(namespace), name: String(name) });
    });
    // Of a node with more of them nobody knows which are gone.
    const known = new Set(there);
    if (isWhole) for (const path of this.#written.keys()) if (!known.has(path)) this.#written.delete(path);
    await this.#delete(there.filter((path) => !wanted.has(path)).slice(0, writes));
  }

  async #delete(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const answer = await this.#options.api.ask({ method: 'DELETE', path });
      if (answer.ok && answer.status === 404) this.#written.delete(path);
      else if (this.#went(answer)) this.#written.delete(path);
      else if (!isOfOne(answer)) return;
    }
  }

  /** Says what went wrong, once. */
  #went(answer: KubeAnswer): boolean {
    const missing = answer.ok && answer.status === 404;
    const why = missing ? 'has no Report of openreports.io/v1alpha1 (404)' : whyRefused(answer);
    if (why !== null) this.#say(`the API server ${why}`);
    return why === null;
  }

  #say(why: string): void {
    if (this.#told.has(why) || this.#told.size >= MAX_TOLD) return;
    this.#told.add(why);
    this.#options.log(`a Report is not written: ${why}`);
  }
}

/** Whether this one object was refused: others may be taken. */
function isOfOne(answer: KubeAnswer): boolean {
  return answer.ok && [403, 404, 409, 413, 422].includes(answer.status);
}

function pathOf({ namespace, name }: Pick<WorkloadReport['metadata'], 'namespace' | 'name'>): string {
  return `${REPORTS}/namespaces/${encodeURIComponent(namespace)}/reports/${encodeURIComponent(name)}`;
}
