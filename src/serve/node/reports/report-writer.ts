import type { Report } from '../../../core/documents/report.ts';
import type { KubeAnswer, KubeApi } from '../../../target/node/kube/api.ts';
import type { Resident } from '../../../target/resident.ts';
import type { Outcome } from '../looks/lane.ts';
import { type Group, groupsOf, type Member, spokesmen, wordsOf } from './group.ts';
import { apply, type Blame, blameOf, pathOf, reportsOf, whyNotTaken } from './objects.ts';
import { Patience } from './patience.ts';
import { type WorkloadReport, workloadReport } from './workload-report.ts';
import { type Said, Written } from './written.ts';

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

/** One Report that is wanted. */
interface Wanted {
  readonly group: Group;
  readonly bare: WorkloadReport;
  readonly path: string;
  readonly said: Said;
}

/** Writes one Report for each workload of the node when it is another, and deletes those of workloads that are gone. */
export class ReportWriter {
  readonly #options: ReportWriterOptions;
  readonly #written = new Written();
  #round = 0;
  /** From then on it is looked at what others have made of the objects. */
  #sweepRound = 1;
  /** Times in a row that there was no answer to that. */
  #failures = 0;
  /** An object was taken in this round. */
  #hasTaken = false;
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
    const all = groupsOf(members).map((group): Wanted => {
      const bare = this.#reportOf(group, new Map());
      const said = { sign: JSON.stringify(bare), words: wordsOf(group) };
      return { group, bare, path: pathOf(bare.metadata), said };
    });
    const wanted = new Set(all.map(({ path }) => path));
    const kept = Math.min(this.#written.gone(wanted).length, MAX_DELETES);
    const writes = await this.#writeDue(all, MAX_WRITES - kept);
    this.#round++;
    // What is refused keeps nobody from being deleted.
    if (this.#round >= this.#sweepRound || (this.#failures > 0 && this.#hasTaken)) {
      // Without an answer it is asked again soon, and each time twice as late, until the server takes something.
      this.#sweepRound = this.#round + Math.min(SWEEP_ROUNDS, 2 ** this.#failures++);
      if (await this.#sweep()) {
        this.#failures = 0;
        this.#sweepRound = this.#round + SWEEP_ROUNDS;
      }
    }
    await this.#delete(this.#written.gone(wanted).slice(0, MAX_WRITES - writes));
  }

  /** @returns how many were tried */
  async #writeDue(all: readonly Wanted[], max: number): Promise<number> {
    const patience = new Patience();
    const begin = all.length === 0 ? 0 : this.#begin % all.length;
    let writes = 0;
    this.#hasTaken = false;
    for (const [i, wanted] of [...all.slice(begin), ...all.slice(0, begin)].entries()) {
      if (writes >= max || this.#stopped || patience.isOver) break;
      if (!this.#written.isDue(wanted.path, wanted.said, this.#round)) continue;
      writes++;
      this.#begin = begin + i + 1;
      patience.heard(await this.#writeOne(wanted));
    }
    return writes;
  }

  /** @returns why it was not taken; null where nothing was refused */
  async #writeOne({ group, bare, path, said }: Wanted): Promise<Blame | null> {
    const reports = await this.#wholes(group);
    if (reports === null && this.#written.stands(path, said)) {
      this.#written.putOff(path, this.#round);
      return null;
    }
    const report = reports === null ? bare : this.#reportOf(group, reports);
    const answer = await apply(this.#options.api, path, report);
    if (!this.#went(answer)) return blameOf(answer);
    this.#hasTaken = true;
    this.#written.write(path, said, reports === null, this.#round);
    return null;
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

  /** Those of this node that nobody wants go, also of an agent before this one; those that are gone are written again. @returns whether there was an answer */
  async #sweep(): Promise<boolean> {
    const found = await reportsOf(this.#options.api, this.#options.node);
    if ('refused' in found) {
      this.#went(found.refused);
      return blameOf(found.refused) === 'object';
    }
    this.#written.found(found.there, found.isWhole);
    return true;
  }

  async #delete(paths: readonly string[]): Promise<void> {
    const patience = new Patience();
    for (const path of paths) {
      if (patience.isOver) return;
      const answer = await this.#options.api.ask({ method: 'DELETE', path });
      const isGone = (answer.ok && answer.status === 404) || this.#went(answer);
      patience.heard(isGone ? null : blameOf(answer));
      if (isGone) this.#written.drop(path);
      else this.#written.postpone(path);
    }
  }

  /** Says what went wrong, once. */
  #went(answer: KubeAnswer): boolean {
    const why = whyNotTaken(answer);
    if (why !== null) this.#say(`the API server ${why}`);
    return why === null;
  }

  #say(why: string): void {
    if (this.#told.has(why) || this.#told.size >= MAX_TOLD) return;
    this.#told.add(why);
    this.#options.log(`a Report is not written: ${why}`);
  }
}
