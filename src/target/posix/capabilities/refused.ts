import type { Host } from '../../host.ts';
import { afterExec } from './exec-capabilities.ts';
import { namesOf } from './file-capabilities.ts';
import { askGetcap } from './getcap.ts';
import { capabilitiesOfKernel, capabilitiesOfStatus } from './kernel.ts';

/**
 * Capabilities of a file that this process cannot be given, for which execve(2) answers EPERM; empty where there are none,
 * or nobody can tell. Names without CAP_.
 */
export async function refusedCapabilities(host: Host, path: string): Promise<readonly string[]> {
  const status = host.readFile(`${host.proc}/status`);
  const before = status.ok
    ? capabilitiesOfStatus(status.value.toString('latin1'), host.ids.euid === 0)
    : null;
  const file = before === null ? null : await askGetcap(host, path);
  if (before === null || file == null) return [];
  const after = afterExec(before, { ...file, permitted: file.permitted & capabilitiesOfKernel(host) });
  return after.kind === 'refused' ? namesOf(after.missing) : [];
}
