import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Chroots, type Machine } from '../support/system/chroot.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { SCENARIOS } from './scenarios/scenarios.ts';

/** For a busy machine. */
const env = { PROBE_ENV_TIMEOUT: '20000' };

const isReady = (name: string) => {
  const golden = join(import.meta.dirname, 'golden', `${name}.golden.txt`);
  return existsSync(golden) && readFileSync(golden, 'utf8').endsWith('\n$ echo $?\n0\n');
};

/** What is wanted of these is an option's matter. */
const READY = SCENARIOS.filter(({ name, args = [] }) => isReady(name) && args.length === 0);

function withPolicy(machine: Machine, policy: string): Machine {
  return { ...machine, trees: [...machine.trees, { '/etc/probe-env.yaml': policy }] };
}

describeReal('the policy of a ready container', { tools: ['unshare', 'chroot', 'mount'], root: true }, () => {
  let chroots: Chroots;
  beforeAll(() => {
    chroots = new Chroots();
  });
  afterAll(() => chroots.close());

  it.each(READY)('of $name is fulfilled by it, and is the same each time', async ({ machine }) => {
    const written = await chroots.run(['init'], machine());
    expect(written).toMatchObject({ code: 0, stderr: '' });
    const { stdout: policy } = written;
    const checked = withPolicy(machine(), policy);
    const { code, stdout } = await chroots.run(['-f', 'json'], {
      ...checked,
      env: { ...checked.env, ...env },
    });
    const { probes } = JSON.parse(stdout);
    const findings = probes.flatMap((probe: { findings: { rule: string; severity: string }[] }) =>
      probe.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
    );
    expect({ code, findings, policy }).toEqual({ code: 0, findings: [], policy });
    // What stands in it changes nothing of what is written.
    expect((await chroots.run(['init'], checked)).stdout).toBe(policy);
  });

  it('asks for what is there, and a container that lacks it is not ready', async () => {
    const all = SCENARIOS.find(({ name }) => name === 'all-is-well');
    if (all === undefined) throw new Error('no scenario all-is-well');
    const { stdout: policy } = await chroots.run(['init'], all.machine());
    expect(parse(policy)).toEqual({
      profile: 'build',
      goEnv: { expect: { GOTOOLCHAIN: 'local' } },
      goVersion: { range: expect.stringMatching(/^>=1\.\d+\.\d+ <1\.\d+$/) },
      timezone: { expected: 'Etc/UTC' },
      permissions: { paths: expect.arrayContaining([{ path: '/tmp', need: ['write'] }]) },
      umask: { allowed: ['0022'] },
    });
    const other = { ...all.machine(), umask: '0077' };
    const { code, stdout } = await chroots.run(
      ['-f', 'json'],
      withPolicy({ ...other, env: { ...other.env, ...env } }, policy),
    );
    expect(code).toBe(1);
    expect(stdout).toContain('umask/unexpected');
  });

  it('has no word of a secret, and the modules that are private', async () => {
    const all = SCENARIOS.find(({ name }) => name === 'all-is-well');
    if (all === undefined) throw new Error('no scenario all-is-well');
    const machine = all.machine();
    const set = {
      GOPROXY: 'https://user:hunter2@proxy.corp.example',
      GOPRIVATE: 'git.corp.example/b,*.x,a.example',
    };
    const { code, stdout } = await chroots.run(['init'], { ...machine, env: { ...machine.env, ...set } });
    expect(code).toBe(0);
    expect(stdout).not.toContain('hunter2');
    expect(parse(stdout).goEnv).toEqual({
      privateModules: ['a.example', 'git.corp.example/b'],
      expect: { GOPRIVATE: 'git.corp.example/b,*.x,a.example', GOTOOLCHAIN: 'local' },
    });
  });

  it('is not written for a container that is not ready', async () => {
    const broken = SCENARIOS.find(({ name }) => name === 'not-ready');
    if (broken === undefined) throw new Error('no scenario not-ready');
    const { code, stdout, stderr } = await chroots.run(['init'], broken.machine());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('no policy is written');
    expect(stderr).toContain('NOT READY 3 errors');
  });
});
