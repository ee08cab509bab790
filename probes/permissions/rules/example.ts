import type { AccessEvidence } from '../evidence.ts';

/** What the documentation shows: a random uid that may not write a directory of root's. */
export const EXAMPLE: AccessEvidence = {
  paths: [{ path: '/srv/cache', role: 'policy' }],
  more: 0,
  filled: [],
  need: 'write',
  code: 'EACCES',
  at: '/srv/cache',
  tried: 'write',
  itself: true,
  link: null,
  type: 'directory',
  owner: 'root',
  group: 'root',
  mode: '0755',
  who: 'other',
  ownerMay: true,
  acl: false,
  mount: '/',
  fsType: 'overlay',
  readOnly: false,
  uid: 12345,
  gid: 0,
  groups: [0],
  user: null,
};
