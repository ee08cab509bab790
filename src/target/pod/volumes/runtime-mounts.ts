import type { Ignorance } from '../../../core/reason.ts';
import { directoryNode, type FileNode, specialNode } from '../../tree/node.ts';
import { type Asked, absolute } from './asked.ts';

const OF_NODE: Ignorance = { code: 'cluster-chooses', data: { what: 'node-files' } };

/** containerd's own (containerMounts): with a read-only root they are read-only too. */
export function runtimeMounts(
  readOnly: boolean,
  ofNode: boolean,
  files: Readonly<Record<string, FileNode>>,
): readonly Asked[] {
  const written = Object.entries(files).map(
    ([path, node]): Asked => ({
      path,
      type: 'runtime',
      source: '',
      directory: '/',
      readOnly,
      node,
      is: 'file',
      at: null,
    }),
  );
  const shm: Asked = {
    path: '/dev/shm',
    type: 'tmpfs',
    source: 'shm',
    directory: '/',
    readOnly: false,
    node: directoryNode({ mode: 0o1777, ...(ofNode ? { open: OF_NODE } : {}) }),
    is: 'directory',
    at: null,
  };
  return [...written, shm];
}

/** runc mounts the terminal last. */
export function terminal(): Asked {
  return {
    path: '/dev/console',
    type: 'devpts',
    source: 'devpts',
    directory: '/',
    readOnly: false,
    node: specialNode('char-device', { mode: 0o620, gid: 5 }),
    is: 'file',
    at: null,
  };
}

/** A volume that the image asks for: filled with what the image has there. */
export function imageMounts(volumes: readonly string[]): readonly Asked[] {
  return volumes.map((path) => ({
    path: absolute(path),
    type: 'image-volume',
    source: '',
    directory: '/',
    readOnly: false,
    node: null,
    is: 'directory',
    at: null,
  }));
}
