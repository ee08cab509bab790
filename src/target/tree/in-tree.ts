import type { Host } from '../host.ts';
import { USUAL_CAPABILITIES } from '../posix/capabilities/usual-capabilities.ts';
import type { DirectoryNode } from './node.ts';
import { treeHost } from './tree-host.ts';

/**
 * The same process in a container that holds this tree and nothing else; root's, so that nothing is refused.
 */
export function inTree(host: Host, root: DirectoryNode): Host {
  const { target = { kind: 'live' }, env, pod, container } = host;
  const account = { uid: 0, gid: 0, groups: [] };
  const of = {
    target,
    root,
    account,
    capabilities: USUAL_CAPABILITIES,
    env,
    cwd: host.cwd ?? '/',
    arch: host.arch,
  };
  return {
    ...treeHost(host, of),
    ...(pod === undefined ? {} : { pod }),
    ...(container === undefined ? {} : { container }),
  };
}
