import { rootsIn, versionIn } from '../system/node-there.ts';
import type { Found } from '../tree/node.ts';

/** A root as PEM is no larger. */
const OVERLAP = 16 * 1024;

/** Finds what a program with a Node in it tells of it, piece by piece. */
export function nodeScan(): { push(chunk: Buffer): void; found(): Found } {
  let tail: Buffer = Buffer.alloc(0);
  let version: string | null = null;
  const roots = new Set<string>();
  return {
    push: (chunk) => {
      // What stands across two pieces is found in the second one.
      const window = Buffer.concat([tail, chunk]);
      version ??= versionIn(window);
      for (const root of rootsIn(window) ?? []) roots.add(root);
      tail = Buffer.from(window.subarray(Math.max(0, window.length - OVERLAP)));
    },
    found: () => ({ nodeVersion: version, nodeRoots: roots.size === 0 ? null : [...roots] }),
  };
}
