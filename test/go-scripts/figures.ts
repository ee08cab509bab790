import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Call } from './call.ts';
import { type Disagreement, routedRows } from './judge-call.ts';

/** What a run of the scripts came to. */
export interface Figures {
  readonly scripts: number;
  readonly calls: number;
  /** Calls that failed. */
  readonly failed: number;
  /** Rows of `route` that were laid against what reached the proxy. */
  readonly routes: number;
  /** Scripts in which go and probe-env agree about every call. */
  readonly agree: number;
  readonly disagreements: number;
}

/** Scripts that called no go, such as those that the suite leaves out on this system, do not count. */
export function figuresOf(calls: readonly Call[], found: readonly Disagreement[]): Figures {
  const scripts = new Set(calls.map(({ script }) => script));
  const differ = new Set(found.map(({ script }) => script));
  return {
    scripts: scripts.size,
    calls: calls.length,
    failed: calls.filter(({ code }) => code !== 0).length,
    routes: calls.reduce((sum, call) => sum + routedRows(call).length, 0),
    agree: scripts.size - differ.size,
    disagreements: found.length,
  };
}

/** What the runs came to that docs/reliability.md tells of. */
export interface Measured {
  /** Minor release whose scripts they are, such as `1.27`. */
  readonly go: string;
  /** Those that CI runs: the test holds them to it. */
  readonly quick: Figures;
  /** Those and all others that have been run whole. */
  readonly tried: Figures;
}

export const FIGURES: Measured = JSON.parse(readFileSync(join(import.meta.dirname, 'figures.json'), 'utf8'));
