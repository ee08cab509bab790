import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { FAKES, fakeProbe } from '../support/probes/fake-probe.ts';
import { reportIn } from '../support/runs/report-schema.ts';
import { runMain } from '../support/runs/run-main.ts';

const BAD_POLICY = {
  trees: [{ '/etc/probe-env.yaml': 'umsk: 1\n', '/proc/sys/kernel/hostname': 'web-0\n' }],
};
const throwing = {
  ...fakeProbe('alpha'),
  get profiles(): never {
    throw new Error('a defect of our own');
  },
};

/** Each way in which probe-env itself fails. */
const FAILURES = [
  ['usage', 64, ['--frmat=x'], {}],
  ['usage', 64, [], { env: { PROBE_ENV_TIMEOUT: 'soon' } }],
  ['usage', 64, ['--only', 'gamma'], {}],
  ['policy', 78, [], BAD_POLICY],
  ['policy', 78, ['-c', '/no/such/policy'], {}],
  ['internal', 70, [], { probes: [throwing] }],
] as const;

describe.each(FAILURES)('a failure of kind %s (%d) by %j', (kind, code, argv, machine) => {
  it('is a document of the report in JSON', async () => {
    const result = await runMain(['-f', 'json', ...argv], machine);
    expect(result.code).toBe(code);
    const report = reportIn(result.stdout);
    expect(report).toMatchObject({ verdict: 'not-ready', exitCode: code, error: { kind }, probes: [] });
    expect(report.error?.messages.length).toBeGreaterThan(0);
    expect(result.stderr).toContain(report.error?.messages[0]);
  });

  it('is not ready in the file that Prometheus collects', async () => {
    const { stdout, files } = await runMain(['--format=prometheus', '-o', '/m/probe.prom', ...argv], machine);
    expect(stdout).toBe('');
    expect(files.get('/m/probe.prom')).toMatch(/^probe_env_ready\{.*\} 0$/m);
    expect(files.get('/m/probe.prom')).toMatch(/^probe_env_last_run_timestamp_seconds/m);
  });

  it('is an error of the suite in JUnit, and ends TAP', async () => {
    const junit = new XMLParser({ ignoreAttributes: false }).parse(
      (await runMain(['-f', 'junit', ...argv], machine)).stdout,
    );
    expect(junit.testsuites.testsuite).toMatchObject({ '@_tests': '1', '@_errors': '1' });
    expect(junit.testsuites.testsuite.testcase.error['@_type']).toBe(kind);
    expect((await runMain(['-f', 'tap', ...argv], machine)).stdout).toMatch(/^Bail out! /m);
  });

  it('is unknown to Nagios, with a line that says so', async () => {
    const result = await runMain(['-f', 'nagios', ...argv], machine);
    expect(result.code).toBe(3);
    expect(result.stdout).toMatch(/^PROBE-ENV UNKNOWN - NOT READY nothing was checked/);
  });

  it('leaves no earlier report in the file of a text report', async () => {
    const { files, stdout } = await runMain(['-o', '/out.txt', ...argv], machine);
    expect(stdout).toBe('');
    expect(files.get('/out.txt')).toMatch(/^NOT READY nothing was checked/);
  });

  it('writes nothing to stdout in text', async () => {
    expect((await runMain([...argv], machine)).stdout).toBe('');
  });

  describe('under run', () => {
    const ended = { kind: 'ended', code: 7 } as const;
    const log = ['--termination-log', '/log'];
    const command = ['--', '/bin/app', '--warn-only'];

    it('ends with 125 and leaves a message for kubectl describe', async () => {
      const {
        code: exit,
        files,
        launched,
      } = await runMain(['run', ...log, ...argv, ...command], {
        ...machine,
        ended,
      });
      expect(exit).toBe(125);
      expect(launched).toEqual([]);
      expect(files.get('/log')).toMatch(/^NOT READY probe-env failed: ./);
    });

    it.each([
      ['flag', ['run', '--warn-only'], {}],
      ['variable', ['run'], { PROBE_ENV_WARN_ONLY: '1' }],
    ])('starts the command all the same with --warn-only as a %s, and says so', async (_, call, env) => {
      const own = 'env' in machine ? machine.env : {};
      const result = await runMain([...call, ...argv, ...command], {
        ...machine,
        env: { ...own, ...env },
        ended,
      });
      expect(result.code).toBe(7);
      expect(result.launched).toEqual([
        { file: '/bin/app', name: '/bin/app', args: ['--warn-only'], resident: false },
      ]);
      expect(result.stderr).toContain('--warn-only');
    });
  });
});

describe('a failure', () => {
  it('shows no secret in its document', async () => {
    const { stdout } = await runMain(['-f', 'json', '--timezone', 'https://user:hunter22@host/'], {
      probes: FAKES,
    });
    expect(stdout).not.toContain('hunter22');
  });

  it('is told on stdout where the file for it is what failed', async () => {
    const { code, stdout } = await runMain(['-f', 'json', '-o', '/nowhere/report.json']);
    expect(code).toBe(64);
    expect(JSON.parse(stdout)).toMatchObject({ error: { kind: 'usage' } });
  });

  it('has the labels of the container', async () => {
    const { stdout } = await runMain(['-f', 'json', '--label', 'container=app'], BAD_POLICY);
    expect(JSON.parse(stdout).labels).toEqual({ host: 'web-0', container: 'app' });
  });
});

describe('run', () => {
  const log = ['--termination-log', '/log'];

  it.each([
    [127, ['no-such-command'], {}],
    [126, ['/bin/app'], { ended: { kind: 'not-started', cause: { code: 'not-permitted' } } as const }],
    [127, ['/bin/app'], { ended: { kind: 'not-started', cause: { code: 'file-missing' } } as const }],
  ])('leaves a message for %d of %j', async (code, command, machine) => {
    const result = await runMain(['run', ...log, '--', ...command], machine);
    expect(result.code).toBe(code);
    expect(result.files.get('/log')).toMatch(/^probe-env: /);
    expect(result.stderr).toContain(result.files.get('/log'));
  });

  it("leaves it in Kubernetes' file where that exists", async () => {
    const there = await runMain(['run', '--', 'no-such-command'], {
      trees: [{ '/dev/termination-log': '' }],
    });
    expect(there.files.has('/dev/termination-log')).toBe(true);
    expect((await runMain(['run', '--', 'no-such-command'])).files.size).toBe(0);
  });

  it('without a command ends with 125 even with --warn-only', async () => {
    expect((await runMain(['run', '--warn-only', '--frmat', '--'])).code).toBe(125);
  });

  it('fails with 125 where the mistake stands before its name', async () => {
    const { code, files } = await runMain(['--frmat', 'run', ...log, '--', '/bin/app']);
    expect(code).toBe(125);
    expect(files.has('/log')).toBe(true);
  });
});

it('what a failure quotes is told by its beginning and its end', async () => {
  const { code, stderr } = await runMain([], { env: { PROBE_ENV_TIMEOUT: `1${'0'.repeat(100_000)}x` } });
  expect(code).toBe(64);
  expect(stderr.length).toBeLessThan(2000);
  expect(stderr).toMatch(/^probe-env: PROBE_ENV_TIMEOUT: "?10+ \[\d+ characters\] .*0x/);
});
