import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEBIAN } from '../../containers/images.ts';
import { get, type ServingProcess, servingNode } from '../../support/runs/serving.ts';
import { LightContainers } from '../../support/system/light/containers.ts';
import { tool } from '../../support/system/real-tools.ts';
import { compare, type Subject } from '../measure.ts';
import { ranMs, SETTLE_MS } from './ran.ts';

/** What `serve --node` took of so many containers. */
export interface NodeCost {
  readonly containers: number;
  readonly images: number;
  /** Containers that write to their trust store in each interval. */
  readonly changed: number;
  /** From its start, seconds. */
  readonly firstSeconds: number;
  readonly looks: ProcessCost;
  readonly agent: ProcessCost;
}

interface ProcessCost {
  /** Part of a core. */
  readonly core: number;
  readonly residentMiB: number;
}

/** What asking in each container costs, milliseconds of CPU. */
export interface Neighbour {
  readonly name: string;
  readonly cpuMs: number;
  /** Between two questions. */
  readonly residentMiB: number;
}

const INTERVAL_MS = 10_000;
const CONTAINERS_PER_IMAGE = 10;
const QUESTIONS = 50;
const STORE = 'etc/ssl/certs/ca-certificates.crt';

/** Looks at so many light containers, first as they are, then while some of them change. */
export async function nodeCosts(
  containers: number,
  changes: readonly number[],
  measureMs: number,
): Promise<readonly NodeCost[]> {
  const images = Math.max(1, containers / CONTAINERS_PER_IMAGE);
  const light = new LightContainers(DEBIAN);
  try {
    for (let n = 0; n < containers; n++) {
      light.start(n % images, { env: { HOSTNAME: `web-${n}` } });
      if (n % 20 === 19) await light.started();
    }
    await light.started();
    const startedMs = performance.now();
    const agent = await servingNode(['--interval', `${INTERVAL_MS / 1000}s`, '--pods', light.logs]);
    try {
      await allKnown(agent, light);
      const firstSeconds = (performance.now() - startedMs) / 1000;
      const costs: NodeCost[] = [];
      for (const changed of changes) {
        const writing = setInterval(() => {
          for (const one of light.all.slice(0, changed))
            appendFileSync(`/proc/${one.pid()}/root/${STORE}`, '\n');
        }, INTERVAL_MS);
        await sleep(SETTLE_MS);
        const [looks, own] = await during(agent, measureMs);
        clearInterval(writing);
        costs.push({ containers, images, changed, firstSeconds, looks, agent: own });
      }
      return costs;
    } finally {
      await agent.end();
    }
  } finally {
    await light.close();
  }
}

async function allKnown({ url }: ServingProcess, light: LightContainers): Promise<void> {
  const ids = new Set(light.all.map(({ id }) => id));
  for (;;) {
    const { containers } = JSON.parse((await get(`${url}/containers`)).body) as {
      containers: readonly { readonly id: string; readonly verdict: string }[];
    };
    if (containers.filter(({ id, verdict }) => ids.has(id) && verdict !== 'unknown').length === ids.size)
      return;
    await sleep(500);
  }
}

async function during({ child }: ServingProcess, ms: number): Promise<readonly [ProcessCost, ProcessCost]> {
  const own = child.pid ?? 0;
  const [looker = 0] = readFileSync(`/proc/${own}/task/${own}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  const pids = [looker, own] as const;
  const before = pids.map(ranMs);
  const startedMs = performance.now();
  await sleep(ms);
  const tookMs = performance.now() - startedMs;
  const [looks, agent] = pids.map((pid, i) => ({
    core: (ranMs(pid) - (before[i] ?? 0)) / tookMs,
    residentMiB: residentMiB(pid),
  }));
  if (looks === undefined || agent === undefined) throw new Error('the agent has ended');
  return [looks, agent];
}

/** The same question by a program that is started for it in each container, and by one that stays in each. */
export async function neighbours(
  measure: string,
  subjects: readonly Subject[],
): Promise<readonly Neighbour[]> {
  const started = compare(measure, subjects, 5).map(({ name, cpuMs }) => ({ name, cpuMs, residentMiB: 0 }));
  const goss = tool('goss');
  return goss === null ? started : [...started, await gossServe(goss, subjects.at(-1)?.env ?? {})];
}

/** Each question answered anew: its cache is switched off. */
async function gossServe(goss: string, env: Subject['env']): Promise<Neighbour> {
  const address = '127.0.0.1:18080';
  const words = [
    '-g',
    join(import.meta.dirname, '../subjects/goss.yaml'),
    'serve',
    '-l',
    address,
    '-c',
    '1ms',
  ];
  const child = spawn(goss, words, { env: { ...env }, stdio: 'ignore' });
  try {
    const ask = () => fetch(`http://${address}/healthz`).then((answer) => answer.text());
    while ((await ask().catch(() => null)) === null && child.exitCode === null) await sleep(50);
    const pid = child.pid ?? 0;
    const before = cpuMs(pid);
    for (let n = 0; n < QUESTIONS; n++) await ask();
    const cpu = (cpuMs(pid) - before) / QUESTIONS;
    return { name: 'goss serve, a question', cpuMs: cpu, residentMiB: residentMiB(pid) };
  } finally {
    child.kill();
  }
}

/** User and system time so far, with all children that have ended. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // Clock ticks of a hundredth of a second (proc_pid_stat(5)).
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * 10;
}

function residentMiB(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

/** Markdown. */
export function nodeTable(costs: readonly NodeCost[]): string {
  const percent = (core: number) => (core * 100).toFixed(1);
  return [
    '| containers | images | changed in each interval | first verdict of all, s | % of a core, looks | agent | resident MiB, looks | agent |',
    '|---|---|---|---|---|---|---|---|',
    ...costs.map(({ containers, images, changed, firstSeconds, looks, agent }) =>
      [
        ...[
          '',
          containers,
          images,
          changed,
          firstSeconds.toFixed(1),
          percent(looks.core),
          percent(agent.core),
        ],
        ...[looks.residentMiB.toFixed(0), agent.residentMiB.toFixed(0), ''],
      ]
        .join(' | ')
        .trim(),
    ),
    '',
  ].join('\n');
}

/** Markdown: what the same would cost in so many containers. */
export function neighbourTable(all: readonly Neighbour[], containers: number): string {
  return [
    `| asked in each of ${containers} containers every ${INTERVAL_MS / 1000} s | CPU ms a question | % of a core | resident MiB between |`,
    '|---|---|---|---|',
    ...all.map(({ name, cpuMs, residentMiB }) => {
      const core = (containers * cpuMs) / INTERVAL_MS;
      return `| ${name} | ${cpuMs.toFixed(1)} | ${(core * 100).toFixed(0)} | ${(residentMiB * containers).toFixed(0)} |`;
    }),
    '',
  ].join('\n');
}
