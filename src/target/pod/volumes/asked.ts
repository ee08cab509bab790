import { normalize } from 'node:path/posix';
import type { TreeNode } from '../../tree/node.ts';
import type { Line } from '../manifest/field.ts';

/** A mount that is asked for, before it is made. */
export interface Asked {
  /** Absolute, as the manifest has it, without `.` and double slashes. */
  readonly path: string;
  /** Of the volume, as the manifest calls it; `kubelet` and `runtime` for what these write. */
  readonly type: string;
  /** Name of the volume; empty where there is none. */
  readonly source: string;
  /** The part of the volume. */
  readonly directory: string;
  readonly readOnly: boolean;
  /** What is mounted; null: what the image has there, copied. */
  readonly node: TreeNode | null;
  readonly is: 'directory' | 'file' | null;
  /** The line of the manifest that asks for it; null where nobody does. */
  readonly at: Line | null;
}

/** As the kernel sees it: without `.`, `..` and double slashes. */
export function absolute(path: string): string {
  const clean = normalize(path.startsWith('/') ? path : `/${path}`);
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
}
