import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import { safe } from '../../../core/text/safe.ts';
import type { Ended, Launch } from '../../program/program.ts';
import { cannotStart, startFailure } from '../../program/start-failure.ts';
import { liveFiles } from '../files/live-files.ts';
import { startedEnv } from '../zone.ts';
import { noteCommand } from './command-beside.ts';
import { abortsWhenRefused, isAtTerminal, outlook } from './refusal.ts';
import { killPrograms } from './started.ts';

/** Node 22.15 and 23.11 brought it; the types of Node 20 do not know it. */
interface Execve {
  readonly execve?: (file: string, args: readonly string[], env: Record<string, string>) => never;
}

/**
 * Replaces this process by the command (execve(2)), with what Node changed put back; returns only when
 * that fails. Where this Node has no `process.execve` (before 22.15), or would abort and something speaks
 * for a refusal, runs it as a child, whose start tells the errno: see {@link stay}.
 */
export async function become(process: NodeJS.Process, launch: Launch): Promise<Ended> {
  const { execve } = process as NodeJS.Process & Execve;
  const machine = { arch: process.arch, files: liveFiles() };
  const cause = cannotStart({ file: launch.file, cwd: '/' }, machine);
  if (cause !== null) return { kind: 'not-started', cause };
  const seen = outlook(launch.file, process.arch, machine.files, Date.now());
  if (seen === 'damaged') return { kind: 'not-started', cause: { code: 'not-a-program' } };
  // Of a probe that was cut by the deadline: the command would inherit it as a child that it never made.
  killPrograms();
  const isDoubtful = seen === 'doubtful' || (seen === 'young' && !isAtTerminal(machine.files));
  const mightAbort = (launch.doubted || isDoubtful) && abortsWhenRefused(process.versions.node);
  if (execve === undefined || launch.resident || mightAbort) return stay(process, launch);

  restoreSignals(process);
  try {
    return execve(launch.file, [launch.name, ...launch.args], startedEnv(process));
  } catch (error) {
    return { kind: 'not-started', cause: startFailure(error as NodeJS.ErrnoException) };
  }
}

/**
 * Node starts with SIGPIPE and SIGXFSZ ignored, and what is ignored stays so across execve(2): the
 * command would never notice a closed pipe. What is caught goes back to the default.
 */
function restoreSignals(process: NodeJS.Process): void {
  for (const signal of ['SIGPIPE', 'SIGXFSZ'] as const) process.on(signal, () => {});
}

/**
 * Signals that are not passed on: the first two cannot be caught, SIGCHLD tells of the command itself,
 * SIGPIPE of our own writing, and the rest are raised by a fault of this process or used by V8.
 */
const KEPT = new Set(
  'SIGKILL SIGSTOP SIGCHLD SIGPIPE SIGSEGV SIGBUS SIGFPE SIGILL SIGTRAP SIGSYS SIGABRT SIGIOT SIGPROF'.split(
    ' ',
  ),
);

/**
 * Runs the command as a child with our own stdio, passes every signal on, and ends as it ends. Orphans
 * that the command leaves to process 1 are not reaped: that is an init's work.
 */
async function stay(process: NodeJS.Process, launch: Launch): Promise<Ended> {
  const { execa } = await import('execa');
  const passOn = catchSignals(process);
  // What goes wrong in us from here on is no matter of the command's.
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => {
    writeSync(
      2,
      `probe-env: internal error beside the command, which goes on: ${safe(String(error.message))}\n`,
    );
  });
  const child = execa(launch.file, [...launch.args], {
    argv0: launch.name,
    env: startedEnv(process),
    extendEnv: false,
    stdio: 'inherit',
    reject: false,
    buffer: false,
    // Its clean-up would answer signals itself; ours passes them on.
    cleanup: false,
  });
  noteCommand(child.pid ?? null);
  // What execa gives where spawn itself throws (EPERM, ETXTBSY) has no pid, and its handle would kill whichever it finds.
  const end = (signal: NodeJS.Signals) => child.pid !== undefined && child.kill(signal);
  passOn(end);
  process.once('exit', () => end('SIGKILL'));
  const result = await child;
  if (result.exitCode !== undefined) return { kind: 'ended', code: result.exitCode };
  if (result.signal !== undefined) return { kind: 'ended', code: 128 + constants.signals[result.signal] };
  return { kind: 'not-started', cause: startFailure(result.cause as NodeJS.ErrnoException) };
}

type Receiver = (signal: NodeJS.Signals) => void;

/**
 * Catches every signal that is to be passed on, and keeps those that come before there is a receiver:
 * the command may be up, and known to be, before its start has returned here.
 */
function catchSignals(process: NodeJS.Process): (receiver: Receiver) => void {
  const early: NodeJS.Signals[] = [];
  let receive: Receiver = (signal) => early.push(signal);
  for (const signal of Object.keys(constants.signals) as NodeJS.Signals[]) {
    if (KEPT.has(signal)) continue;
    // Until now the signal ended the preflight.
    process.removeAllListeners(signal);
    process.on(signal, () => receive(signal));
  }
  return (receiver) => {
    receive = receiver;
    early.forEach(receiver);
  };
}
