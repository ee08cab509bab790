import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/core/policy/policy.ts';
import { fakeProbe, SILENT } from '../support/probes/fake-probe.ts';
import { runMain } from '../support/runs/run-main.ts';

/** The policy that the probes are given for a command line. */
async function policyOf(
  argv: readonly string[],
  env: Record<string, string> = {},
  files = {},
): Promise<Policy> {
  let seen: Policy | undefined;
  const probe = fakeProbe('alpha', {
    onPolicy: (policy) => {
      seen = policy;
    },
  });
  const { stderr } = await runMain(argv, { env, trees: [files], probes: [probe, ...SILENT] });
  if (seen === undefined) throw new Error(`the probe did not run: ${stderr}`);
  return seen;
}

const reportOf = async (...argv: string[]) => JSON.parse((await runMain(['-f', 'json', ...argv])).stdout);

describe('a message that begins with a dash', () => {
  it.each(['-bash: go: command not found', '-sh: 1: go: not found', '--- FAIL: go: command not found'])(
    '%s is explained, and is no option',
    async (message) => {
      expect(await runMain(['explain', message])).toMatchObject({ code: 0, stderr: '' });
      expect(await runMain(['explain', '-f', 'json', message])).toMatchObject({ code: 0 });
      expect((await runMain(['check', message])).code).toBe(64);
      expect((await runMain(['explain', '-f', message])).code).toBe(64);
    },
  );
});

describe('options of check', () => {
  it('runs without arguments, and as check, and with options before the command', async () => {
    for (const argv of [[], ['check'], ['-f', 'text', 'check'], ['--profile=build', 'check', '-v']]) {
      expect(await runMain(argv)).toMatchObject({ code: 0, stderr: '' });
    }
  });

  it.each([
    [['--profile', 'runtime'], { profile: { name: 'runtime', reason: 'asked for' } }],
    [['-p', 'build'], { profile: { name: 'build', reason: 'asked for' } }],
    [['--for', 'liveness'], { for: 'liveness' }],
    [['--fail-on=warning'], { failOn: 'warning' }],
    [['--only', 'beta'], { probes: [{ name: 'beta' }] }],
    [['--only', 'beta, alpha'], { probes: [{ name: 'alpha' }, { name: 'beta' }] }],
    [['--skip', 'beta'], { probes: [{ name: 'alpha' }] }],
  ])('%j is heard', async (argv, expected) => {
    expect(await reportOf(...argv)).toMatchObject(expected);
  });

  it('hands the most used fields of the policy to the probes', async () => {
    const policy = await policyOf([
      '--go-version',
      '>=1.24',
      '--timezone',
      'Asia/Tokyo',
      '--umask',
      '22,0o002',
    ]);
    expect(policy.goVersion.range).toBe('>=1.24');
    expect(policy.timezone.expected).toBe('Asia/Tokyo');
    expect(policy.umask.allowed).toEqual(['0022', '0002']);
    expect(Object.isFrozen(policy.umask.allowed)).toBe(true);
  });

  it('prefers flags to variables, variables to the policy file, the file to the defaults', async () => {
    const files = {
      '/etc/probe-env.yaml':
        'goVersion: {range: ">=1.1"}\ntimezone: {expected: Asia/Tokyo}\numask: {allowed: ["0022"]}',
    };
    const env = { PROBE_ENV_GO_VERSION: '>=1.2', PROBE_ENV_TIMEZONE: 'Asia/Seoul' };
    const policy = await policyOf(['--go-version', '>=1.3'], env, files);
    expect(policy.goVersion.range).toBe('>=1.3');
    expect(policy.timezone.expected).toBe('Asia/Seoul');
    expect(policy.umask.allowed).toEqual(['0022']);
    expect(policy.caCerts.expiringSoonDays).toBe(30);
  });

  it('has a variable for each option', async () => {
    const env = {
      PROBE_ENV_ONLY: 'beta',
      PROBE_ENV_FORMAT: 'json',
      PROBE_ENV_FOR: 'startup',
      PROBE_ENV_PROFILE: '',
    };
    const { stdout } = await runMain([], { env });
    expect(JSON.parse(stdout)).toMatchObject({ for: 'startup', probes: [{ name: 'beta' }] });
    expect((await runMain([], { env: { PROBE_ENV_QUIET: '1' } })).stdout.split('\n')).toHaveLength(2);
    expect(
      (await runMain(['-v'], { env: { PROBE_ENV_QUIET: 'true' } })).stdout.split('\n').length,
    ).toBeGreaterThan(2);
    expect(
      (await runMain([], { env: { PROBE_ENV_QUIET: 'false' } })).stdout.split('\n').length,
    ).toBeGreaterThan(2);
  });

  it('leaves variables alone that are not its own', async () => {
    const env = {
      PROBE_ENV_SERVICE_HOST: '10.0.0.1',
      PROBE_ENV_PORT_80_TCP: 'x',
      PROBE_ENV_REQUIRE_TOOLS: '1',
    };
    expect(await runMain([], { env })).toMatchObject({ code: 0, stderr: '' });
  });

  it('writes the report to a file, or says why it cannot', async () => {
    const { stdout, files } = await runMain(['-q', '-o', '/tmp/report']);
    expect(stdout).toBe('');
    expect(files.get('/tmp/report')).toMatch(/^READY 2 probes/);
    expect((await runMain(['-q', '-o', '/dev/stdout'])).stdout).toMatch(/^READY/);
    const failed = await runMain(['-o', '/nowhere/report']);
    expect(failed).toMatchObject({ code: 64, stdout: '' });
    expect(failed.stderr).toContain('ENOENT');
  });

  it.each([
    [[], { NO_COLOR: '1' }, true, false],
    [[], {}, true, true],
    [[], {}, false, false],
    [[], { TERM: 'dumb' }, true, false],
    [[], { FORCE_COLOR: '1' }, false, true],
    [[], { FORCE_COLOR: '0' }, true, false],
    [['--color', 'always'], { NO_COLOR: '1' }, false, true],
    [['--color', 'never'], { FORCE_COLOR: '1' }, true, false],
  ] as const)('%j with %j on a terminal %j colours %j', async (argv, env, terminal, colours) => {
    expect((await runMain(argv, { env, terminal })).stdout.includes('\u001b[')).toBe(colours);
  });
});
