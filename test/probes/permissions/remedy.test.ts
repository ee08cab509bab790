import { describe, expect, it } from 'vitest';
import { grant, joinGroup, provide, writableMount } from '../../../probes/permissions/remedy.ts';
import { accessRules } from '../../../probes/permissions/rules-access.ts';
import type { Family, Platform } from '../../../src/core/platform.ts';

const on = (family: Family): Platform => ({
  family,
  os: null,
  osVersion: null,
  label: family,
  libc: null,
  root: false,
  has: () => family !== 'scratch',
});
const random = accessRules['not-writable'].example;
const app = { ...random, uid: 1000, gid: 1000, groups: [1000], user: 'app' };

describe('remedies', () => {
  it('give by the group where the platform gives group 0, by the owner else', () => {
    expect(grant(random, on('debian'))).toContain('chgrp -R 0 /srv/cache && chmod -R g=u /srv/cache');
    expect(grant(app, on('debian'))).toContain('chown -R 1000:1000 /srv/cache');
  });

  it('never hand out a directory of the system with all below it', () => {
    for (const at of ['/', '/usr', '/etc', '/usr/local', '/home', '/var/lib']) {
      const text = grant({ ...app, at, paths: [{ path: at, role: 'policy' }] }, on('debian'));
      expect(text).toContain(`chown 1000:1000 ${at}`);
    }
  });

  it('make what is missing and leave the directory above it alone', () => {
    const e = { ...random, need: 'create' as const, itself: false, at: '/' };
    expect(grant(e, on('debian'))).toContain('mkdir -p /srv/cache && chgrp -R 0 /srv/cache');
  });

  it('copy where there is no shell, and go to the volume where one hides the image', () => {
    expect(grant(app, on('scratch'))).toContain('COPY --from=build --chown=1000:1000');
    expect(grant({ ...app, mount: '/srv' }, on('debian'))).toContain('fsGroup: 1000');
    expect(grant({ ...app, mount: '/srv', readOnly: true }, on('debian'))).toContain('defaultMode');
  });

  it('join a group by the means of the family, and by number where there is no name', () => {
    const e = { ...app, join: 'staff', joinGid: 50 };
    expect(joinGroup(e, on('debian'))).toContain('usermod -aG staff app');
    expect(joinGroup(e, on('alpine'))).toContain('addgroup app staff');
    expect(joinGroup({ ...e, user: null }, on('debian'))).toMatch(/^docker run --group-add 50/);
    expect(joinGroup(e, on('scratch'))).toContain('supplementalGroups: [50]');
  });

  it('do not advise to make what a link or a file stands in the way of', () => {
    expect(provide({ ...random, code: 'ENOTDIR', at: '/srv' }, on('debian'))).toContain('ls -ld /srv');
    expect(provide({ ...random, code: 'ENOENT' }, on('debian'))).toContain('mkdir -p /srv/cache');
  });

  it('mount a writable volume over a read-only root', () => {
    expect(writableMount(random)).toContain('emptyDir');
    expect(writableMount({ ...random, mount: '/srv' })).toContain('/srv without ro');
  });

  it('quote what a shell would take apart', () => {
    const e = { ...app, at: "/a b/it's" };
    expect(grant(e, on('debian'))).toContain(String.raw`'/a b/it'\''s'`);
  });
});
