import type { Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';

/** The real machine, with another environment. */
export function liveHost(env: Readonly<Record<string, string>>): Host {
  return { ...nodeHost(process), env };
}
