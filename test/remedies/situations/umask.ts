import { RANDOM, ROOT, type Situation, USER } from '../situation.ts';

const SHARED = 'permissions:\n  paths:\n    - { path: /srv/shared, need: [write], shared: true }\n';
const shared = ['mkdir -p srv/shared', 'chgrp 12345 srv/shared', 'chmod 2775 srv/shared'];

export const umask: readonly Situation[] = [
  {
    rule: 'umask/unexpected',
    what: '0077 where the policy allows 0022 and 0002',
    roots: ['debian', 'alpine'],
    as: [ROOT, RANDOM],
    umask: '0077',
    policy: 'umask: { allowed: ["0022", "0002"] }\n',
  },
  { rule: 'umask/too-open', what: '0000', roots: ['debian', 'alpine'], as: [ROOT, USER], umask: '0000' },
  { rule: 'umask/blocks-owner', what: '0277', roots: ['debian', 'alpine'], as: [ROOT, USER], umask: '0277' },
  {
    rule: 'umask/blocks-owner',
    what: '0700 where the policy allows 0002',
    roots: ['debian'],
    umask: '0700',
    policy: 'umask: { allowed: ["0002"] }\n',
  },
  ...['0022', '0027', '0077'].map(
    (umask): Situation => ({
      rule: 'umask/blocks-group-write',
      what: `${umask} and a shared directory`,
      roots: ['debian', 'alpine'],
      as: [ROOT, USER],
      broken: shared,
      umask,
      policy: SHARED,
      works: ['write /srv/shared'],
    }),
  ),
  {
    rule: 'umask/blocks-group-write',
    what: 'the policy allows 0022 alone',
    roots: ['debian'],
    broken: shared,
    policy: `${SHARED}umask: { allowed: ["0022"] }\n`,
  },
];
