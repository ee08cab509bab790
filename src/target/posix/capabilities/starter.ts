import type { Host } from '../../host.ts';
import { type ProcessCapabilities, starterBy } from './exec-capabilities.ts';
import { capabilitiesOfStatus } from './kernel.ts';

/** Who starts the program, as far as that decides what capabilities it gets; null where nobody knows. */
export function starterOf(host: Host): ProcessCapabilities | null {
  if (host.rights !== undefined) return starterBy(host.rights, host.ids.euid);
  if (host.target !== undefined && host.target.kind !== 'live') return null;
  const file = host.readFile(`${host.proc}/status`);
  if (!file.ok) return null;
  return capabilitiesOfStatus(file.value.toString('latin1'), host.ids.euid === 0);
}
