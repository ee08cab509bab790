import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EXECUTABLE, executableProblem } from '../support/runs/built-file.ts';
import { type Limits, makeGroup } from '../support/system/cgroup.ts';
import { goToolchains, tool } from '../support/system/real-tools.ts';
import { agentCosts, agentTable } from './agents/agent.ts';
import { neighbours, neighbourTable, nodeCosts, nodeTable } from './agents/node.ts';
import { compare, measurer, type Subject } from './measure.ts';
import { images, manifests, roots } from './subjects/judged.ts';
import { withStockCertificates } from './subjects/stock-certificates.ts';
import { certificates, limited, NODE, paths, sideBySide, trustStore } from './subjects/subjects.ts';
import { twoPrograms } from './subjects/two-programs.ts';
import { zones } from './subjects/zones.ts';
import { type Section, table } from './table.ts';

/**
 * `npm run bench [-- --runs N] [--only WORD] [--fifo] [--write]`: all sections, as a table and as JSON in
 * .cache/bench. --node measures `serve --node` alone, which takes ten minutes and is no part of the others. --fifo runs what is measured before everything else on the machine (not under a quota,
 * which that would escape); --write puts the table into docs/performance.md.
 *
 * As root, everything runs in a mount namespace where /etc/ssl/certs is what Debian's package makes, without
 * the certificates that this machine's owner has added.
 */
const ROOT = join(import.meta.dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/performance.md');
const folder = join(ROOT, '.cache/bench');
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '25' },
    only: { type: 'string', default: '' },
    fifo: { type: 'boolean', default: false },
    node: { type: 'boolean', default: false },
    write: { type: 'boolean' },
  },
});
const problem = executableProblem();
if (problem !== null) throw new Error(problem);
mkdirSync(folder, { recursive: true });
const runs = Number(values.runs);
const few = Math.max(3, Math.round(runs / 4));
if (values.node) {
  await benchNode();
  process.exit();
}
withStockCertificates(folder);

[NODE, EXECUTABLE].forEach(forget);
const measure = measurer(folder);
const sections: Section[] = [];
section('Side by side', runs, () => sideBySide(folder));
section('The trust store', runs, () => trustStore(folder));
underLimits('With a tenth of a CPU', { cpus: 0.1 });
underLimits('With 64 MiB of memory', { memoryBytes: 64 * 1024 * 1024 });
section('Two programs started and read', runs, () => twoPrograms(folder));
section('Certificates in the bundle', few, () => certificates(folder, [144, 1000, 10_000]));
section('Paths in the policy', few, () => paths(folder, [1, 100, 2000]));
section('Zones to search', few, () => zones(folder));
section('Images', few, () => images(folder));
section('Manifests', few, () => manifests(folder));
section('A whole root file system', few, () => roots());
const AGENT = 'The agent that stays';
const agent = isWanted(AGENT) ? await agentCosts(60_000) : null;

const machine = describeMachine(
  `medians of ${runs} runs, in brackets the ratio to the first line of each table${values.fifo ? '; at real-time priority, except under limits' : ''}`,
);
const staying = agent === null ? [] : [agentTable(AGENT, agent)];
const text = [machine, '', ...sections.map(table), ...staying].join('\n');
console.log(text);
writeFileSync(
  join(folder, 'result.json'),
  `${JSON.stringify({ machine, runs, sections, agent }, null, 2)}\n`,
);
if (values.write) writeBetweenMarks('measured', text);

/** Of a node, and what it would cost to ask in each of its containers. */
async function benchNode(): Promise<void> {
  const asked = sideBySide(folder).filter(({ name }) =>
    ['executable, runtime profile', 'goss'].includes(name),
  );
  const all = await neighbours(measurer(folder), asked);
  const costs = [
    ...(await nodeCosts(50, [0], 60_000)),
    ...(await nodeCosts(200, [0, 10, 50], 60_000)),
    ...(await nodeCosts(500, [0], 60_000)),
  ];
  const said = [
    describeMachine(`the agent on Node ${process.version}`),
    '',
    nodeTable(costs),
    neighbourTable(all, 200),
  ].join('\n');
  console.log(said);
  if (values.write) writeBetweenMarks('measured-node', said);
}

function isWanted(title: string): boolean {
  return title.toLowerCase().includes(values.only.toLowerCase());
}

function section(title: string, count: number, subjects: () => readonly Subject[]): void {
  if (!isWanted(title)) return;
  const all = subjects();
  if (all.length > 0) sections.push({ title, results: compare(measure, urgent(all), count) });
}

/**
 * Lets the page cache forget a program. One that was just written lies there in large pieces, of which a page
 * fault maps a whole: it starts 3 ms faster and is 35 MiB larger than after the next reboot of the machine.
 */
function forget(program: string): void {
  // What is not yet on the disk stays.
  execFileSync('sync', [program]);
  execFileSync('dd', [`if=${program}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
}

function urgent(subjects: readonly Subject[]): readonly Subject[] {
  const chrt = tool('chrt');
  if (!values.fifo || chrt === null) return subjects;
  return subjects.map((subject) =>
    subject.groups === undefined ? { ...subject, argv: [chrt, '-f', '10', ...subject.argv] } : subject,
  );
}

function underLimits(title: string, limits: Limits): void {
  if (process.getuid?.() !== 0) return;
  const group = makeGroup('probe-env-bench', limits);
  try {
    section(title, few, () => limited(folder, group.procs));
  } finally {
    group.remove();
  }
}

/** @param how it was measured, behind a semicolon */
function describeMachine(how: string): string {
  const all = cpus();
  const node = execFileSync(NODE, ['--version'], { encoding: 'utf8' }).trim();
  const go = execFileSync(goToolchains().at(-1)?.go ?? 'go', ['version'], {
    encoding: 'utf8',
    env: {},
  }).split(' ')[2];
  return `${all.length} × ${all[0]?.model ?? 'unknown CPU'}, Linux ${release()}, Node ${node}, ${go}; ${how}.`;
}

function writeBetweenMarks(mark: string, measured: string): void {
  const [before, after] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const page = readFileSync(DOCUMENT, 'utf8');
  const start = page.indexOf(before);
  const end = page.indexOf(after);
  if (start < 0 || end < start) throw new Error(`${DOCUMENT} has no marks for the table`);
  writeFileSync(DOCUMENT, `${page.slice(0, start + before.length)}\n\n${measured}\n${page.slice(end)}`);
}
