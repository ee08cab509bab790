import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with what was skipped and why, and with one plain line: `N passed, M failed`. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      // A file that cannot even be loaded, or cleaned up after, fails without a test that does.
      const failing = [...module.children.allTests('failed')];
      if (module.state() === 'failed' && failing.length === 0) counts.failed++;
      for (const test of module.children.allTests()) {
        const result = test.result();
        counts[result.state]++;
        if (result.state === 'skipped')
          skipped.push(`  ${test.fullName}: ${result.note ?? 'no reason given'}`);
      }
    }
    counts.failed += unhandledErrors.length;
    const lines = skipped.length === 0 ? [] : ['Skipped:', ...skipped];
    const rest = counts.skipped + counts.pending;
    lines.push(`${counts.passed} passed, ${counts.failed} failed${rest === 0 ? '' : `, ${rest} skipped`}`);
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}
