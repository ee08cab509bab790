import type { Report } from '../core/documents/report.ts';
import type { Registry } from '../core/probe.ts';
import type { Purpose } from '../core/purpose.ts';
import { isoInstant } from '../core/time/instant.ts';
import type { Breathe } from '../core/time/turns.ts';
import { type Change, changesBetween, remembered } from './history.ts';
import { type Depth, judge } from './watch/judging.ts';
import type { Look } from './watch/looking.ts';

interface Known {
  readonly look: Look;
  readonly second: number;
  readonly report: Promise<Report>;
}

/** What the last look saw, judged at the time of each question; and what became another thing from one judgement to the next. */
export class Judged {
  readonly #registry: Registry;
  readonly #breathe: Breathe;
  readonly #reports = new Map<string, Known>();
  readonly #told = new Set<() => void>();
  #before: Report | null = null;
  #history: readonly Change[] = [];

  constructor(registry: Registry, breathe: Breathe) {
    this.#registry = registry;
    this.#breathe = breathe;
  }

  async report(look: Look, nowMs: number, purpose: Purpose, depth: Depth): Promise<Report> {
    // Within a second no date passes that people write down.
    const second = Math.floor(nowMs / 1000);
    const question = `${purpose} ${depth}`;
    const known = this.#reports.get(question);
    if (known?.look === look && known.second === second) return known.report;
    const { observation, startedAt, durationMs } = look;
    const asked = { depth, purpose, nowMs, startedAt, durationMs, breathe: this.#breathe };
    const report = judge(this.#registry, observation, asked);
    this.#reports.set(question, { look, second, report });
    if (purpose === 'readiness' && depth === 'verdict') this.#compare(await report, nowMs);
    return report;
  }

  /** Is called when the verdict or a finding is another one. */
  onChange(told: () => void): () => void {
    this.#told.add(told);
    return () => this.#told.delete(told);
  }

  get history(): readonly Change[] {
    return this.#history;
  }

  #compare(report: Report, nowMs: number): void {
    const changes = changesBetween(this.#before, report, isoInstant(nowMs));
    const first = this.#before === null;
    this.#before = report;
    this.#history = remembered(this.#history, changes);
    if (first || changes.length > 0) for (const told of this.#told) told();
  }
}
