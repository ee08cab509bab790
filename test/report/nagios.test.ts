import { execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { nagios } from '../../src/report/nagios.ts';
import { nagiosExitCodeOf } from '../../src/verdict/verdict.ts';
import { everyKind, finding, probeReport, sampleReport } from '../support/runs/sample-report.ts';
import { describeReal, tool } from '../support/system/real-tools.ts';

describe('nagios', () => {
  it('has one bar, before the performance data', () => {
    const document = nagios(everyKind());
    expect(document.split('|')).toHaveLength(2);
    expect(document.split('\n')[0]).toContain(
      '| time=0.038s;;;0 errors=2;;;0 warnings=1;;;0 inconclusive=1;;;0',
    );
  });

  it.each([
    [0, 'OK'],
    [1, 'WARNING'],
    [2, 'CRITICAL'],
    [3, 'UNKNOWN'],
  ])('names exit code %i %s', (exitCode, word) => {
    expect(nagios(sampleReport([], { exitCode }))).toMatch(new RegExp(`^PROBE-ENV ${word} - `));
  });

  const warned = probeReport('b', { status: 'warn', findings: [finding('b/x', { severity: 'warning' })] });
  const failed = probeReport('c', { status: 'fail', findings: [finding('c/x')] });
  const open = probeReport('d', { status: 'inconclusive', reason: 'cut' });
  it.each([
    [[probeReport('a')], 'error', 0],
    [[warned], 'error', 1],
    [[warned], 'warning', 2],
    [[warned, failed], 'error', 2],
    [[warned, open], 'error', 3],
    [[failed, open], 'error', 2],
  ] as const)('decides the code of case %#', (probes, threshold, code) => {
    expect(nagiosExitCodeOf(probes, threshold)).toBe(code);
  });
});

/** Prints label, value and unit of each datum that the monitoring plugins' own module reads. */
const READ_PERFDATA = `
use Monitoring::Plugin::Performance use_die => 1;
my @data = Monitoring::Plugin::Performance->parse_perfstring($ARGV[0]);
print join(" ", map { $_->label . "=" . $_->value . $_->uom } @data);
`;

describeReal('nagios under the monitoring plugins', { tools: ['perl'] }, () => {
  it('has performance data that Monitoring::Plugin reads', () => {
    const perfdata = nagios(everyKind()).split('\n')[0]?.split('| ')[1] ?? '';
    const { stdout } = execaSync(tool('perl') ?? '', ['-e', READ_PERFDATA, perfdata]);
    expect(stdout).toBe('time=0.038s errors=2 warnings=1 inconclusive=1');
  });
});
