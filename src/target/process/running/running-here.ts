import { textOf } from '../../live/files/read.ts';
import { commandBeside } from '../../live/programs/command-beside.ts';
import type { RunningProgram } from '../../program/running-program.ts';
import { behindInit } from './main-process.ts';
import { runningProgram } from './running.ts';
import { visibleProcesses } from './visible.ts';

/** The program that this container is for: the command beside which we run, else process 1, or what an init started. */
export function runningHere(): RunningProgram {
  const beside = commandBeside();
  if (beside !== null) return runningProgram(beside);
  if (!isInit()) return runningProgram(1);
  const all = visibleProcesses();
  const init = all.find(({ pid }) => pid === 1);
  return runningProgram(init === undefined ? 1 : behindInit(init, all).pid);
}

function isInit(): boolean {
  return /^Name:\t(?:tini|dumb-init|docker-init|catatonit|podman-init)/m.test(textOf('/proc/1/status') ?? '');
}
