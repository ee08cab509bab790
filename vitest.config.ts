import { defineConfig } from 'vitest/config';
import { EXECUTABLE, executableProblem } from './test/support/built-file.ts';
import { CountReporter } from './test/support/count-reporter.ts';

/** The end-to-end tests once more, on the executable where there is one. */
const executable = {
  extends: true as const,
  test: { name: 'executable', include: ['test/e2e/**/*.test.ts'], env: { PROBE_ENV_BIN: EXECUTABLE } },
};

export default defineConfig({
  test: {
    pool: 'threads',
    testTimeout: 20_000,
    reporters: ['default', new CountReporter()],
    projects: [
      { extends: true, test: { name: 'all', include: ['test/**/*.test.ts'] } },
      ...(executableProblem() === null ? [executable] : []),
    ],
  },
});
