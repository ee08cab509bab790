import { drafts as all } from '../../probes/drafts.ts';
import { link } from '../../probes/links.ts';
import type { AnyProbe } from '../../src/core/probe.ts';
import { main } from '../../src/main.ts';
import type { Ended } from '../../src/target/program/program.ts';
import { fakeProbe } from './fake-probe.ts';
import { bareHost } from './healthy.ts';
import type { MemoryHostOptions } from './memory-host.ts';
import { memoryIo } from './memory-io.ts';

const drafts = async () => ({ drafts: all });

export interface RunOptions extends MemoryHostOptions {
  readonly probes?: readonly AnyProbe[];
  /** Whether there is one, or how wide it is, columns. */
  readonly terminal?: boolean | number;
  /** How a command ends that `run` starts. */
  readonly ended?: Ended;
}

/** Runs a command line on an in-memory machine, with two probes that find nothing unless others are given. */
export async function runMain(argv: readonly string[], options: RunOptions = {}) {
  const { probes = [fakeProbe('alpha'), fakeProbe('beta')], terminal = false, ended, ...machine } = options;
  const io = memoryIo(terminal, ended);
  const code = await main(argv, bareHost(machine), io, { probes, link, drafts });
  return { code, stdout: io.stdout(), stderr: io.stderr(), files: io.files, launched: io.launched };
}
