import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { BUNDLE, EXECUTABLE } from '../../support/runs/built-file.ts';
import { type ServingProcess, serving } from '../../support/runs/serving.ts';
import { makeGroup } from '../../support/system/cgroup.ts';
import { ranMs, SETTLE_MS } from './ran.ts';

/** What the agent that stays took, in CPU time of its own. */
export interface AgentCost {
  readonly name: string;
  /** Milliseconds of CPU a question, on one connection and on one for each. */
  readonly keptMs: number;
  readonly newMs: number;
  /** Part of a core while nobody asks and nothing changes. */
  readonly idle: number;
  readonly residentMiB: number;
  /** Of so many questions a second the time on the clock that the slowest hundredth took at least, milliseconds. */
  readonly slowestMs: number;
  /** Whether it answered all of them within 64 MiB of memory; null where no control group can be made. */
  readonly answersIn64MiB: boolean | null;
}

const QUESTIONS = 2000;
const A_SECOND = 100;
const PACED = 1000;
const SMALL_BYTES = 64 * 1024 * 1024;

type Program = readonly [string, ...string[]];
const PROGRAMS: Readonly<Record<string, Program>> = {
  bundle: [process.execPath, BUNDLE],
  executable: [EXECUTABLE],
};

export async function agentCosts(idleMs: number): Promise<readonly AgentCost[]> {
  const costs: AgentCost[] = [];
  for (const [name, program] of Object.entries(PROGRAMS)) costs.push(await agentCost(name, program, idleMs));
  return costs;
}

/** Starts an agent, asks it, leaves it alone, and reads what the kernel counted. */
async function agentCost(name: string, program: Program, idleMs: number): Promise<AgentCost> {
  const agent = await serving(['--interval', '10s'], { program });
  try {
    await ask(agent, QUESTIONS, true);
    const keptMs = (await during(agent, () => ask(agent, QUESTIONS, true))) / QUESTIONS;
    const newMs = (await during(agent, () => ask(agent, QUESTIONS, false))) / QUESTIONS;
    await sleep(SETTLE_MS);
    const idleCpu = await during(agent, () => sleep(idleMs));
    const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${agent.child.pid}/status`, 'utf8')) ?? [];
    const slowestMs = await paced(agent);
    const answersIn64MiB = await answersWithin(SMALL_BYTES, program);
    return {
      name,
      keptMs,
      newMs,
      idle: idleCpu / idleMs,
      residentMiB: Number(kib) / 1024,
      slowestMs,
      answersIn64MiB,
    };
  } finally {
    await agent.end();
  }
}

/** Markdown. The bundle runs on the Node that runs the bench. */
export function agentTable(title: string, costs: readonly AgentCost[]): string {
  return [
    `### ${title}`,
    '',
    `Looking every 10 s, ${QUESTIONS} questions each; the bundle on Node ${process.versions.node}:`,
    '',
    `| | CPU ms of /readyz, kept connection | new connection | % of a core, idle | resident MiB | ms of 99 %, ${A_SECOND} a second | answers in 64 MiB |`,
    '|---|---|---|---|---|---|---|',
    ...costs.map(rowOf),
    '',
  ].join('\n');
}

function rowOf({ name, keptMs, newMs, idle, residentMiB, slowestMs, answersIn64MiB }: AgentCost): string {
  const small = answersIn64MiB === null ? 'not tried' : answersIn64MiB ? 'yes' : 'no';
  return `| ${name} | ${keptMs.toFixed(2)} | ${newMs.toFixed(2)} | ${(idle * 100).toFixed(2)} | ${residentMiB.toFixed(1)} | ${slowestMs.toFixed(1)} | ${small} |`;
}

async function ask({ url }: ServingProcess, times: number, keepAlive: boolean): Promise<void> {
  const agent = new Agent({ keepAlive });
  for (let n = 0; n < times; n++) {
    await new Promise<void>((resolve, reject) => {
      get(`${url}/readyz`, { agent }, (response) => response.resume().on('end', resolve)).on('error', reject);
    });
  }
  agent.destroy();
}

/** The 99th percentile of what answers took, asked at an even pace whether earlier ones have come or not. */
async function paced({ url }: ServingProcess): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const times: Promise<number>[] = [];
  for (let n = 0; n < PACED; n++) {
    const began = performance.now();
    times.push(
      new Promise((resolve, reject) => {
        get(`${url}/readyz`, { agent }, (response) =>
          response.resume().on('end', () => resolve(performance.now() - began)),
        ).on('error', reject);
      }),
    );
    await sleep(1000 / A_SECOND);
  }
  const sorted = (await Promise.all(times)).sort((a, b) => a - b);
  agent.destroy();
  return sorted[Math.floor(PACED * 0.99)] ?? Number.NaN;
}

async function answersWithin(memoryBytes: number, program: Program): Promise<boolean | null> {
  if (process.getuid?.() !== 0) return null;
  const group = makeGroup('probe-env-bench-agent', { memoryBytes });
  const agent = await serving(['--interval', '1s'], { group: group.procs[0] ?? '', program });
  try {
    await ask(agent, QUESTIONS, true);
    return agent.child.exitCode === null && agent.child.signalCode === null;
  } catch {
    return false;
  } finally {
    await agent.end();
    group.remove();
  }
}

async function during({ child }: ServingProcess, work: () => Promise<void>): Promise<number> {
  const before = ranMs(child.pid);
  await work();
  return ranMs(child.pid) - before;
}
