import type { Host } from '../../../src/target/host.ts';
import type { CaDirectory } from '../loaders/files.ts';

/** Where people put a CA of their own, so that a tool makes it a part of the bundle. */
export interface AnchorPlace {
  readonly directory: string;
  /** The distribution's tool takes it from there; `listed`: only what /etc/ca-certificates.conf names. */
  readonly kind: 'anchors' | 'listed';
  /** Directories in it that are the package's own. */
  readonly packaged: readonly string[];
}

/** update-ca-certificates(8) of Debian and Alpine. */
const LOCAL: AnchorPlace = { directory: '/usr/local/share/ca-certificates', kind: 'anchors', packaged: [] };
const LISTED: AnchorPlace = {
  directory: '/usr/share/ca-certificates',
  kind: 'listed',
  packaged: ['mozilla', 'trust-source'],
};

/** Of its own files only those in the extended format count: plain ones belong into anchors or blocklist. */
const SOURCE: AnchorPlace = {
  directory: '/etc/pki/ca-trust/source',
  kind: 'anchors',
  packaged: ['anchors', 'blocklist', 'blacklist', 'README', 'ca-bundle.legacy.crt'],
};

/** update-ca-trust(8) of RHEL; update-ca-certificates(8) of SUSE; update-ca-trust of Arch. */
const OTHERS = [
  '/etc/pki/ca-trust/source/anchors',
  '/usr/share/pki/ca-trust-source/anchors',
  '/etc/pki/trust/anchors',
  '/usr/share/pki/trust/anchors',
  '/etc/ca-certificates/trust-source/anchors',
];

/**
 * Places in which something lies: one directory on Debian and Alpine, and two looks for the others. What only
 * /etc/ca-certificates.conf brings into the bundle is looked for where `details` are wanted: it is the package's own
 * directory, in which hardly anybody puts a CA, and a healthy run has five calls less to make.
 */
export function usedPlaces(host: Host, details: boolean): readonly AnchorPlace[] {
  const others = ['/etc/pki', '/etc/ca-certificates/trust-source'].some((path) => host.stat(path).ok);
  const plain = (directory: string): AnchorPlace => ({ directory, kind: 'anchors', packaged: [] });
  const places = [LOCAL, ...(details ? [LISTED] : []), ...(others ? [SOURCE, ...OTHERS.map(plain)] : [])];
  return places.filter(({ directory, packaged }) => {
    const listed = host.readdir(directory);
    return listed.ok && listed.value.some((name) => !packaged.includes(name));
  });
}

/** Certificate directories that have directories in them, other than the kubelet's own. */
export function withDirectories(directories: readonly CaDirectory[]): readonly CaDirectory[] {
  return directories.filter((directory) => directory.directories.some((name) => !name.startsWith('.')));
}
