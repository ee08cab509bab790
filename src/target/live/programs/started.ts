import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import type { RunSpec } from '../../program/program.ts';
import { textOf } from '../files/read.ts';

/** Programs that have not ended yet. */
export const running = new Set<ChildProcess>();

/** Ends every program that runs, for when this process is told to end itself. */
export function killPrograms(): void {
  for (const child of running) killGroup(child);
}

/** Two milliseconds to load, which a run without programs need not spend; at once, so that they start first. */
export function childProcess(): typeof import('node:child_process') {
  return process.getBuiltinModule?.('node:child_process') ?? require('node:child_process');
}

/**
 * Starts a program in a process group of its own, which {@link killPrograms} ends; in our own directory where none is
 * given, though this user may not be allowed to enter it.
 */
export function startProgram(
  { file, args, cwd, env }: Pick<RunSpec, 'file' | 'args' | 'env'> & { readonly cwd?: string },
  stdin: 'ignore' | 'pipe' | 'inherit',
  others: readonly ('inherit' | 'pipe')[] = ['pipe', 'pipe'],
): ChildProcess {
  const options = { ...(cwd === undefined ? {} : { cwd }), env: { ...env }, detached: true };
  const child = childProcess().spawn(file, [...args], { ...options, stdio: [stdin, ...others] });
  running.add(child);
  return child;
}

/** A thread of the process is in uninterruptible sleep, state D of proc_pid_stat(5). */
export function isHanging(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).some((task) =>
      /^\d+ \(.*\) D/s.test(textOf(`/proc/${pid}/task/${task}/stat`) ?? ''),
    );
  } catch {
    return false;
  }
}

/** Ends a program and whatever it left in its process group. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody is left, which is what we want.
  }
}
