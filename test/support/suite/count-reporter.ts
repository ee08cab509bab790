import { DefaultReporter, type TestCase, type TestModule } from 'vitest/node';
import { keepPassed, seenBefore } from './seen-before.ts';

/** A line of life where there is no terminal, after each so many files. */
const LINE_EVERY = 20;
const SLOWEST = 10;

/**
 * Shows the files with a failure, and no others. Ends the run with the slowest tests, with one line on what
 * was skipped and why, and with one plain line: `N passed, M failed`.
 */
export class CountReporter extends DefaultReporter {
  #files = 0;

  protected override printTestModule(module: TestModule): void {
    if (module.state() === 'failed') super.printTestModule(module);
    if (++this.#files % LINE_EVERY === 0 && !this.isTTY) this.log(`  ${this.#files} files of tests are done`);
  }

  override onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: Parameters<DefaultReporter['onTestRunEnd']>[1],
    reason: Parameters<DefaultReporter['onTestRunEnd']>[2],
  ): void {
    super.onTestRunEnd(modules, unhandledErrors, reason);
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    // A file that cannot even be loaded, or cleaned up after, fails without a test that does.
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
    );
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    const failed = count('failed') + broken.length + unhandledErrors.length;
    const rest = skipped.length + count('pending');
    keepPassed(passedWhole(modules));
    const before = seenBefore();
    const lines = [
      ...slowest(tests),
      ...(skipped.length === 0 ? [] : [`Skipped: ${reasons(skipped)}. CONTRIBUTING.md says what is needed.`]),
      ...(before.tests === 0
        ? []
        : [`Seen before, without any tool: ${before.tests} passed in ${before.files.length} files.`]),
      `${count('passed')} passed, ${failed} failed${rest === 0 ? '' : `, ${rest} skipped`}`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}

/** Files of which every test has run and passed. */
function passedWhole(modules: readonly TestModule[]) {
  const whole = modules.filter(
    (module) =>
      module.state() === 'passed' &&
      [...module.children.allTests()].every((test) => test.result().state === 'passed'),
  );
  return {
    tests: whole.reduce((sum, module) => sum + [...module.children.allTests()].length, 0),
    files: whole.map((module) => module.relativeModuleId),
  };
}

function slowest(tests: readonly TestCase[]): readonly string[] {
  const timed = tests.map((test) => ({ test, ms: test.diagnostic()?.duration ?? 0 }));
  const worst = timed.sort((a, b) => b.ms - a.ms).slice(0, SLOWEST);
  if (tests.length <= SLOWEST) return [];
  return [
    'Slowest:',
    ...worst.map(
      ({ test, ms }) =>
        `${(ms / 1000).toFixed(1).padStart(7)} s  ${test.module.relativeModuleId}: ${test.fullName}`,
    ),
  ];
}

/** Each reason once, the most frequent first, with how many tests, or groups of them, it kept from running. */
function reasons(skipped: readonly TestCase[]): string {
  const counts = new Map<string, number>();
  for (const test of skipped) {
    const result = test.result();
    const reason = (result.state === 'skipped' ? result.note : undefined) ?? 'not for this machine';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.map(([reason, times]) => (times === 1 ? reason : `${reason} (${times})`)).join('; ');
}
