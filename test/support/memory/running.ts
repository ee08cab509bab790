import type { RunningProgram } from '../../../src/target/program/running-program.ts';

/** A Node that runs since then, milliseconds since 1970. */
export function runningNode(sinceMs: number): RunningProgram {
  return { pid: 7, path: '/usr/local/bin/node', sinceMs };
}
