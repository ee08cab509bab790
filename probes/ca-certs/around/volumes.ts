import type { Host } from '../../../src/target/host.ts';
import { readMounts } from '../../../src/target/posix/mounts.ts';
import type { CaFacts } from '../facts.ts';

/**
 * Certificate directories in which no link can be made that stays: a mount of their own, one that is read-only, or
 * what the kubelet writes (`..data`). Asked where links are missing.
 */
export function volumesOf(host: Host, { openssl }: CaFacts['places']): readonly string[] {
  const points = (readMounts(host) ?? []).map(({ mountPoint }) => mountPoint);
  return (openssl?.directories ?? [])
    .filter(({ path, entries }) => {
      const written = host.access(path, 'write');
      const readOnly = !written.ok && written.error.code === 'EROFS';
      return points.includes(path) || readOnly || entries.some(({ name }) => name === '..data');
    })
    .map(({ path }) => path);
}
