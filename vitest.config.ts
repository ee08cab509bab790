import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { EXECUTABLE, executableProblem } from './test/support/runs/built-file.ts';
import { CountReporter } from './test/support/suite/count-reporter.ts';
import { DEEP_ONLY, DEEP_WHOLE } from './test/support/suite/deep.ts';
import { seenBefore } from './test/support/suite/seen-before.ts';

/** Folders of tests that take long or need what `.ci/tools.sh` fetches: for `npm run test:all`. */
const LONG = [
  'budget',
  'containers',
  'faults',
  'go-scripts',
  'growth',
  'package',
  'portable',
  'real',
  'remedies',
  'reports',
  'scaffold',
  'sea',
  'timely',
].map((folder) => `test/${folder}/**`);

const DEEP = DEEP_ONLY.map(testFile);

/**
 * What builds into folders that others read too, or measures time or memory: these have the machine for themselves.
 * All others run beside each other, on all processors.
 */
const ALONE = ['budget', 'growth', 'package', 'portable', 'scaffold', 'sea', 'security', 'timely'].map(
  (folder) => `test/${folder}/**`,
);

/** On all processors. */
const beside = { maxWorkers: availableParallelism(), sequence: { groupOrder: 1 } };

/** The end-to-end tests once more, on the executable where there is one. */
const executable = {
  extends: true as const,
  test: {
    name: 'executable',
    include: ['test/e2e/**/*.test.ts'],
    // What is seen from outside is no matter of how the file was built, and takes minutes; others run the bundle whatever
    // is named, and the executable beside it; route's work is measured in starts of the bundle, and what has changed waits for clocks.
    exclude: [
      ...DEEP,
      ...['init', 'node-options', 'outside/outside', 'serve/rotated', 'route', 'run', 'serve/pid'].map(
        (name) => testFile(`test/e2e/${name}`),
      ),
    ],
    env: { PROBE_ENV_BIN: EXECUTABLE },
    ...beside,
  },
};

function testFile(path: string): string {
  return `${path}.test.ts`;
}

function testsIn(glob: string): string {
  return glob.replace(/\*\*$/, '**/*.test.ts');
}

export default defineConfig({
  test: {
    pool: 'threads',
    // For what hangs; how long a test takes is no test's matter.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: [new CountReporter()],
    projects: [
      { extends: true, test: { name: 'all', include: ['test/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'quick', include: ['test/**/*.test.ts'], exclude: [...LONG, ...DEEP], ...beside },
      },
      {
        extends: true,
        test: {
          name: 'beside',
          include: ['test/**/*.test.ts'],
          exclude: [...DEEP, ...ALONE, ...seenBefore().files],
          ...beside,
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ALONE.map(testsIn),
          exclude: [...DEEP, ...seenBefore().files],
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'deep',
          include: [...DEEP_ONLY, ...DEEP_WHOLE].map(testFile),
          env: { TEST_WHOLE: '1' },
        },
      },
      ...(executableProblem() === null ? [executable] : []),
    ],
  },
});
