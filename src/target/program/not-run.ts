import type { RunResult } from './program.ts';

/** What came of a program of a root in which nothing is run. */
export const NOT_RUN: RunResult = {
  kind: 'not-started',
  cause: { code: 'other', errno: 'NOT_KNOWN' },
  stdout: '',
  stderr: '',
};
