import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './trial/trial.ts';

/** What became of one case. */
export interface Kept {
  readonly name: string;
  readonly outcomes: readonly Outcome[];
}

/** What a run came to. */
export interface Figures {
  readonly cases: number;
  readonly rules: number;
  /** Alternatives that were offered, each applied to a root that was broken anew. */
  readonly remedies: number;
  readonly mend: number;
  /** After which something stands open that did not before. */
  readonly harmful: number;
}

export function figuresOf(kept: readonly Kept[]): Figures {
  const outcomes = kept.flatMap((one) => one.outcomes);
  return {
    cases: kept.length,
    rules: new Set(kept.map(({ name }) => name.split(':', 1)[0])).size,
    remedies: outcomes.length,
    mend: outcomes.filter(({ fault }) => fault === null).length,
    harmful: outcomes.filter(({ fault }) => fault?.startsWith('harmful') ?? false).length,
  };
}

/** The runs that docs/reliability.md tells of: of each rule one case, and all cases, as far as they were tried. */
export interface Measured {
  readonly each: Figures;
  readonly all: Figures;
}

export const FIGURES_FILE = join(import.meta.dirname, 'figures.json');
export const FIGURES: Measured = JSON.parse(readFileSync(FIGURES_FILE, 'utf8'));
