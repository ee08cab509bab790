import { posix } from 'node:path';
import type { Host } from '../../../src/target/host.ts';
import { isUnder, readMounts } from '../../../src/target/posix/mounts.ts';
import { walkPath } from '../../../src/target/posix/walk-path.ts';
import { GO_FILES } from '../loaders/stores.ts';

/** What the image has in place of a bundle: the cause of its absence. */
export interface Surroundings {
  /** Files of the ca-certificates package from which the bundle would be made. */
  readonly packageFiles: { readonly directory: string; readonly count: number } | null;
  /** A name of the bundle that is a link, and where it stops. */
  readonly link: { readonly path: string; readonly missing: string } | null;
  /** A mount over the directory in which the bundle would be. */
  readonly mount: { readonly mountPoint: string; readonly fsType: string; readonly source: string } | null;
}

/** Where the packages of Debian and Alpine, and of RHEL, keep what the bundle is made from. */
const PACKAGE_DIRECTORIES = [
  '/usr/share/ca-certificates/mozilla',
  '/usr/share/ca-certificates',
  '/usr/share/pki/ca-trust-source',
];

/** Places in which a bundle or its directory would be. */
const BUNDLE_PLACES = ['/etc/ssl/certs', '/etc/pki/tls/certs', '/etc/pki/ca-trust/extracted/pem'];

export function surroundings(host: Host): Surroundings {
  const mounts = readMounts(host) ?? [];
  // A mount above /etc is the root file system of a container, or one that brings all of /etc.
  const mount = mounts.findLast(({ mountPoint }) =>
    BUNDLE_PLACES.some(
      (place) => mountPoint !== '/' && (isUnder(place, mountPoint) || isUnder(mountPoint, place)),
    ),
  );
  return {
    link: danglingLink(host),
    packageFiles: packageFiles(host),
    mount:
      mount === undefined || host.pod?.bare.includes(mount.mountPoint) === true
        ? null
        : { mountPoint: mount.mountPoint, fsType: mount.fsType, source: mount.source },
  };
}

/**
 * The first name of the bundle that is a link to something else than another of its names: a mounted /etc/ssl has
 * the links of its own distribution, and what they lead to stays behind.
 */
function danglingLink(host: Host): Surroundings['link'] {
  for (const path of GO_FILES) {
    const walk = walkPath(host, path);
    if (walk.end === 'stopped' && walk.link !== null && !GO_FILES.includes(walk.entry))
      return { path, missing: walk.last ? walk.entry : wayOf(host, walk.link, walk.entry) };
  }
  return null;
}

/** All of the way that is missing, not its first step alone. */
function wayOf(host: Host, link: string, entry: string): string {
  const target = host.readlink(link);
  return target.ok ? posix.resolve(link, '..', target.value) : entry;
}

function packageFiles(host: Host): Surroundings['packageFiles'] {
  for (const directory of PACKAGE_DIRECTORIES) {
    const names = host.readdir(directory);
    const count = names.ok ? names.value.filter((name) => /\.(crt|pem|p11-kit)$/.test(name)).length : 0;
    if (count > 0) return { directory, count };
  }
  return null;
}
