import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { golangImage, image } from '../support/memory/machines.ts';
import { file } from '../support/memory/tree.ts';
import { runMain } from '../support/runs/run-main.ts';

const POLICY = '/etc/probe-env.yaml';

/** A run in a stock image, with a policy where one is given. */
function run(
  argv: readonly string[],
  policy = '',
  env: Record<string, string> = {},
  machine = image('debian'),
) {
  const trees = policy === '' ? machine.trees : [...machine.trees, { [POLICY]: file(policy) }];
  return runMain(argv, { ...machine, trees, env: { ...machine.env, ...env }, probes });
}

async function reportOf(...args: Parameters<typeof run>) {
  const [argv, ...more] = args;
  const { stdout, stderr } = await run(['-f', 'json', ...argv], ...more);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Every way to ask for something that only a Go toolchain has: flags, variables, policy. */
const DEMANDS: readonly (readonly [string, readonly string[], string, Record<string, string>])[] = [
  ['goVersion.range', ['--go-version', '>=1.25'], '', {}],
  ['goVersion.range', ['--go-version', '>=1.21'], '', {}],
  ['goVersion.range', [], '', { PROBE_ENV_GO_VERSION: '>=1.25' }],
  ['goVersion.range', [], 'goVersion: { range: ">=1.25" }', {}],
  ['goEnv.requireModule', [], 'goEnv: { requireModule: true }', {}],
  ['goEnv.requiredModules', [], 'goEnv: { requiredModules: [golang.org/x/net] }', {}],
  ['goEnv.expect', [], 'goEnv: { expect: { CGO_ENABLED: 0 } }', {}],
];

describe('a demand for Go in a container without Go', () => {
  it('is not met: it makes the profile build', async () => {
    for (const [field, argv, policy, env] of DEMANDS) {
      for (const auto of [[], ['--profile', 'auto']]) {
        const report = await reportOf([...argv, ...auto], policy, env);
        expect(report).toMatchObject({ verdict: 'not-ready', profile: { name: 'build' }, unchecked: [] });
        expect(report.profile.reason).toContain(field);
        const rules = report.probes.flatMap((p: { findings: { rule: string }[] }) =>
          p.findings.map((f) => f.rule),
        );
        expect(rules).toContain('go-version/missing');
      }
    }
  });

  it('is refused where somebody says that none is needed', async () => {
    for (const [field, argv, policy, env] of DEMANDS) {
      for (const [words, vars] of [
        [['--profile', 'runtime'], {}],
        [[], { PROBE_ENV_PROFILE: 'runtime' }],
      ] as const) {
        const { code, stderr } = await run([...argv, ...words], policy, { ...env, ...vars });
        expect(code).toBe(64);
        expect(stderr).toContain(field);
        expect(stderr).toContain('runtime');
      }
    }
  });

  it('is refused in a policy that says so itself, with the line', async () => {
    for (const [field, , policy] of DEMANDS.filter(([, , text]) => text !== '')) {
      const { code, stderr } = await run([], `profile: runtime\n${policy}\n`);
      expect(code).toBe(78);
      expect(stderr).toContain(`${POLICY}:2: ${field}`);
    }
  });

  it('is waived where its probe is left out, and the first line says so', async () => {
    const policy = 'goVersion: { range: ">=1.25" }';
    for (const argv of [
      ['--skip', 'go-version'],
      ['--only', 'ca-certs,umask'],
      ['--profile', 'runtime', '--skip', 'go-version'],
    ]) {
      const report = await reportOf(argv, policy);
      expect(report).toMatchObject({ verdict: 'ready', profile: { name: 'runtime' } });
      expect(report.unchecked).toMatchObject([{ field: 'goVersion.range', probe: 'go-version' }]);
      const { stdout } = await run(argv, policy);
      expect(stdout.split('\n')[0]).toMatch(/^READY .*1 demand not checked/);
      expect(stdout).toContain('not checked: goVersion.range');
    }
  });

  it('is none where it only says what must not be, or how', async () => {
    const policy =
      'goEnv: { privateModules: [corp.example], directory: /src }\nrules: { go-env/sumdb-off: error }';
    const report = await reportOf([], policy);
    expect(report).toMatchObject({ verdict: 'ready', profile: { name: 'runtime' } });
    expect(report.unchecked).toMatchObject([{ field: 'goEnv.privateModules' }]);
    expect((await reportOf(['--profile', 'runtime'], policy)).verdict).toBe('ready');
  });
});

it.each([
  ['umask: { allowed: [0022] }', 'umask', 'umask.allowed'],
  ['timezone: { expected: UTC }', 'timezone', 'timezone.expected'],
  ['caCerts: { required: [{ subject: x }] }', 'ca-certs', 'caCerts.required'],
  ['permissions: { paths: [{ path: /tmp, need: [read] }] }', 'permissions', 'permissions.paths'],
  ['limits: { cpus: 1 }', 'limits', 'limits.cpus'],
  ['proxy: { direct: [example.com] }', 'proxy', 'proxy.direct'],
  ['listeners: { ports: [{ port: 8080 }] }', 'listeners', 'listeners.ports'],
  ['app: { command: [/app] }', 'app', 'app.command'],
])('%s is said to be unchecked where %s is skipped', async (policy, probe, field) => {
  for (const skip of [policy, `${policy}\nskip: [${probe}]`]) {
    const argv = skip === policy ? ['--skip', probe] : [];
    expect((await reportOf(argv, skip)).unchecked).toMatchObject([{ field, probe }]);
  }
});

it.each(probes.flatMap(({ policy }) => (policy === undefined ? [] : [policy])))(
  'a policy may ask something in $section',
  ({ demands = [], demandsOfGo = [] }) => {
    expect(demands.length + demandsOfGo.length).toBeGreaterThan(0);
  },
);

it('nothing is unchecked where nobody asked for anything, or everything is looked at', async () => {
  expect((await reportOf(['--only', 'umask'])).unchecked).toEqual([]);
  expect((await reportOf(['--profile', 'runtime'])).unchecked).toEqual([]);
  const { stdout } = await run(['--go-version', '>=1.25'], '', {}, golangImage('debian'));
  expect(stdout).not.toContain('not checked');
});

describe('the zone that is asked for', () => {
  const WITHOUT_DATA = {
    ...image('scratch'),
    trees: [...image('scratch').trees, { '/usr/share/zoneinfo': null }],
  };

  it.each([
    ['Europe/Berln', 'Europe/Berlin'],
    ['Asia/Mumbai', 'Asia/Kolkata'],
    ['Asia/Shangai', 'Asia/Shanghai'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Europe/berlin', 'Europe/Berlin'],
    ['Amerika/New_York', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['Asia/Kolkatta', 'Asia/Kolkata'],
    ['Mars/Olympus', 'such as'],
    ['Nonsense', 'such as'],
  ])('%s is refused, with %s', async (zone, near) => {
    for (const machine of [image('debian'), WITHOUT_DATA]) {
      const byFlag = await run(['--timezone', zone], '', {}, machine);
      expect(byFlag.code).toBe(64);
      expect(byFlag.stderr).toContain('--timezone');
      expect(byFlag.stderr).toContain(near);
      const byVariable = await run([], '', { PROBE_ENV_TIMEZONE: zone }, machine);
      expect(byVariable.code).toBe(64);
      expect(byVariable.stderr).toContain('PROBE_ENV_TIMEZONE');
      const byPolicy = await run([], `# x\ntimezone: { expected: ${zone} }`, {}, machine);
      expect(byPolicy.code).toBe(78);
      expect(byPolicy.stderr).toContain(`${POLICY}:2: timezone.expected`);
      expect(byPolicy.stderr).toContain(near);
    }
  });

  it.each([
    'Europe/Berlin',
    'UTC',
    'Etc/GMT-8',
    'Asia/Calcutta',
    'PRC',
    'America/Coyhaique',
    'Europe/Newtown',
    'Europe/Kyiv',
  ])('%s is no mistake, with zone data and without', async (zone) => {
    for (const machine of [image('debian'), WITHOUT_DATA]) {
      expect([0, 1]).toContain((await run(['--timezone', zone], '', {}, machine)).code);
      expect([0, 1]).toContain((await run([], `timezone: { expected: ${zone} }`, {}, machine)).code);
    }
  });

  it('is good where only this container knows it', async () => {
    const machine = image('debian', { '/usr/share/zoneinfo/Europe/Berlim': file('TZif2') });
    expect((await run(['--timezone', 'Europe/Berlim'], '', {}, machine)).code).toBe(1);
  });
});
