import { describe, expect, it } from 'vitest';
import { grant as grantIn } from '../../../probes/permissions/remedies/access.ts';
import { joinGroup, provide, writableMount } from '../../../probes/permissions/remedies/provide.ts';
import { accessRules } from '../../../probes/permissions/rules/access.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';

const random = accessRules['not-writable'].example;
const app = { ...random, uid: 1000, gid: 1000, groups: [1000], user: 'app' };
const file = { ...app, type: 'file', need: 'read', tried: 'read', mode: '0600' } as const;

const PLATFORM = { family: 'debian', has: () => true } as never;
const grant = (e: Parameters<typeof grantIn>[0]) => grantIn(e, PLATFORM);
const lines = (remedies: readonly Remedy[]) => remedies.flatMap((remedy) => remedy.lines);

describe('remedies', () => {
  it('give by the group where the platform gives group 0, by the owner else', () => {
    expect(lines(grant(random))).toContain('RUN chgrp -R 0 /srv/cache && chmod -R g=u /srv/cache');
    expect(lines(grant(app))).toContain('RUN chown -R 1000:1000 /srv/cache');
  });

  it('give a device that the control group refuses, and take no flag off it', () => {
    const refused = { ...file, at: '/a/disk', code: 'EPERM', uid: 0, gid: 0, groups: [0] } as const;
    const text = (type: 'block-device' | 'file') =>
      grant({ ...refused, type })
        .map(({ why }) => why)
        .join('\n');
    expect(text('block-device')).toContain('--device');
    expect(text('block-device')).not.toContain('chattr');
    expect(text('file')).toContain('chattr -i /a/disk');
  });

  it('hand out no directory of the system, and no home', () => {
    for (const at of [
      '/',
      '/usr',
      '/etc',
      '/etc/ssl',
      '/usr/local/bin',
      '/home',
      '/var/lib',
      '/root',
      '/home/else',
    ]) {
      const paths = [{ path: `${at === '/' ? '' : at}/x`, role: 'GOBIN' }];
      const text = lines(grant({ ...app, at, paths, itself: false })).join('\n');
      expect(text).not.toMatch(new RegExp(`(?:chown|chgrp|chmod|setfacl) [^\\n]*${at}(?:\\s|$)`, 'm'));
      expect(text).toContain('ENV GOBIN=/opt/go/bin');
    }
  });

  it('give no part of the toolchain away, and put no volume over it', () => {
    for (const at of ['/usr/local/go', '/usr/local/go/bin', '/usr/local/go/pkg/mod']) {
      const text = lines(grant({ ...app, at, paths: [{ path: at, role: 'GOBIN' }] })).join('\n');
      expect(text).not.toMatch(new RegExp(`(?:chown|chgrp|chmod) [^\\n]*${at}|mountPath: ${at}|tmpfs ${at}`));
      expect(text).toContain('ENV GOBIN=/opt/go/bin');
    }
  });

  it('let one group read a file of root, never everybody', () => {
    for (const at of ['/etc/app/key.pem', '/etc/app/app.yaml', '/run/secrets/token']) {
      const text = lines(grant({ ...file, at, paths: [{ path: at, role: 'policy' }] })).join('\n');
      expect(text).toContain(`chgrp 1000 ${at} && chmod g+r ${at}`);
      expect(text).not.toMatch(/[oa]\+r|0?[46]44/);
    }
  });

  it('start a script, which its interpreter has to read', () => {
    expect(lines(grant({ ...file, at: '/app/run', tried: 'execute', who: 'group' }))).toContain(
      'RUN chmod g+rx /app/run',
    );
  });

  it('make what is missing, all of it, and leave the directory above it alone', () => {
    const paths = ['/srv/a', '/srv/b'].map((path) => ({ path, role: 'policy' }));
    const e = { ...random, paths, need: 'create' as const, itself: false, at: '/srv' };
    expect(lines(grant(e))).toContain(
      'RUN mkdir -p /srv/a /srv/b && chgrp -R 0 /srv/a /srv/b && chmod -R g=u /srv/a /srv/b',
    );
  });

  it('go to the volume where one hides the image', () => {
    const fsGroup = 'spec: { securityContext: { fsGroup: 1000 } }';
    expect(lines(grant({ ...app, mount: '/srv' }))).toContain(fsGroup);
    expect(lines(grant({ ...file, mount: '/srv', readOnly: true }))).toEqual([fsGroup]);
  });

  it('join a group by the means of the family, and by number where there is no name', () => {
    const e = { ...app, join: 'staff', joinGid: 50 };
    expect(lines(joinGroup(e, 'debian'))).toContain('RUN usermod -aG staff app');
    expect(lines(joinGroup(e, 'alpine'))).toContain('RUN addgroup app staff');
    for (const by of [joinGroup({ ...e, user: null }, 'debian'), joinGroup(e, 'scratch')])
      expect(lines(by)).toEqual([
        'spec: { securityContext: { supplementalGroups: [50] } }',
        '--group-add 50',
      ]);
  });

  it('do not make what a file stands in the way of', () => {
    expect(lines(provide({ ...random, code: 'ENOTDIR', at: '/srv' }))).toEqual([]);
    expect(lines(provide({ ...random, code: 'ENOENT' })).join()).toContain('mkdir -p /srv/cache');
  });

  it('mount a writable volume over a read-only root', () => {
    expect(lines(writableMount(random)).join()).toContain('emptyDir');
    expect(lines(writableMount({ ...random, mount: '/srv' }))).toEqual([
      'volumeMounts: [{ mountPath: /srv, readOnly: false }]',
    ]);
  });

  it('quote what a shell would take apart', () => {
    expect(lines(grant({ ...app, at: "/a b/it's" })).join()).toContain(String.raw`'/a b/it'\''s'`);
  });
});
