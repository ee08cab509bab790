import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import {
  MAX_OUTPUT_BYTES,
  type RunOutcome,
  type RunResult,
  type RunSpec,
  type StartFailure,
} from '../../program/program.ts';
import { cannotStart, type Machine, startFailure } from '../../program/start-failure.ts';
import { monotonicNow } from '../clock.ts';
import { textOf } from '../files/read.ts';
import { hearSignals, leaveSignals } from './signals.ts';
import { watched } from './watch.ts';

/** After the program's end its pipes are given up when they bring nothing for this long. */
const PIPE_GRACE_MS = 20;

/** A program that hangs in the kernel (a dead network file system) outlives SIGKILL: no longer waited for than this. */
const KILL_GRACE_MS = 20;

/** Programs that have not ended yet. */
const running = new Set<ChildProcess>();

/** Ends every program that runs, for when this process is told to end itself. */
export function killPrograms(): void {
  for (const child of running) killGroup(child);
}

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

/** A program need not read it. */
function write({ stdin }: ChildProcess, input: string): void {
  stdin?.on('error', () => {});
  stdin?.end(input);
}

function notStarted(cause: StartFailure): RunResult {
  return { kind: 'not-started', cause, stdout: '', stderr: '' };
}

/** As soon as what is to be done now is done. */
function hearWhileWaiting(): void {
  setImmediate(() => {
    if (running.size > 0) hearSignals();
  });
}

function supervise(child: ChildProcess, spec: RunSpec): Promise<RunResult> {
  hearWhileWaiting();
  const cap = spec.maxOutputBytes ?? MAX_OUTPUT_BYTES;
  const started = monotonicNow();
  return new Promise((resolve) => {
    /** Set where we end the program: then its exit status says nothing. */
    let verdict: RunOutcome | null = null;
    /** How it ended by itself, or by us. */
    let own: RunOutcome | null = null;
    let grace: NodeJS.Timeout | undefined;
    let finished = false;
    const stdout = collect(child.stdout, cap, overflow);
    const stderr = collect(child.stderr, cap, overflow);
    const timer = setTimeout(() => {
      end(own ?? { kind: 'timed-out', afterMs: Math.round(monotonicNow() - started) });
    }, spec.timeoutMs);

    function end(outcome: RunOutcome): void {
      const final = verdict ?? outcome;
      verdict = final;
      killGroup(child);
      // Where it has ended already, others hold its pipes: nothing more is due.
      if (own !== null) finish(final);
      else grace = setTimeout(() => finish(withHanging(final, child)), KILL_GRACE_MS);
    }
    function overflow(bytes: number): void {
      end({ kind: 'output-limit', bytes });
    }
    function finish(outcome: RunOutcome): void {
      if (finished) return;
      finished = true;
      leaveSignals();
      running.delete(child);
      clearTimeout(timer);
      clearTimeout(grace);
      child.stdout?.destroy();
      child.stderr?.destroy();
      const result = { ...outcome, stdout: stdout.text(), stderr: stderr.text() };
      // The watch needs a thread, which programs that still run may have taken under a pids limit.
      if (running.size === 0) watched(() => resolve(result));
      else resolve(result);
      hearWhileWaiting();
    }

    child.once('error', (error) => {
      // Raised for a failed start; a failed kill has nothing to tell.
      if (child.pid === undefined) finish({ kind: 'not-started', cause: startFailure(error) });
    });
    child.once('exit', (code, signal) => {
      const ending: RunOutcome =
        signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'signaled', signal };
      own = ending;
      clearTimeout(grace);
      // Whatever the program left in its group would outlive the probe, and hold its output open.
      killGroup(child);
      child.once('close', () => finish(verdict ?? ending));
      // A process that left the group can still hold the pipes: wait as long as something comes.
      let seen = -1;
      const idle = () => {
        if (stdout.bytes() + stderr.bytes() === seen) return finish(verdict ?? ending);
        seen = stdout.bytes() + stderr.bytes();
        // Behind setImmediate lies one poll of the pipes: after a pause by the CPU quota the timer is
        // due before anything was read.
        grace = setTimeout(() => setImmediate(idle), PIPE_GRACE_MS);
      };
      idle();
    });
  });
}

interface Collected {
  bytes(): number;
  text(): string;
}

function collect(stream: ChildProcess['stdout'], cap: number, overflow: (bytes: number) => void): Collected {
  const chunks: Buffer[] = [];
  let length = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (length > cap) return;
    length += chunk.length;
    chunks.push(chunk);
    if (length > cap) overflow(length);
  });
  return {
    bytes: () => length,
    text: () => Buffer.concat(chunks).toString('utf8', 0, Math.min(length, cap)),
  };
}

function withHanging(outcome: RunOutcome, { pid }: ChildProcess): RunOutcome {
  return outcome.kind === 'timed-out' && pid !== undefined && isHanging(pid)
    ? { ...outcome, hangs: pid }
    : outcome;
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

export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody is left, which is what we want.
  }
}
