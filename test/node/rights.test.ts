import { describe, expect, it } from 'vitest';
import { type OwnRights, type Right, rightsOf } from '../../src/target/node/rights.ts';

const ALL: OwnRights = {
  uid: 0,
  capabilities: (1n << 19n) | (1n << 2n),
  hidepid: null,
  seesNode: true,
  mapsAll: true,
  label: null,
  seesPods: true,
};

const missing = (own: Partial<OwnRights>): readonly Right[] =>
  rightsOf({ ...ALL, ...own })
    .filter(({ granted }) => !granted)
    .map(({ right }) => right);

describe('the rights of an agent that looks at a node', () => {
  it('are all there with what the DaemonSet gives', () => expect(missing({})).toEqual([]));

  it.each<readonly [Right, Partial<OwnRights>]>([
    ['root', { uid: 1000 }],
    ['sys-ptrace', { capabilities: 1n << 2n }],
    ['dac-read-search', { capabilities: 1n << 19n }],
    ['node-proc', { seesNode: false }],
    ['user-namespace', { mapsAll: false }],
    ['label', { label: 'cri-containerd.apparmor.d (enforce)' }],
    ['label', { label: 'system_u:system_r:container_t:s0:c1,c2' }],
    ['pods', { seesPods: false }],
  ])('lack %s alone where it is missing', (right, own) => expect(missing(own)).toEqual([right]));

  it('are not less for hidepid where the kernel lets CAP_SYS_PTRACE through', () => {
    expect(missing({ hidepid: 'hidepid=2' })).toEqual([]);
    expect(missing({ hidepid: 'hidepid=2', capabilities: 1n << 2n })).toEqual(['sys-ptrace', 'hidepid']);
  });

  it('have labels that confine nobody', () => {
    for (const label of [
      'unconfined',
      'system_u:system_r:spc_t:s0',
      'unconfined_u:unconfined_r:unconfined_t:s0',
    ])
      expect(missing({ label })).toEqual([]);
  });
});
