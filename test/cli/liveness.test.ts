import { describe, expect, it } from 'vitest';
import { CUT } from '../../src/core/reason.ts';
import { REPORTERS } from '../../src/report/format.ts';
import { file } from '../support/memory/tree.ts';
import { fakeProbe, found } from '../support/probes/fake-probe.ts';
import { type RunOptions, runMain } from '../support/runs/run-main.ts';

/** Every way to ask for liveness, and the same call for readiness. */
const WAYS: readonly (readonly [string, readonly string[], Record<string, string>])[] = [
  ['the flag', ['--for', 'liveness'], {}],
  ['the flag with =', ['--for=liveness'], {}],
  ['the flag behind the command', ['check', '--for', 'liveness'], {}],
  ['the variable', [], { PROBE_ENV_FOR: 'liveness' }],
  ['a flag against the variable', ['--for', 'liveness'], { PROBE_ENV_FOR: 'readiness' }],
];

/** What no restart mends, each as arguments, variables and policy, with the code that it has otherwise. */
const IN_VAIN: readonly (readonly [string, number, readonly string[], RunOptions])[] = [
  ['an unknown option', 64, ['--frmat', 'json'], {}],
  ['an option without its value', 64, ['--config'], {}],
  ['an option given twice', 64, ['-q', '-q'], {}],
  ['an argument too many', 64, ['extra'], {}],
  ['a value out of range', 64, ['--timeout', '1'], {}],
  ['a probe that does not exist', 64, ['--only', 'alpa'], {}],
  ['no probe left', 64, ['--skip', 'alpha,beta'], {}],
  ['a misspelt variable', 64, [], { env: { PROBE_ENV_TIMEZON: 'UTC' } }],
  ['a wrong value of a variable', 64, [], { env: { PROBE_ENV_TIMEOUT: 'soon' } }],
  ['an unknown key', 78, [], { trees: [{ '/etc/probe-env.yaml': file('umsk: 1\n') }] }],
  ['a policy that is no YAML', 78, [], { trees: [{ '/etc/probe-env.yaml': file('a: [') }] }],
  ['a policy that is not there', 78, ['--config', '/no/policy.yaml'], {}],
  [
    'an internal error',
    70,
    [],
    { probes: [fakeProbe('alpha', { findings: [found('alpha/no-such-rule')] })] },
  ],
];

const late = fakeProbe('late', { observe: async () => ({ facts: '', incomplete: CUT }) });

function asked(way: (typeof WAYS)[number], argv: readonly string[], options: RunOptions) {
  const [, words, env] = way;
  return runMain([...words, ...argv], { ...options, env: { ...env, ...options.env } });
}

describe('for liveness', () => {
  describe.each(WAYS)('asked by %s', (...way) => {
    it.each(IN_VAIN)('%s is said and no failure', async (_, code, argv, options) => {
      const { code: got, stdout, stderr } = await asked(way, argv, options);
      expect(got).toBe(0);
      expect(stdout).toBe('');
      const [first, second] = stderr.split('\n');
      expect(first).toContain('NOTHING WAS CHECKED');
      expect(first).toContain(String(code));
      expect(second).toMatch(/^probe-env: ./);
    });

    it.each(IN_VAIN)('%s is one where somebody is strict', async (_, code, argv, options) => {
      expect((await asked(way, ['--strict', ...argv], options)).code).toBe(code);
      const env = { ...options.env, PROBE_ENV_STRICT: '1' };
      expect((await asked(way, argv, { ...options, env })).code).toBe(code);
    });
  });

  it.each(IN_VAIN)('asked of nobody, %s is a failure', async (_, code, argv, options) => {
    expect((await runMain(argv, options)).code).toBe(code);
    expect((await runMain(['--for', 'readiness', ...argv], options)).code).toBe(code);
    const env = { ...options.env, PROBE_ENV_FOR: 'liveness' };
    expect((await runMain(['--for', 'startup', ...argv], { ...options, env })).code).toBe(code);
  });

  it('is found where the option itself is misspelt, and not where the purpose is', async () => {
    for (const option of ['--fro', '--fo', '--forr']) {
      expect((await runMain([option, 'liveness'])).code).toBe(0);
      expect((await runMain([`${option}=liveness`])).code).toBe(0);
    }
    expect((await runMain(['--for', 'livenes'])).code).toBe(64);
    expect((await runMain(['--for', 'liveness', '--for', 'readiness'])).code).toBe(64);
    expect((await runMain(['--fro', 'x', '-o', 'liveness'])).code).toBe(64);
  });

  it.each(['for: liveness\numsk: 1\n', '{"umsk": 1, "for": "liveness"}', 'umsk: [\nfor: "liveness"\n'])(
    'is found in a policy that cannot be used: %j',
    async (text) => {
      const trees = [{ '/etc/probe-env.yaml': file(text) }];
      expect((await runMain([], { trees })).code).toBe(0);
      expect((await runMain(['--for', 'readiness'], { trees })).code).toBe(78);
      expect((await runMain(['--strict'], { trees })).code).toBe(78);
    },
  );

  it('is no matter of the other commands', async () => {
    const env = { PROBE_ENV_FOR: 'liveness' };
    expect((await runMain(['route', '--no-such'], { env })).code).toBe(64);
    expect((await runMain(['explain', '--no-such'], { env })).code).toBe(64);
    expect((await runMain(['run', '--no-such'], { env })).code).toBe(125);
  });

  it('is unknown to a monitoring system, which restarts nothing', async () => {
    for (const argv of [['--frmat'], ['--config', '/no/policy.yaml']]) {
      expect((await runMain(['--for', 'liveness', '-f', 'nagios', ...argv])).code).toBe(3);
    }
    const { code, stdout } = await runMain(['--for', 'liveness', '-f', 'nagios'], { probes: [late] });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^PROBE-ENV UNKNOWN - .*late/);
  });
});

describe('a probe without a conclusion, for liveness', () => {
  const live = (argv: readonly string[], probes = [late]) =>
    runMain(['--for', 'liveness', ...argv], { probes });

  it('fails nothing, and stands in the first line', async () => {
    const { code, stdout } = await live([]);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/^READY .*1 inconclusive.*NOT KNOWN.*late$/);
    expect((await live(['-q'])).stdout).toMatch(/NOT KNOWN.*late\n$/);
  });

  it('fails where somebody is strict, by flag, variable or policy', async () => {
    expect((await live(['--strict'])).code).toBe(1);
    expect(
      (await runMain(['--for', 'liveness'], { probes: [late], env: { PROBE_ENV_STRICT: 'true' } })).code,
    ).toBe(1);
    const trees = [{ '/etc/probe-env.yaml': file('for: liveness\nstrict: true\n') }];
    expect((await runMain([], { probes: [late], trees })).code).toBe(1);
    const env = { PROBE_ENV_STRICT: '0' };
    expect((await runMain([], { probes: [late], trees, env })).code).toBe(0);
  });

  it('still fails for every other purpose', async () => {
    for (const purpose of ['readiness', 'startup', 'preflight']) {
      expect((await runMain(['--for', purpose], { probes: [late] })).code).toBe(1);
    }
  });

  it('does not hide what a restart mends, nor make an error of what none mends', async () => {
    const stale = fakeProbe('beta', { findings: [found('beta/stale')] });
    const broken = fakeProbe('beta', { findings: [found('beta/broken')] });
    expect((await live([], [late, stale])).code).toBe(1);
    expect((await live([], [late, broken])).code).toBe(0);
    expect((await live(['--fail-on', 'warning'], [late, broken])).code).toBe(0);
  });

  it('is nothing that ran, too', async () => {
    const skipped = fakeProbe('alpha', { profiles: ['build'] });
    const { code, stdout } = await live(['--profile', 'runtime'], [skipped]);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toContain('NOT KNOWN');
    expect((await live(['--profile', 'runtime', '--strict'], [skipped])).code).toBe(1);
  });

  it('has in every format the sense of the exit code', async () => {
    const documents = Object.fromEntries(
      await Promise.all(
        Object.keys(REPORTERS).map(async (format) => [format, (await live(['-f', format])).stdout] as const),
      ),
    );
    expect(JSON.parse(documents.json ?? '')).toMatchObject({
      verdict: 'ready',
      exitCode: 0,
      strict: false,
      summary: { inconclusive: 1 },
    });
    expect(documents.junit).toContain('tests="1" failures="0" errors="0" skipped="1"');
    expect(documents.junit).toContain(
      '<skipped message="inconclusive: cut by the deadline before it finished"/>',
    );
    expect(documents.tap).toMatch(/^ok 1 - late: .*# SKIP inconclusive$/m);
    expect(documents.github).toMatch(
      /^::warning title=late inconclusive::cut by the deadline before it finished$/m,
    );
    expect(documents.prometheus).toContain('probe_env_ready{for="liveness",profile="runtime"} 1');
    expect(documents.prometheus).toContain('probe_env_probe_status{probe="late",status="inconclusive"} 1');
  });
});
