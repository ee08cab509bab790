import { defineConfig } from 'vitest/config';
import { EXECUTABLE, executableProblem } from './test/support/built-file.ts';
import { CountReporter } from './test/support/count-reporter.ts';

/** Folders of tests that take long or need what `.ci/tools.sh` fetches: for `npm run test:all`. */
const LONG = [
  'budget',
  'containers',
  'faults',
  'go-scripts',
  'growth',
  'kubelet',
  'package',
  'portable',
  'real',
  'scaffold',
  'sea',
].map((folder) => `test/${folder}/**`);

/** The end-to-end tests once more, on the executable where there is one. */
const executable = {
  extends: true as const,
  test: { name: 'executable', include: ['test/e2e/**/*.test.ts'], env: { PROBE_ENV_BIN: EXECUTABLE } },
};

export default defineConfig({
  test: {
    pool: 'threads',
    // For what hangs; how long a test takes is no test's matter.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: [new CountReporter()],
    projects: [
      { extends: true, test: { name: 'all', include: ['test/**/*.test.ts'] } },
      { extends: true, test: { name: 'quick', include: ['test/**/*.test.ts'], exclude: LONG } },
      ...(executableProblem() === null ? [executable] : []),
    ],
  },
});
