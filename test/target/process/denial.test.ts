import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../../src/target/process/proc/credentials.ts';
import { denialOf, type Parties } from '../../../src/target/process/refusal/denial.ts';

const of = (uid: number, more: Partial<Credentials> = {}): Credentials => ({
  uids: [uid, uid, uid, uid],
  gids: [uid, uid, uid, uid],
  groups: [],
  permitted: 0n,
  effective: 0n,
  pids: [4711, 7],
  threadGroup: 4711,
  parent: 1,
  state: 'S',
  ...more,
});
const ALL = '0 0 4294967295\n';
const same: Parties = {
  ours: of(1000),
  theirs: of(1000),
  maps: { ours: ALL, theirs: ALL },
  owner: 1000,
  labels: { ours: null, theirs: null },
};
const ptrace = 1n << 19n;
const docker = 'docker-default (enforce)';
const category = (c: number) => `system_u:system_r:container_t:s0:c${c},c900`;

describe('why a process may not be looked at', () => {
  it.each<[string, Partial<Parties>, string, boolean]>([
    ['another user', { theirs: of(2000), owner: 2000 }, 'user', true],
    ['another saved user', { theirs: of(1000, { uids: [1000, 1000, 0, 1000] }) }, 'user', false],
    ['root', { theirs: of(0, { permitted: 1n }), owner: 0 }, 'user', false],
    ['a set-uid program', { owner: 0 }, 'not-dumpable', false],
    [
      'the same number elsewhere',
      { maps: { ours: ALL, theirs: '0 100000 65536\n' } },
      'user-namespace',
      false,
    ],
    [
      'another user above, whom no capability of ours reaches',
      {
        ours: of(0, { effective: ptrace }),
        theirs: of(65_534),
        owner: 65_534,
        maps: { ours: '0 100000 65536\n', theirs: '0 4294967295 4294967295\n' },
      },
      'user-namespace',
      false,
    ],
    [
      'one above that has more ids than we, where our root is its root',
      {
        ours: of(0, { effective: ptrace }),
        theirs: of(65_534),
        owner: 65_534,
        maps: { ours: '0 0 1\n', theirs: '0 0 4294967295\n' },
      },
      'user-namespace',
      false,
    ],
    ['more capabilities', { theirs: of(1000, { permitted: 1n << 10n }) }, 'capabilities', false],
    [
      'a confined one, by AppArmor',
      {
        ours: of(0, { effective: ptrace }),
        labels: { ours: docker, theirs: 'cri-containerd.apparmor.d (enforce)' },
      },
      'apparmor',
      true,
    ],
    [
      'one that we are kept from, by AppArmor',
      { labels: { ours: docker, theirs: 'unconfined' } },
      'apparmor',
      true,
    ],
    [
      'another category, by SELinux',
      { ours: of(0, { effective: ptrace }), labels: { ours: category(1), theirs: category(2) } },
      'selinux',
      true,
    ],
    ['nothing of these', {}, 'other', true],
    [
      'nothing of these, whatever the profile of others',
      { labels: { ours: 'unconfined', theirs: docker } },
      'other',
      true,
    ],
    [
      'nothing of these, for SELinux has super privileged containers',
      { labels: { ours: 'system_u:system_r:spc_t:s0', theirs: category(2) } },
      'other',
      true,
    ],
    ['root, of whom /proc does not tell', { ours: of(0), theirs: of(0), owner: 0 }, 'not-dumpable', false],
  ])('%s', (_, parties, cause, userIsEnough) => {
    expect(denialOf({ ...same, ...parties })).toMatchObject({ cause, userIsEnough, inside: 7 });
  });

  it('is not the namespace where ours is the one around it', () => {
    const ours = of(0, { effective: ptrace });
    const denial = denialOf({ ...same, ours, maps: { ours: ALL, theirs: '0 100000 65536\n' } });
    expect(denial.cause).toBe('other');
  });

  it('names who is who', () => {
    const theirs = of(2000, { permitted: 0x400n });
    expect(denialOf({ ...same, theirs, owner: 2000 })).toMatchObject({
      ours: { uid: 1000, gid: 1000, capabilities: '0' },
      theirs: { uid: 2000, gid: 2000, capabilities: '400' },
    });
  });
});
