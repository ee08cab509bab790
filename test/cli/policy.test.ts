import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FAKES } from '../support/probes/fake-probe.ts';
import { type RunOptions, runMain as runMainWith } from '../support/runs/run-main.ts';

const runMain = (argv: readonly string[], options: RunOptions = {}) =>
  runMainWith(argv, { probes: FAKES, ...options });

const FILES = {
  '/etc/base.yaml': 'failOn: warning\nrules:\n  alpha/odd: error\n  alpha/note: "off"\n',
  '/etc/probe-env.yaml': 'extends: base.yaml\ntimeout: 2s\ngoEnv:\n  expect:\n    GOFLAGS: -mod=vendor\n',
};
const machine = { trees: [FILES], env: { PROBE_ENV_TIMEZONE: 'Europe/Berlin' } };

const valuesOf = async (argv: readonly string[], options = {}) => {
  const { code, stdout } = await runMain(['policy', '-f', 'json', ...argv], options);
  const document = JSON.parse(stdout);
  const sources = document.values.map(({ key, value, source }: Record<string, unknown>) => [
    key,
    { value, source },
  ]);
  return { code, document, by: Object.fromEntries(sources) };
};

describe('policy', () => {
  it('names the source of each value', async () => {
    const { code, document, by } = await valuesOf(['--fail-on', 'error'], machine);
    expect(code).toBe(0);
    expect(document).toMatchObject({ valid: true, files: ['/etc/base.yaml', '/etc/probe-env.yaml'] });
    expect(by).toMatchObject({
      profile: { value: 'auto', source: { kind: 'default' } },
      failOn: { value: 'error', source: { kind: 'flag', name: '--fail-on' } },
      timeout: { value: '2s', source: { kind: 'file', file: '/etc/probe-env.yaml', line: 2 } },
      'timezone.expected': {
        value: 'Europe/Berlin',
        source: { kind: 'variable', name: 'PROBE_ENV_TIMEZONE' },
      },
      'rules.alpha/odd': { value: 'error', source: { kind: 'file', file: '/etc/base.yaml', line: 3 } },
      'goEnv.expect.GOFLAGS': { source: { kind: 'file', line: 5 } },
      'umask.allowed': { value: [], source: { kind: 'default' } },
    });
  });

  it('tells lines of a policy in JSON too', async () => {
    const trees = [{ '/etc/probe-env.yaml': '{\n  "skip": ["beta"],\n  "failOn": "warning"\n}' }];
    expect((await valuesOf([], { trees })).by.failOn.source).toMatchObject({ line: 3 });
  });

  it.each([
    [[], {}],
    [[], machine],
    [['--skip', 'beta', '--umask', '0022,0077'], machine],
  ])('in text is a policy that says the same: %j', async (argv, options) => {
    const { stdout } = await runMain(['policy', ...argv], options);
    const again = await valuesOf(['/new.yaml'], { trees: [{ '/new.yaml': stdout }] });
    const strip = ({ document }: Awaited<ReturnType<typeof valuesOf>>) =>
      document.values.map(({ key, value }: Record<string, unknown>) => [key, value]);
    expect(again.code).toBe(0);
    expect(strip(again)).toEqual(strip(await valuesOf(argv, options)));
    expect(Object.keys(parse(stdout))).toContain('umask');
    for (const line of stdout.split('\n').slice(1, -1)) expect(line).toMatch(/:$| {2}# /);
  });

  it('checks a file', async () => {
    const trees = [{ '/p.yaml': 'umsk: 1\n', '/q.yaml': 'umask: {allowed: [0022]}' }];
    expect((await runMain(['policy', '/q.yaml'], { trees })).code).toBe(0);
    const wrong = await runMain(['policy', '/p.yaml'], { trees });
    expect(wrong).toMatchObject({ code: 78, stdout: '' });
    expect(wrong.stderr).toContain('/p.yaml:1: umsk');
    const json = await runMain(['policy', '-f', 'json', '/p.yaml'], { trees });
    expect(json.code).toBe(78);
    expect(JSON.parse(json.stdout)).toMatchObject({ valid: false, error: { kind: 'policy' } });
    expect((await runMain(['policy', '/none.yaml'], { trees })).code).toBe(78);
  });

  it.each([
    [['policy', '/a', '/b']],
    [['policy', '-c', '/a', '/b']],
    [['policy', '-f', 'junit']],
    [['policy', '--wait', '3s']],
  ])('refuses %j', async (argv) => expect((await runMain(argv)).code).toBe(64));

  it('shows no secret', async () => {
    const trees = [{ '/p.yaml': 'goEnv: {expect: {GOPROXY: "https://user:hunter22@proxy.example"}}' }];
    for (const format of ['text', 'json']) {
      const { code, stdout } = await runMain(['policy', '-f', format, '/p.yaml'], { trees });
      expect(code).toBe(0);
      expect(stdout).toContain('proxy.example');
      expect(stdout).not.toContain('hunter22');
    }
  });
});
