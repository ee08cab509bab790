import { drafts as all } from '../../../probes/drafts.ts';
import { lent } from '../../../probes/lent.ts';
import { link } from '../../../probes/links.ts';
import type { AnyProbe } from '../../../src/core/probe.ts';
import { main } from '../../../src/main.ts';
import type { Network } from '../../../src/target/network.ts';
import type { Ended } from '../../../src/target/program/program.ts';
import { bareHost } from '../memory/healthy.ts';
import type { MemoryHostOptions } from '../memory/memory-host.ts';
import { memoryIo } from '../memory/memory-io.ts';
import { fakeProbe } from '../probes/fake-probe.ts';

const drafts = async () => ({ drafts: all });

export interface RunOptions extends MemoryHostOptions {
  readonly probes?: readonly AnyProbe[];
  /** Whether there is one, or how wide it is, columns. */
  readonly terminal?: boolean | number;
  /** How a command ends that `run` starts. */
  readonly ended?: Ended;
  /** What `--online` opens. */
  readonly network?: Network;
}

/** Runs a command line on an in-memory machine, with two probes that find nothing unless others are given. */
export async function runMain(argv: readonly string[], options: RunOptions = {}) {
  const {
    probes = [fakeProbe('alpha'), fakeProbe('beta')],
    terminal = false,
    ended,
    network,
    ...machine
  } = options;
  const own = memoryIo(terminal, ended);
  const io = network === undefined ? own : { ...own, network: async () => network };
  const lend = async () => ({ lent });
  const code = await main(argv, bareHost(machine), io, { probes, link, drafts, lend });
  return { code, stdout: io.stdout(), stderr: io.stderr(), files: io.files, launched: io.launched };
}
