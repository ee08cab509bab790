import type { DirectoryNode } from '../tree/node.ts';
import { walk } from '../tree/resolve.ts';

/**
 * The layers that decide what is found at an absolute path: the last that wrote the entry, and each link on the way to
 * it; or the one that took it away. Empty where no layer ever had anything there.
 */
export function layersAt(root: DirectoryNode, path: string): readonly number[] {
  const walked = walk(root, path, 'follow');
  const links = walked.passed.map(({ node }) => node.layer);
  const decisive = walked.end === 'reached' ? walked.entry.node.layer : whoTook(walked);
  return [...new Set([decisive, ...links.reverse()])].filter((layer) => layer !== null);
}

/** The layer that took away what a path leads to; null where it was never there, or is there. */
export function layerThatTook(root: DirectoryNode, path: string): number | null {
  const walked = walk(root, path, 'follow');
  return walked.end === 'reached' ? null : whoTook(walked);
}

function whoTook({ at, code }: Extract<ReturnType<typeof walk>, { readonly end: 'stopped' }>): number | null {
  const { node } = at.directory;
  if (node.type === 'directory') return node.gone.get(at.name) ?? null;
  // Something else stands where a directory was asked for.
  return code === 'ENOTDIR' ? node.layer : null;
}
