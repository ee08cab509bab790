import { describe, expect, it } from 'vitest';
import { goVersion } from '../../probes/go-version/index.ts';
import { mergeLayers } from '../../src/config/merge.ts';
import { PolicyError } from '../../src/config/policy/error.ts';
import { loadPolicy } from '../../src/config/policy/file.ts';
import { toLayer } from '../../src/config/policy/layer.ts';
import { bareHost } from '../support/memory/healthy.ts';
import { link, type Tree } from '../support/memory/tree.ts';
import { FAKES } from '../support/probes/fake-probe.ts';

async function effective(tree: Tree, path = '/etc/p.yaml') {
  const parts = await loadPolicy(path, bareHost({ trees: [tree] }), FAKES);
  return mergeLayers(
    FAKES,
    parts.map(({ file }) => toLayer(file)),
  );
}

async function refused(tree: Tree, path?: string): Promise<string> {
  try {
    await effective(tree, path);
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
  return '';
}

describe('a policy that extends another', () => {
  it('says what it says, and of the rest what the base says', async () => {
    const config = await effective({
      '/etc/base.yaml':
        'timeout: 2s\nskip: [beta]\nrules: {alpha/odd: error, alpha/note: warning}\ngoEnv: {requireModule: true, expect: {A: "1", B: "1"}}\numask: {allowed: [0022, 0002]}\ntimezone: {expected: Europe/Berlin}\n',
      '/etc/p.yaml':
        'extends: ./base.yaml\nrules: {alpha/odd: "off"}\ngoEnv: {expect: {B: "2"}}\numask: {allowed: [0077]}\ntimezone: {expected: null}\n',
    });
    expect(config).toMatchObject({ timeoutMs: 2000, skip: ['beta'] });
    expect(config.policy).toMatchObject({
      rules: { 'alpha/odd': 'off', 'alpha/note': 'warning' },
      goEnv: { requireModule: true, expect: { A: '1', B: '2' } },
      umask: { allowed: ['0077'] },
      timezone: { expected: null },
    });
  });

  it('names files of whoever asks beside the policy that says so', async () => {
    const trees = [
      {
        '/etc/p.yaml': 'extends: corp/base.yaml\n',
        '/etc/corp/base.yaml': 'goVersion: { checksums: go.sha256 }\n',
        '/srv/absolute.yaml': 'goVersion: { checksums: /lists/go.sha256 }\n',
        '/srv/above.yaml': 'goVersion: { checksums: ../go.sha256 }\n',
      },
    ];
    const said = async (path: string) => {
      const parts = await loadPolicy(path, bareHost({ trees }), [goVersion]);
      return parts.flatMap(({ layer }) => layer.policy?.goVersion?.checksums ?? []);
    };
    expect(await said('/etc/p.yaml')).toEqual(['/etc/corp/go.sha256']);
    expect(await said('/srv/absolute.yaml')).toEqual(['/lists/go.sha256']);
    expect(await said('/srv/above.yaml')).toEqual(['/srv/../go.sha256']);
  });

  it('finds it beside itself, whatever the working directory, in JSON too', async () => {
    const config = await effective({
      '/etc/p.yaml': '{"extends": "corp//./base.json"}',
      '/etc/corp/base.json': '{"extends": "base.yaml"}',
      '/etc/corp/base.yaml': 'failOn: warning\n',
      '/base.yaml': 'failOn: error\n',
    });
    expect(config.failOn).toBe('warning');
  });

  it('is read through the links of a ConfigMap', async () => {
    const config = await effective({
      '/etc/p.yaml': link('..data/p.yaml'),
      '/etc/base.yaml': link('..data/base.yaml'),
      '/etc/..data/p.yaml': 'extends: base.yaml\n',
      '/etc/..data/base.yaml': 'failOn: warning\n',
    });
    expect(config.failOn).toBe('warning');
  });

  it.each([
    '/etc/base.yaml',
    '../base.yaml',
    'x/../../base.yaml',
    '..',
    '.',
    '',
    './',
    'x/',
    'a/..',
    '...//',
  ])('refuses %j, which is not beside it', async (path) => {
    const message = await refused({ '/etc/p.yaml': `\nextends: ${JSON.stringify(path)}\n` });
    expect(message).toMatch(/^\/etc\/p\.yaml:2: extends/);
  });

  it('names the whole circle', async () => {
    const tree = {
      '/etc/p.yaml': 'extends: a.yaml',
      '/etc/a.yaml': 'extends: ./b.yaml',
      '/etc/b.yaml': 'extends: ./a.yaml',
    };
    expect(await refused(tree)).toBe(
      '/etc/b.yaml: extends: leads in a circle: /etc/p.yaml → /etc/a.yaml → /etc/b.yaml → /etc/a.yaml',
    );
    expect(await refused({ '/etc/p.yaml': 'extends: p.yaml' })).toContain('/etc/p.yaml → /etc/p.yaml');
  });

  it('ends a circle that only links make, and a chain that is too long', async () => {
    expect(await refused({ '/etc/p.yaml': 'extends: x/p.yaml', '/etc/x': link('.') })).toContain('8 files');
    const long = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [`/etc/${i}.yaml`, `extends: ${i + 1}.yaml`]),
    );
    expect(await refused({ ...long, '/etc/9.yaml': '' }, '/etc/0.yaml')).toContain(
      '/etc/7.yaml → /etc/8.yaml',
    );
    expect(await refused({ ...long, '/etc/8.yaml': '' }, '/etc/1.yaml')).toBe('');
  });

  it('names the file that is wrong or missing, and who asked for it', async () => {
    expect(await refused({ '/etc/p.yaml': 'extends: base.yaml' })).toBe(
      '/etc/base.yaml: no such file (/etc/p.yaml extends it)',
    );
    const tree = { '/etc/p.yaml': 'extends: base.yaml', '/etc/base.yaml': '\numsk: {}' };
    expect(await refused(tree)).toMatch(/^\/etc\/base\.yaml:2: umsk/);
  });

  it('is no larger in all than one file may be', async () => {
    const half = `# ${'x'.repeat(140 * 1024)}\n`;
    const tree = { '/etc/p.yaml': `${half}extends: base.yaml`, '/etc/base.yaml': half };
    expect(await refused(tree)).toMatch(/^\/etc\/base\.yaml: is larger than 256 KiB/);
  });
});
