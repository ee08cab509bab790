import { readFileSync, writeFileSync } from 'node:fs';
import { makeGroup } from '../support/system/cgroup.ts';
import { type Cost, costOf, HEALTHY, REPETITIVE, type Repetitive } from './repetitive.ts';

/**
 * `npm run repetitive`: what each input that repeats itself costs, CPU in times of a healthy run beside it, and what
 * becomes of it in a memory limit of 64 MiB; as a table in docs/reliability.md. Needs root for the limit.
 */
const PAGE = new URL('../../docs/reliability.md', import.meta.url).pathname;
const MARKS = ['<!-- measured: repetitive -->', '<!-- /measured: repetitive -->'] as const;
const LIMIT = 64 * 1024 * 1024;

const rows: string[] = [];
const healthy = await costOf(HEALTHY);
for (const input of REPETITIVE) {
  const [free, limited] = [await costOf(input), await inLimit(input)];
  const times = (free.cpuMs / healthy.cpuMs).toFixed(1);
  rows.push(
    `| ${input.name} | ${times} | ${Math.round(free.peakMib)} | ${endOf(free)} | ${endOf(limited)} |`,
  );
  process.stderr.write(`${rows.at(-1)}\n`);
}
const head =
  '| input | CPU, in times of a healthy run | peak, MiB | exit code | in 64 MiB |\n|---|---|---|---|---|';
const page = readFileSync(PAGE, 'utf8');
const [start, end] = MARKS.map((mark) => page.indexOf(mark)) as [number, number];
if (start < 0 || end < start) throw new Error(`${PAGE} has no marks for the table`);
writeFileSync(
  PAGE,
  `${page.slice(0, start + MARKS[0].length)}\n${head}\n${rows.join('\n')}\n${page.slice(end)}`,
);

async function inLimit(input: Repetitive): Promise<Cost> {
  const group = makeGroup(`probe-env-repetitive-${process.pid}`, { memoryBytes: LIMIT });
  try {
    return await costOf(input, { procs: group.procs });
  } finally {
    group.remove();
  }
}

function endOf({ code }: Cost): string {
  return code === null ? 'killed by the kernel' : String(code);
}
