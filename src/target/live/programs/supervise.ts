import type { ChildProcess } from 'node:child_process';
import { MAX_OUTPUT_BYTES, type RunOutcome, type RunResult, type RunSpec } from '../../program/program.ts';
import { startFailure } from '../../program/start-failure.ts';
import { monotonicNow } from '../clock.ts';
import { hearSignals, leaveSignals } from './signals.ts';
import { isHanging, killGroup, running } from './started.ts';
import { currentWatch, watched } from './watch.ts';

/** After the program's end its pipes are given up when they bring nothing for this long. */
const PIPE_GRACE_MS = 20;

/** A program that hangs in the kernel (a dead network file system) outlives SIGKILL: no longer waited for than this. */
const KILL_GRACE_MS = 20;

/** As soon as what is to be done now is done. */
function hearWhileWaiting(): void {
  setImmediate(() => {
    if (running.size > 0) hearSignals();
  });
}

/** Waits for a program until its deadline, its end or too much output; then nothing of its group is left. */
export function supervise(child: ChildProcess, spec: RunSpec): Promise<RunResult> {
  hearWhileWaiting();
  const cap = spec.maxOutputBytes ?? MAX_OUTPUT_BYTES;
  const started = monotonicNow();
  const begun = currentWatch();
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
      watched(() => resolve(result), running.size, begun);
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
