import type { ContainerOptions } from '../support/system/containers.ts';
import type { ImageName } from './images.ts';

/** How a container is run, beside the image. */
export const SETTINGS: Readonly<Record<string, ContainerOptions>> = {
  'as root': {},
  'as uid 12345, gid 0': { user: '12345:0' },
  'without capabilities': { user: '12345:0', capDrop: 'all' },
  'read-only with a tmpfs on /tmp': { user: '12345:0', readOnly: true, tmp: true },
  'in 64 MiB': { memory: '64m' },
  // What is found there, and not how fast: healthy.test.ts gives every run 20 s.
  'on a tenth of a CPU, with --timeout 20000': { cpus: 0.1 },
  'with 12 pids': { pidsLimit: 12 },
};

/**
 * Rules that are right to fire, by image and setting. A scratch image has no roots; a build as a random
 * uid without a home cannot keep its caches, and on a read-only root not even its module cache in /go.
 */
export const EXPECTED: Readonly<Record<ImageName, (options: ContainerOptions) => readonly string[]>> = {
  golang: ({ user, readOnly }) => [
    ...(user === undefined ? [] : ['permissions/home-unwritable']),
    ...(readOnly ? ['permissions/read-only-mount'] : []),
  ],
  debian: () => [],
  musl: () => [],
  distroless: () => [],
  scratch: () => ['ca-certs/bundle-missing'],
};
