import { CAPABILITY_NAMES } from '../../core/names/capabilities.ts';

/** Docker's, containerd's and Podman's own. */
const USUAL = 'a80425fb';

/** A set, in hexadecimal, in words. */
export function capabilitiesInWords(set: string): string {
  if (set === '0') return 'no capabilities';
  if (set === USUAL) return 'the capabilities that container runtimes give root';
  const bits = BigInt(`0x${set}`);
  const has = (bit: number) => ((bits >> BigInt(bit)) & 1n) === 1n;
  const names = CAPABILITY_NAMES.filter((_, bit) => has(bit));
  const missing = CAPABILITY_NAMES.filter((_, bit) => !has(bit));
  if (missing.length === 0) return 'all capabilities';
  return missing.length <= 4 ? `all capabilities but ${missing.join(', ')}` : names.join(', ');
}
