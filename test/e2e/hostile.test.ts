import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { golangImage, image } from '../support/memory/machines.ts';
import { link, program, special, type Tree } from '../support/memory/tree.ts';
import { reportIn } from '../support/runs/report-schema.ts';
import { Chroots, type Machine } from '../support/system/chroot.ts';
import { describeReal } from '../support/system/real-tools.ts';

const SLEEP: Tree = { '/bin/sleep': program(readFileSync('/bin/sleep')) };

/** The machine with another go command. */
function withGo(script: string): Machine {
  return golangImage('debian', SLEEP, { '/usr/local/go/bin/go': program(script) });
}

describeReal('on a hostile machine', { tools: ['unshare', 'chroot', 'mount'], root: true }, () => {
  let chroots: Chroots;
  /** What a run takes that looks at nothing, on this machine as busy as it is; milliseconds. */
  let startMs: number;
  beforeAll(async () => {
    chroots = new Chroots();
    startMs = (await chroots.run(['--version'], image('debian'))).elapsedMs;
  });

  /** Beyond the deadline an answer may take as long as some starts. */
  function expectInTime(ms: number, deadlineMs = 1000): void {
    expect((ms - deadlineMs) / startMs).toBeLessThan(20);
  }
  afterAll(() => chroots.close());

  const check = (machine: Machine, ...args: string[]) => checkWithin(1000, machine, ...args);

  /** Runs with that deadline and demands a valid report in time, without a word on stderr. */
  async function checkWithin(deadlineMs: number, machine: Machine, ...args: string[]) {
    const { code, stdout, stderr, elapsedMs } = await chroots.run(
      ['-f', 'json', '--timeout', String(deadlineMs), ...args],
      machine,
    );
    expect(stderr).toBe('');
    expectInTime(elapsedMs, deadlineMs);
    const report = reportIn(stdout);
    expect(code).toBe(report.exitCode);
    expectInTime(report.durationMs, deadlineMs);
    const findings = report.probes.flatMap((probe) => probe.findings.map((finding) => finding.rule));
    return { code, report, findings };
  }

  it.each([
    ['prints garbage', String.raw`printf '\377\376\033[31m\000go version\n'`, 'go-version/unparsable'],
    ['prints nothing', 'exit 0', 'go-version/unparsable'],
    [
      'prints without end',
      'while :; do echo go version go1.26.10 linux/amd64; done',
      'go-version/unparsable',
    ],
    ['sleeps for ever', 'sleep 1000', 'go-version/timed-out'],
    ['runs in a circle', 'while :; do :; done', 'go-version/timed-out'],
    ['ignores SIGTERM and sleeps', "trap '' TERM; sleep 1000; sleep 1000", 'go-version/timed-out'],
    ['fails', 'echo "go: broken" >&2; exit 2', 'go-version/failed'],
    ['is killed', 'kill -9 $$', 'go-version/killed'],
  ])('a go that %s', async (_, script, rule) => {
    const { code, report, findings } = await check(withGo(`#!/bin/sh\n${script}\n`));
    expect(code).toBe(1);
    const [goVersion] = report.probes;
    expect(goVersion?.status === 'inconclusive' || findings.includes(rule)).toBe(true);
    for (const name of ['ca-certs', 'timezone', 'permissions', 'umask']) {
      expect(report.probes.find((probe) => probe.name === name)?.status).not.toBe('inconclusive');
    }
  });

  it.each([
    ['stays in its group', 'sleep 1000 &'],
    ['leaves its group', 'setsid sleep 1000 &'],
  ])('a go whose child holds stdout and %s', async (_, child) => {
    const setsid: Tree = { '/bin/setsid': program(readFileSync('/usr/bin/setsid')) };
    const machine = withGo(`#!/bin/sh\n${child}\necho go version go1.26.10 linux/amd64\n`);
    // Long enough for a busy machine: who waits for the child waits to the end, and knows nothing.
    const { report, findings } = await checkWithin(
      10_000,
      { ...machine, trees: [...machine.trees, setsid] },
      '--only',
      'go-version',
    );
    expect(findings).toEqual([]);
    expect(report.verdict).toBe('ready');
  });

  it('/etc/localtime is a FIFO that nobody writes', async () => {
    const { findings } = await check(image('debian', { '/etc/localtime': special('fifo') }));
    expect(findings).toContain('timezone/not-a-file');
  });

  it.each(['text', 'json'])('TZ names a FIFO, format %s', async (format) => {
    const machine = image('debian', { '/zone': special('fifo') });
    const env = { ...machine.env, TZ: ':/zone' };
    const { stdout, elapsedMs } = await chroots.run(['-f', format, '--only', 'timezone'], {
      ...machine,
      env,
    });
    expect(stdout).toContain('timezone/');
    expectInTime(elapsedMs);
  });

  it('every file that is looked at is a FIFO', async () => {
    const fifo = special('fifo');
    const files = [
      '/etc/localtime',
      '/etc/timezone',
      '/etc/passwd',
      '/etc/os-release',
      '/etc/ssl/certs/ca-certificates.crt',
    ];
    const { code } = await check(image('debian', Object.fromEntries(files.map((path) => [path, fifo]))));
    expect(code).toBe(1);
  });

  it('links lead in circles', async () => {
    const circle = { '/etc/localtime': link('/etc/timezone'), '/etc/timezone': link('/etc/localtime') };
    const { findings } = await check(image('debian', circle));
    expect(findings).toContain('timezone/link-loop');
  });

  it('there is no /proc', async () => {
    const { findings } = await check({ ...image('debian'), setup: ['umount $M/proc'] });
    expect(findings).toContain('umask/unknown');
  });

  it('there is nothing at all: no file, no variable', async () => {
    const { code } = await check({ trees: [] });
    expect(code).toBe(1);
  });

  it('the user has no name and no home', async () => {
    const machine = { ...golangImage('debian'), uid: 987654, gid: 0 };
    await check({ ...machine, env: { ...machine.env, HOME: '' } });
  });
});
