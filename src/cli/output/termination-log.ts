import { safe } from '../../core/text/safe.ts';
import type { Context } from '../command.ts';

/** The default of a pod's `terminationMessagePath`; the kubelet makes the file. */
const TERMINATION_LOG = '/dev/termination-log';

/** What the kubelet keeps of it, bytes. */
const MAX_BYTES = 4096;

/** For `kubectl describe pod`: to the file that is named, else to Kubernetes' own where it exists. */
export async function leaveMessage(text: string, named: string | null, { host, io }: Context): Promise<void> {
  if (named === null && !host.access(TERMINATION_LOG, 'write').ok) return;
  const path = named ?? TERMINATION_LOG;
  try {
    io.writeFile(path, cut(text));
  } catch (error) {
    const why = await (await import('./not-written.ts')).whyNotWritten(error);
    io.err(`probe-env: the termination log ${JSON.stringify(safe(path))} cannot be written: ${why}\n`);
  }
}

function cut(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_BYTES) return text;
  // Not through the middle of a character.
  return `${bytes
    .subarray(0, MAX_BYTES - 4)
    .toString('utf8')
    .replace(/\ufffd$/, '')}…`;
}
