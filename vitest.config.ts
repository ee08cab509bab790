import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { EXECUTABLE, executableProblem } from './test/support/runs/built-file.ts';
import { CountReporter } from './test/support/suite/count-reporter.ts';
import { seenBefore } from './test/support/suite/seen-before.ts';

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
  'remedies',
  'reports',
  'scaffold',
  'sea',
  'timely',
].map((folder) => `test/${folder}/**`);

/**
 * What has not yet been seen whole on a quiet machine in the form that it has, or would take CI beyond its time:
 * `npm run test:deep`. Each goes back to what CI runs as soon as that is known of it.
 */
const DEEP = [
  'test/containers/image-equal.test.ts',
  'test/containers/node/{churn,least,light-hostile}.test.ts',
  'test/e2e/serve/{node-page,page}.test.ts',
  'test/e2e/repetitive.test.ts',
  'test/faults/{busy,programs,silent-mounts,surroundings}.test.ts',
  'test/kubelet/**',
  'test/real/ca-certs/ca-certs.test.ts',
  'test/real/go/env.test.ts',
  'test/real/go/late.test.ts',
  'test/real/go/model.test.ts',
  'test/real/app/image-program.test.ts',
  'test/real/ca-certs/keystores.test.ts',
  'test/real/network/proxy-whole.test.ts',
  'test/real/system/timezone.test.ts',
  'test/remedies/third.test.ts',
];

/** Of what CI runs a part only: whole in `npm run test:deep`, which sets TEST_WHOLE=1. */
const WHOLE = [
  'test/containers/image-built.test.ts',
  'test/containers/image-report.test.ts',
  'test/e2e/serve/clients.test.ts',
  'test/real/app/app.test.ts',
  'test/real/limits/live.test.ts',
  'test/real/go/provenance.test.ts',
  'test/real/go/auth.test.ts',
  'test/real/go/offline.test.ts',
  'test/real/network/online.test.ts',
  'test/real/network/resolver.test.ts',
  'test/real/system/rotated.test.ts',
  'test/real/route/online.test.ts',
  'test/security/{canaries,files-read}.test.ts',
  'test/serve/day.test.ts',
  'test/serve/growth.test.ts',
  'test/timely/timely.test.ts',
];

/**
 * What builds into folders that others read too, or measures time or memory: these have the machine for themselves.
 * All others run beside each other, on all processors.
 */
const ALONE = [
  'budget',
  'growth',
  'kubelet',
  'package',
  'portable',
  'scaffold',
  'sea',
  'security',
  'timely',
].map((folder) => `test/${folder}/**`);

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
        (name) => `test/e2e/${name}.test.ts`,
      ),
    ],
    env: { PROBE_ENV_BIN: EXECUTABLE },
    ...beside,
  },
};

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
          include: [...DEEP, ...WHOLE].map(testsIn),
          env: { TEST_WHOLE: '1', IMAGES_ALL: '1', OFFLINE_ALL: '1' },
        },
      },
      ...(executableProblem() === null ? [executable] : []),
    ],
  },
});
