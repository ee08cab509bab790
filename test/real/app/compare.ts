import { readFileSync } from 'node:fs';
import { levelOfCpu } from '../../../src/target/program/elf/cpu-level.ts';
import { seeCommand } from '../../../src/target/program/start/command.ts';
import type { StartProblem } from '../../../src/target/program/start/problem.ts';
import { rootHost } from '../../../src/target/root/root-host.ts';
import { liveHost } from '../../support/system/live-host.ts';
import type { Root, Started } from './bench.ts';
import type { Planted } from './programs.ts';

/** Where the two say different things. */
export interface Disagreement {
  readonly root: string;
  readonly program: string;
  readonly uid: number;
  readonly started: Started;
  readonly problem: StartProblem | null;
}

const ENV = { PATH: '/bin:/usr/bin' };
const cpu = levelOfCpu(readFileSync('/proc/cpuinfo', 'latin1'));

/** What probe-env says of a program of a root, as this user; null: it starts, or nobody can know. */
export function problemOf(
  root: Root,
  path: string,
  uid = 0,
  env: Readonly<Record<string, string>> = ENV,
): StartProblem | null {
  const seen = rootHost(liveHost(ENV), { root: root.path, user: `${uid}:${uid}`, cwd: '/', env });
  // No program here has capabilities of its own, and to ask for those of each file takes a process.
  const host = { ...seen, fileCapabilities: () => null };
  // A root without any program does not say what it is for.
  const problem =
    seeCommand(
      { ...host, arch: process.arch },
      [path],
      () => cpu,
      () => false,
    ).problem?.at ?? null;
  // Closes what it keeps open: there are thousands of them.
  host.dueAt?.(Number.MAX_SAFE_INTEGER);
  return problem;
}

/** Every program of these ends with 0 where all goes well. */
export function hasStarted({ errno, code }: Started): boolean {
  return errno === null && code === 0;
}

/**
 * Plants all programs in each root, starts each as each user, and compares. `silent` names those of which nothing may
 * be said: the user may not read them.
 */
export function compare(
  roots: Readonly<Record<string, Root>>,
  programs: readonly Planted[],
  { uids, silent = [] }: { readonly uids: readonly number[]; readonly silent?: readonly string[] },
): { readonly count: number; readonly wrong: readonly Disagreement[] } {
  const wrong: Disagreement[] = [];
  let count = 0;
  for (const [name, root] of Object.entries(roots)) {
    const all = programs.map((one) => ({ ...one, path: one.plant(root) }));
    for (const { name: program, path, env = ENV } of all)
      for (const uid of uids) {
        const problem = problemOf(root, path, uid, env);
        const started = root.start([path], env, uid);
        const agrees =
          uid !== 0 && silent.includes(program)
            ? problem === null
            : (problem === null) === hasStarted(started);
        if (!agrees) wrong.push({ root: name, program, uid, started, problem });
        count++;
      }
  }
  return { count, wrong };
}
