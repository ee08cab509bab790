import { main } from '../../../src/main.ts';
import type { Host } from '../../../src/target/host.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';

/** All that a call says: both streams, and the files that it writes. */
export async function said(
  argv: readonly string[],
  host: Host,
  registry?: Parameters<typeof main>[3],
): Promise<string> {
  const io = memoryIo();
  await main(argv, host, io, registry);
  return [io.stdout(), io.stderr(), ...io.files.values()].join('\n');
}

/** One way in which something of a machine may come to be read by somebody. */
export interface WayOut {
  readonly name: string;
  /** Nothing of what it says is text of a machine, and nothing needs to be taken out. */
  readonly says?: 'no text';
  /** Says what it says of a machine on which the texts stand wherever it may look; one call each, or several together. */
  readonly say: (texts: readonly string[]) => Promise<string>;
}
