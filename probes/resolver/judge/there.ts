import type { Runtime } from '../facts.ts';

/** It is in the container, and reads resolv.conf as its own. */
export function isThere({ isThere, name }: Runtime): boolean {
  return isThere && name !== 'nodeResolve';
}
