import type { Known } from '../../../core/known.ts';
import { type FileNode, fileNode } from '../../tree/node.ts';

/** A file that kubelet or runtime write, of lines that are known or not. */
export function writtenFile(lines: readonly Known<string>[]): FileNode {
  const open = lines.find((line) => !line.known);
  if (open === undefined || open.known)
    return fileNode(Buffer.from(lines.map((line) => (line.known ? `${line.value}\n` : '')).join('')));
  return fileNode(Buffer.alloc(0), {
    size: 1,
    unknown: open.why,
    lines: lines.map((line) => (line.known ? line.value : null)),
  });
}
