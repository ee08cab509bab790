import type { Ignorance } from '../../../core/reason.ts';
import { type DirectoryNode, directoryNode, linkNode, specialNode } from '../../tree/node.ts';

/** /dev as runc makes it in memory; a privileged container has the devices of the node too. */
export function devices(isPrivileged: boolean): DirectoryNode {
  const why: Ignorance = { code: 'cluster-chooses', data: { what: 'node-files' } };
  const root = directoryNode(isPrivileged ? { open: why } : {});
  const put = (name: string, node: Parameters<DirectoryNode['children']['set']>[1]) =>
    root.children.set(name, node);
  for (const name of ['null', 'zero', 'full', 'random', 'urandom', 'tty'])
    put(name, specialNode('char-device', { mode: 0o666 }));
  for (const [name, to] of Object.entries(LINKS)) put(name, linkNode(to));
  put('pts', directoryNode({ unknown: { code: 'mounted-by-runtime', data: { path: '/dev/pts' } } }));
  put('mqueue', directoryNode({ mode: 0o1777 }));
  return root;
}

const LINKS: Readonly<Record<string, string>> = {
  fd: '/proc/self/fd',
  stdin: '/proc/self/fd/0',
  stdout: '/proc/self/fd/1',
  stderr: '/proc/self/fd/2',
  ptmx: 'pts/ptmx',
  core: '/proc/kcore',
};
