import { type NamedReport, reports } from '../../test/reports/all.ts';

/** docs/reports.md: what people report, what it really is, and what probe-env says, as test/reports holds it. */
export function reportsPage(): string {
  return `<!-- Made by npm run docs from test/reports/cases. -->
# What people report

${reports().length} situations that people met in containers, made again in real root file systems with the real tools beside
probe-env. Search here for what a tool says, or ask: \`probe-env explain 'package strconv is not in std'\`.

${reports().map(entry).join('\n')}`;
}

function entry({ name, report }: NamedReport): string {
  const { what, says, seenAt = [], cause, finds, exit } = report;
  const found = Object.entries(finds).map(
    ([rule, severity]) => `${severity} [${rule}](rules.md#${rule.replaceAll('/', '')})`,
  );
  return [
    `## ${what}`,
    '',
    ...(says.length === 0 ? [] : [...says.map((text) => `> ${text}`), '']),
    cause,
    '',
    `probe-env: ${found.length === 0 ? 'nothing' : found.join(', ')}; exit code ${exit}. [The test](../test/reports/cases/${name}.ts)${seenAt.length === 0 ? '' : `; met in ${seenAt.join(', ')}`}.`,
    '',
  ].join('\n');
}

/** The figure of docs/reliability.md: every report is a test, so that all of them are right or CI is red. */
export function reportsFigure(): string {
  const all = reports();
  const clean = all.filter(({ report }) => Object.keys(report.finds).length === 0).length;
  const asked = all.filter(({ report }) => (report.real ?? []).length > 0).length;
  return `${all.length} of ${all.length} reports are right: rule, severity, exit code and remedy; ${clean} of them are setups in which nothing may be said. In ${asked} a real tool is asked in the same root.\n`;
}
