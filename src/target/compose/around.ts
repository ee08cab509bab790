import type { TreeNode } from '../tree/node.ts';

/** What lies around a file of Compose, as far as this machine has it: paths are relative to its folder, or absolute. */
export interface Around {
  /** Text of a file; null where it is not there. */
  text(path: string): string | null;
  /** A file or a folder; null where it is not there. */
  tree(path: string): TreeNode | null;
}
