import { readFileSync, writeFileSync } from 'node:fs';

/**
 * CI runs the quick tests twice: as a newcomer, without any tool, and among all. What has passed whole there needs no
 * tool and is not run again. PROBE_ENV_TESTS_PASSED names the file that says so where a run writes it,
 * PROBE_ENV_TESTS_SEEN where another reads it.
 */
export interface Passed {
  readonly tests: number;
  /** Paths from the repository on. */
  readonly files: readonly string[];
}

/** Nothing, where nobody names a file. */
export function seenBefore(): Passed {
  const path = process.env.PROBE_ENV_TESTS_SEEN;
  return path === undefined ? { tests: 0, files: [] } : (JSON.parse(readFileSync(path, 'utf8')) as Passed);
}

export function keepPassed(passed: Passed): void {
  const path = process.env.PROBE_ENV_TESTS_PASSED;
  if (path !== undefined) writeFileSync(path, JSON.stringify(passed));
}
