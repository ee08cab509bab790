import { describe, expect, it } from 'vitest';
import { FAKES } from '../support/probes/fake-probe.ts';
import { runMain } from '../support/runs/run-main.ts';

/** What a message must name: who is wrong, and what is near it. */
type Case = readonly [argv: readonly string[], env: Record<string, string>, names: readonly string[]];

const cases: readonly Case[] = [
  [['--frmat', 'json'], {}, ['--frmat', '--format']],
  [['--formt', 'json'], {}, ['--formt', 'did you mean --format']],
  [['--formats=json'], {}, ['did you mean --format']],
  [['--time', '2s'], {}, ['did you mean --timeout']],
  [['-x'], {}, ['-x']],
  [['chek'], {}, ['chek', 'check']],
  [['explane', 'x/y'], {}, ['explane', 'explain']],
  [['check', 'extra'], {}, ['extra']],
  [['check', '--', 'extra'], {}, ['extra']],
  [['--format'], {}, ['--format', 'FORMAT']],
  [['--format', '-v'], {}, ['--format', 'FORMAT']],
  [['--quiet=yes'], {}, ['--quiet']],
  [['-q', '-v'], {}, ['--quiet', '--verbose']],
  [['--only', 'alpha', '--only', 'beta'], {}, ['--only', 'a,b']],
  [['-f', 'json', '--format=text'], {}, ['--format']],
  [['--format', 'jsn'], {}, ['--format', 'jsn', 'json']],
  [['--profile', 'built'], {}, ['--profile', 'build']],
  [['--for', 'livenes'], {}, ['--for', 'liveness']],
  [['--fail-on', 'warn'], {}, ['--fail-on', 'warning']],
  [['--color', 'allways'], {}, ['--color', 'always']],
  [['--timeout', '49'], {}, ['--timeout', '49', '50ms']],
  [['--timeout', '600001'], {}, ['--timeout', '10m']],
  [['--timeout', '11m'], {}, ['--timeout', '10m']],
  [['--timeout', '2 s'], {}, ['--timeout', 'ms, s, m, h']],
  [['--timeout', '2sec'], {}, ['--timeout', 'ms, s, m, h']],
  [['--timeout', '-2s'], {}, ['--timeout']],
  [['--timeout', '1.5'], {}, ['--timeout', '1.5s', '1.5ms']],
  [['--wait', '30'], {}, ['--wait', '30s', '30ms']],
  [['--wait', '2h'], {}, ['--wait', '1h']],
  [['--timeout', '1e3'], {}, ['--timeout']],
  [['--timeout='], {}, ['--timeout', 'empty']],
  [['--umask', '0028'], {}, ['--umask', '0028']],
  [['--umask', '1022'], {}, ['--umask', '1022']],
  [['--umask', '0022,'], {}, ['--umask', 'empty entry']],
  [['--timezone', 'UTC+8:00'], {}, ['--timezone', 'UTC+8:00']],
  [['--timezone', '../etc/passwd'], {}, ['--timezone']],
  [['--go-version', 'newest'], {}, ['--go-version', 'newest']],
  [['--only', 'alpa'], {}, ['--only', 'alpa', 'alpha']],
  [['--skip', 'gamma'], {}, ['--skip', 'gamma', 'beta']],
  [['--skip', 'alpha/broken'], {}, ['rule of alpha', 'rules: { alpha/broken: "off" }']],
  [['--skip', FAKES.map(({ name }) => name).join()], {}, ['--only', '--skip']],
  [['--only', 'alpha', '--skip', 'alpha'], {}, ['--only', '--skip']],
  [['explain', 'alpha/brokn'], {}, ['alpha/brokn', 'alpha/broken']],
  [['explain', 'alpha/broken', 'again'], {}, ['again']],
  [['explain', '--format', 'yaml'], {}, ['--format', 'json']],
  [['explain', 'alpa'], {}, ['alpa', 'alpha']],
  [[], { PROBE_ENV_TIMEOUT: 'soon' }, ['PROBE_ENV_TIMEOUT', 'soon']],
  [[], { PROBE_ENV_TIMEOT: '900' }, ['PROBE_ENV_TIMEOT', 'PROBE_ENV_TIMEOUT']],
  [[], { PROBE_ENV_SKIP: 'gamma' }, ['PROBE_ENV_SKIP', 'gamma']],
  [[], { PROBE_ENV_QUIET: 'yes' }, ['PROBE_ENV_QUIET', 'true']],
  [[], { PROBE_ENV_QUIET: '1', PROBE_ENV_VERBOSE: '1' }, ['PROBE_ENV_QUIET', 'PROBE_ENV_VERBOSE']],
];

describe('wrong usage', () => {
  it.each(cases)('%j with %j ends with 64 and names %j', async (argv, env, names) => {
    const { code, stdout, stderr } = await runMain(argv, { env, probes: FAKES });
    expect(code).toBe(64);
    expect(stdout).toBe('');
    for (const name of names) expect(stderr).toContain(name);
  });

  it('shows hostile text from the command line harmlessly', async () => {
    const { stderr } = await runMain(['--format', 'a\u001b[31m\nb']);
    expect(stderr).not.toContain('\u001b');
    expect((await runMain(['che\u001b[31mk\n'])).stderr).not.toContain('\u001b');
    expect((await runMain(['--che\u001b[31mk\n'])).stderr).not.toContain('\u001b');
  });
});

describe('help and version', () => {
  it.each([[['--help']], [['-h']], [['check', '--help']], [['explain', '-h']]])('%j', async (argv) => {
    const { code, stdout } = await runMain(argv);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: probe-env');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('names the probes where one may be named', async () => {
    const { stdout } = await runMain(['--help']);
    expect(stdout).toMatch(/--only LIST +run only these probes: alpha, beta/);
    expect(stdout.replace(/\s+/g, ' ')).toContain('2 probes of its own: alpha, beta');
  });

  it('names every option and command', async () => {
    const { stdout } = await runMain(['--help'], { probes: FAKES });
    for (const word of ['check', 'explain', '--config', '--umask', '--color', 'PROBE_ENV_']) {
      expect(stdout).toContain(word);
    }
  });

  it('prints one line of version, whatever else is asked', async () => {
    for (const argv of [['--version'], ['--version', '-f', 'json'], ['explain', '--version']]) {
      expect(await runMain(argv)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^probe-env \d+\.\d+\.\d+\n$/),
      });
    }
  });
});

describe('explain', () => {
  it('lists every rule of every probe', async () => {
    const { code, stdout } = await runMain(['explain']);
    expect(code).toBe(0);
    for (const id of ['alpha/broken', 'alpha/note', 'beta/odd']) expect(stdout).toContain(id);
  });

  it('lists the rules of one probe', async () => {
    const { code, stdout } = await runMain(['explain', 'beta']);
    expect(code).toBe(0);
    expect(stdout).toContain('beta/odd');
    expect(stdout).not.toContain('alpha/');
  });

  it.each([
    [[], 8],
    [['beta'], 4],
    [['beta/odd'], 1],
  ])('is JSON where that is asked for: %j', async (argv, count) => {
    const { stdout } = await runMain(['explain', '-f', 'json', ...argv]);
    const { schemaVersion, rules } = JSON.parse(stdout);
    expect(schemaVersion).toBe(1);
    expect(rules).toHaveLength(count);
    expect(rules[0]).toMatchObject({ severity: expect.any(String), remedies: expect.any(Object) });
  });

  it('tells title, cause, example, remedy and restart of one', async () => {
    const { stdout } = await runMain(['explain', 'beta/stale']);
    for (const part of [
      'beta/stale (error)',
      'The stale.',
      'For a test.',
      'Saw x.',
      '→ mend it',
      'A restart fixes it',
    ]) {
      expect(stdout).toContain(part);
    }
  });
});
