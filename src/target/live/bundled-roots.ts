import { liveFiles } from './files/live-files.ts';

/** Whether the Node of this process came with probe-env: to ask node:sea takes 0.1 ms of each run. */
export const NODE_IS_OWN: boolean = false;

/**
 * The root certificates that the Node of this process brings along, PEM. Loading node:tls costs as much as a whole run, so only
 * who asks pays; the executable has them at hand (build/sea/roots/bundled-roots.ts stands in for this module there).
 */
export function bundledRoots(): readonly string[] {
  // Node then reads this file itself, and would wait for it for ever.
  const { NODE_EXTRA_CA_CERTS: more } = process.env;
  if (more) {
    const read = liveFiles().readFile(more);
    if (!read.ok && read.error.code === 'NO_ANSWER') return [];
  }
  return (process.getBuiltinModule?.('node:tls') ?? require('node:tls')).rootCertificates;
}
