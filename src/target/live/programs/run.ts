import type { ChildProcess } from 'node:child_process';
import type { RunResult, RunSpec, StartFailure } from '../../program/program.ts';
import { cannotStart, type Machine, startFailure } from '../../program/start-failure.ts';
import { startProgram } from './started.ts';
import { supervise } from './supervise.ts';

/**
 * Runs a program without a shell, in a process group of its own, with capped output and a deadline
 * after which the whole group gets SIGKILL. This is the one place where probes' programs are started.
 *
 * On node:child_process and not on execa: see docs/decisions.md.
 */
export async function nodeRun(spec: RunSpec, machine: Machine): Promise<RunResult> {
  const cause = cannotStart(spec, machine);
  if (cause !== null) return notStarted(cause);
  if (spec.timeoutMs <= 0) return { kind: 'timed-out', afterMs: 0, stdout: '', stderr: '' };

  let child: ChildProcess;
  try {
    // 'ignore' opens /dev/null, which a hand-made root file system may lack.
    const empty = spec.input === undefined && machine.files.stat('/dev/null').ok;
    child = startProgram(spec, empty ? 'ignore' : 'pipe');
  } catch (error) {
    return notStarted(startFailure(error as NodeJS.ErrnoException));
  }
  if (spec.input === undefined) child.stdin?.destroy();
  else write(child, spec.input);
  return supervise(child, spec);
}

/** A program need not read it. */
function write({ stdin }: ChildProcess, input: string): void {
  stdin?.on('error', () => {});
  stdin?.end(input);
}

function notStarted(cause: StartFailure): RunResult {
  return { kind: 'not-started', cause, stdout: '', stderr: '' };
}
