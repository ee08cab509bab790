import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from '../support/system/real-tools.ts';

/** What one run of a program took. */
export interface Sample {
  readonly wallMs: number;
  /** User and system time, with all children. */
  readonly cpuMs: number;
  /** Peak resident size of the largest process, MiB. */
  readonly rssMiB: number;
  /** Exit code; negative: the signal that ended it. */
  readonly code: number;
}

export interface Subject {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** `cgroup.procs` of groups to run in. */
  readonly groups?: readonly string[];
  /** System calls are counted too, in a run of their own. */
  readonly calls?: boolean;
  /** It must be without any warning: one that is explained costs a third of a bare Node. */
  readonly healthy?: boolean;
  /** The exit code that it must have: a benchmark of a program that fails is none. */
  readonly code?: number;
}

export interface Result {
  readonly name: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly rssMiB: number;
  /** The slowest run. */
  readonly worstMs: number;
  /** System calls of the process that was started, not of its children; null where they were not counted. */
  readonly calls: number | null;
}

/** Builds the helper once. */
export function measurer(folder: string): string {
  const source = join(import.meta.dirname, 'measure.c');
  const binary = join(folder, 'measure');
  if (!existsSync(binary) || statSync(binary).mtimeMs < statSync(source).mtimeMs) {
    execFileSync('gcc', ['-O2', '-static', '-o', binary, source]);
  }
  return binary;
}

/** Runs all subjects in turn, A B C A B C…, so that whatever else the machine does meets all alike. */
export function compare(measure: string, subjects: readonly Subject[], runs: number): readonly Result[] {
  const samples = subjects.map(() => [] as Sample[]);
  subjects.filter(({ healthy }) => healthy).forEach(mustBeHealthy);
  // The first round fills the page cache and is not counted.
  for (let round = -1; round < runs; round++) {
    subjects.forEach((subject, i) => {
      const sample = sampleOf(measure, subject);
      if (sample.code !== (subject.code ?? 0)) {
        throw new Error(`${subject.name}: exit code ${sample.code}, expected ${subject.code ?? 0}`);
      }
      if (round >= 0) samples[i]?.push(sample);
    });
  }
  return subjects.map((subject, i) => {
    const own = samples[i] ?? [];
    return {
      name: subject.name,
      calls: subject.calls ? callsOf(subject) : null,
      wallMs: median(own.map((s) => s.wallMs)),
      cpuMs: median(own.map((s) => s.cpuMs)),
      rssMiB: median(own.map((s) => s.rssMiB)),
      worstMs: Math.max(...own.map((s) => s.wallMs)),
    };
  });
}

function mustBeHealthy({ name, argv, env }: Subject): void {
  const [program = '', ...rest] = [...argv, '--strict'];
  const { status, stdout } = spawnSync(program, rest, { cwd: '/', env: env ?? {}, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} is no healthy run: exit code ${status}\n${stdout}`);
}

function sampleOf(measure: string, subject: Subject): Sample {
  const groups = (subject.groups ?? []).flatMap((group) => ['-g', group]);
  const { stdout } = spawnSync(measure, [...groups, ...subject.argv], {
    cwd: '/',
    env: subject.env ?? {},
    encoding: 'utf8',
  });
  const [wall = 0, user = 0, system = 0, rss = 0, status = 0] = stdout.trim().split(' ').map(Number);
  return {
    wallMs: wall / 1e6,
    cpuMs: (user + system) / 1e6,
    rssMiB: rss / 1024,
    code: (status & 0x7f) === 0 ? status >> 8 : -(status & 0x7f),
  };
}

/** By strace; null where it is not there. Only the first thread's calls count: the others wait. */
function callsOf({ argv, env }: Subject): number | null {
  const strace = tool('strace');
  if (strace === null) return null;
  const { stderr } = spawnSync(strace, ['-qq', '-e', 'signal=none', ...argv], {
    cwd: '/',
    env: env ?? {},
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return stderr.split('\n').filter((line) => /^\w+\(/.test(line)).length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
