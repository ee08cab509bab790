import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { type ServingProcess, serving } from '../support/serving.ts';

/** What the agent that stays took, in CPU time of its own. */
export interface AgentCost {
  /** Milliseconds of CPU a question, on one connection and on one for each. */
  readonly keptMs: number;
  readonly newMs: number;
  /** Part of a core while nobody asks and nothing changes. */
  readonly idle: number;
  readonly residentMiB: number;
}

const QUESTIONS = 2000;

/** Starts an agent, asks it, leaves it alone, and reads what the kernel counted. */
export async function agentCost(idleMs: number): Promise<AgentCost> {
  const agent = await serving(['--interval', '10s']);
  try {
    await ask(agent, QUESTIONS, true);
    const keptMs = (await during(agent, () => ask(agent, QUESTIONS, true))) / QUESTIONS;
    const newMs = (await during(agent, () => ask(agent, QUESTIONS, false))) / QUESTIONS;
    const idleCpu = await during(agent, () => new Promise((resolve) => setTimeout(resolve, idleMs)));
    const [, kib] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${agent.child.pid}/status`, 'utf8')) ?? [];
    return { keptMs, newMs, idle: idleCpu / idleMs, residentMiB: Number(kib) / 1024 };
  } finally {
    await agent.end();
  }
}

/** Markdown. The bundle, on the Node that runs the bench; its CPU time has the ticks of the kernel, 10 ms. */
export function agentTable(title: string, { keptMs, newMs, idle, residentMiB }: AgentCost): string {
  return [
    `### ${title}`,
    '',
    `The bundle on Node ${process.versions.node}, looking every 10 s, ${QUESTIONS} questions each:`,
    '',
    '| CPU ms of /readyz, kept connection | new connection | % of a core, idle | resident MiB |',
    '|---|---|---|---|',
    `| ${keptMs.toFixed(2)} | ${newMs.toFixed(2)} | ${(idle * 100).toFixed(2)} | ${residentMiB.toFixed(1)} |`,
    '',
  ].join('\n');
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

async function during({ child }: ServingProcess, work: () => Promise<void>): Promise<number> {
  const before = cpuMs(child.pid);
  await work();
  return cpuMs(child.pid) - before;
}

/** User and system time of all its threads so far. */
function cpuMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // Clock ticks of a hundredth of a second (proc_pid_stat(5)).
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
