import { type Mount, mountOf } from '../posix/mounts.ts';

/** The layers of an image below what a container writes (overlayfs). */
export interface Layers {
  /** Which they are: containers of one image have the same. */
  readonly names: string;
  /** The overlay itself, of which each container has one: device and upper directory. */
  readonly own: readonly string[];
  /** Whether a path without links is in the root file system, and nothing is mounted there. */
  hold(path: string): boolean;
}

const UPPER = 'upperdir=';

/** What says nothing of the layers. */
const OTHER = /^(?:upperdir|workdir)=|^(?:ro|rw)$/;

/** Null where the root is no overlay. */
export function layersOf(mounts: readonly Mount[]): Layers | null {
  const root = mountOf(mounts, '/');
  if (root === null || root.fsType !== 'overlay' || root.mountPoint !== '/' || root.root !== '/') return null;
  const points = new Set(mounts.map(({ mountPoint }) => mountPoint));
  points.delete('/');
  return {
    names: root.superOptions.filter((option) => !OTHER.test(option)).join(),
    own: [root.device, ...root.superOptions.filter((option) => option.startsWith(UPPER))],
    hold: (path) => {
      for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
        if (points.has(path.slice(0, end))) return false;
      return true;
    },
  };
}
