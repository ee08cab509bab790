import type { Platform } from '../platform.ts';

/** Where an administrator puts certificates, and what makes the store of them. */
export interface CaStore {
  readonly directory: string;
  readonly program: string;
  /** The program with its arguments. */
  readonly update: string;
}

const OF_DEBIAN: CaStore = {
  directory: '/usr/local/share/ca-certificates',
  program: 'update-ca-certificates',
  update: 'update-ca-certificates',
};
const OF_FEDORA: CaStore = {
  directory: '/etc/pki/ca-trust/source/anchors',
  program: 'update-ca-trust',
  update: 'update-ca-trust extract',
};
const OF_SUSE: CaStore = { ...OF_DEBIAN, directory: '/etc/pki/trust/anchors' };

/** Null where there is no package manager: such an image brings a store that was made elsewhere. */
export function caStoreOf({ family, has }: Platform): CaStore | null {
  if (family === 'scratch') return null;
  if (family !== 'rhel') return OF_DEBIAN;
  return has(OF_FEDORA.program) || !has(OF_SUSE.program) ? OF_FEDORA : OF_SUSE;
}
