import type { Result } from './measure.ts';

/** A part of the benchmark: what ran side by side. The first result is what the others are compared with. */
export interface Section {
  readonly title: string;
  readonly results: readonly Result[];
}

/** Markdown: medians, and in brackets the ratio to the first line. */
export function table({ title, results }: Section): string {
  const base = results[0];
  const cell = (value: number, of: number | undefined, digits: number) =>
    `${value.toFixed(digits)} (${of === undefined ? '–' : (value / of).toFixed(2)})`;
  const counted = results.some(({ calls }) => calls !== null);
  const rows = results.map(({ name, wallMs, cpuMs, rssMiB, worstMs, calls }) =>
    [
      name,
      cell(wallMs, base?.wallMs, 1),
      cell(cpuMs, base?.cpuMs, 1),
      cell(rssMiB, base?.rssMiB, 1),
      worstMs.toFixed(0),
      ...(counted ? [calls ?? '–'] : []),
    ].join(' | '),
  );
  return [
    `### ${title}`,
    '',
    `| | wall ms | CPU ms | peak MiB | slowest ms |${counted ? ' system calls |' : ''}`,
    `|---|---|---|---|---|${counted ? '---|' : ''}`,
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}
