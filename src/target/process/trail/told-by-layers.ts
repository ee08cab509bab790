import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import type { Layers } from '../layers.ts';

/**
 * Of which paths a directory above tells that they are as they were. Whatever is written below a directory of the image, or made or
 * taken away there, is first copied up with all directories above it (Documentation/filesystems/overlayfs.rst, "Upper and
 * Lower"): as long as the directory has not been, all below it is the image's. What is copied up was born after the directory
 * of all that the container writes, which is what its root shows; what is older was not.
 *
 * @param asked what stood at paths without links
 * @param layers null: its root is no overlay, and nothing tells of anything else
 */
export function toldByLayers(
  asked: ReadonlyMap<string, Stats>,
  layers: Pick<Layers, 'hold'> | null,
): (path: string) => boolean {
  const root = asked.get('/');
  if (layers === null || root === undefined || !tellsBirth(root)) return () => false;
  const isOfImage = (path: string) => {
    const stats = asked.get(path);
    if (stats === undefined || !stats.isDirectory() || !layers.hold(path)) return false;
    return stats.birthtimeMs > 0 && stats.birthtimeMs < root.birthtimeMs;
  };
  return (path) => {
    if (!layers.hold(path)) return false;
    for (let at = dirname(path); at !== '/'; at = dirname(at)) if (isOfImage(at)) return true;
    return false;
  };
}

/** Where the kernel cannot be asked for it, libuv gives the last change in its place. */
function tellsBirth({ birthtimeMs, ctimeMs }: Stats): boolean {
  return birthtimeMs > 0 && birthtimeMs !== ctimeMs;
}
