import type { Host } from '../../../src/target/host.ts';
import { nodeHost } from '../../../src/target/live/live-host.ts';

/** The real machine, with another environment. */
export function liveHost(env: Readonly<Record<string, string>>): Host {
  return { ...nodeHost(process), env };
}
