import { NoRoot, rootHost } from '../../../target/root/root-host.ts';
import type { DirectoryNode, FileNode } from '../../../target/tree/node.ts';
import { walk } from '../../../target/tree/resolve.ts';
import { loadFrom, treeOfHost } from '../../../target/tree/tree-of-host.ts';
import type { Context } from '../../command.ts';
import { absolute } from '../environment-of.ts';
import { noRoot } from '../no-root.ts';
import type { GivenImage } from './given-image.ts';

/**
 * A root file system in the place of the image: it says nothing of itself, neither user nor command nor environment.
 *
 * @throws UsageError, TargetError
 */
export async function podRoot(root: string, { host: operator }: Context): Promise<GivenImage> {
  try {
    const host = rootHost(operator, { root: absolute(root, operator), user: null, cwd: '/', env: {} });
    const { tree, places } = treeOfHost(host);
    loadFrom(host, places, accountFiles(tree));
    return {
      kind: 'root',
      variable: () => null,
      identity: null,
      cwd: null,
      command: null,
      image: { root: tree, config: null, arch: host.arch },
      layers: [],
      target: (by) => ({ kind: 'root', root, ...by }),
      fetch: async (missed) => loadFrom(host, places, missed),
    };
  } catch (error) {
    if (error instanceof NoRoot) throw await noRoot(root, error.failure);
    throw error;
  }
}

/** By which users are found, before anything else is asked for. */
function accountFiles(tree: DirectoryNode): ReadonlyMap<FileNode, number> {
  const nodes = ['/etc/passwd', '/etc/group'].flatMap((path) => {
    const walked = walk(tree, path, 'follow');
    return walked.end === 'reached' && walked.entry.node.type === 'file' ? [walked.entry.node] : [];
  });
  return new Map(nodes.map((node) => [node, node.size]));
}
