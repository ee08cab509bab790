import type { Ignorance } from '../../../core/reason.ts';
import type { Asked } from '../../pod/volumes/asked.ts';
import { directoryNode, fileNode } from '../../tree/node.ts';

const DOCKER: Ignorance = { code: 'made-up-by-docker', data: {} };

/** All that docker mounts: what is asked for, the image's volumes, and what it writes itself; the shorter paths first. */
export function dockerMounts(asked: readonly Asked[], imageVolumes: readonly string[]): readonly Asked[] {
  const places = new Set(asked.map(({ path }) => path));
  const more = [
    ...['/etc/resolv.conf', '/etc/hostname', '/etc/hosts'].map(written),
    shared(),
    ...imageVolumes.map(anonymous),
  ].filter(({ path }) => !places.has(path));
  const depth = ({ path }: Asked) => path.split('/').length;
  return [...asked, ...more].sort((a, b) => depth(a) - depth(b));
}

const OWN = { source: '', directory: '/', readOnly: false, at: null } as const;

/** Written anew at each start, and by whom it may be written: root. */
function written(path: string): Asked {
  const node = fileNode(Buffer.alloc(0), { size: 1, unknown: DOCKER });
  return { ...OWN, path, type: 'runtime', node, is: 'file' };
}

function shared(): Asked {
  return { ...OWN, path: '/dev/shm', type: 'tmpfs', node: directoryNode({ mode: 0o1777 }), is: 'directory' };
}

function anonymous(path: string): Asked {
  return { ...OWN, path, type: 'image-volume', node: null, is: 'directory' };
}
