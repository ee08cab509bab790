import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProbeReport } from '../../src/core/documents/report.ts';
import { program } from '../support/memory/tree.ts';
import { builtFile } from '../support/runs/built-file.ts';
import { reportIn } from '../support/runs/report-schema.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { FaultBench, type Trial } from './bench.ts';
import { EVERYTHING, SILENT_CALLS, SILENT_MOUNTS, type SilentMount, served } from './kinds/silent-mounts.ts';
import { healthyMachine } from './machine.ts';
import { soundReport } from './sound.ts';

const NEEDS = { tools: ['unshare', 'chroot', 'mount', 'fusermount3'], root: true } as const;

describeReal('a file system that does not answer', NEEDS, () => {
  let bench: FaultBench;
  beforeAll(() => {
    bench = new FaultBench();
  });
  afterAll(() => bench.close());

  const without = async (trial: Trial) =>
    soundReport(
      await bench.run({ ...trial, restless: true, timeoutMs: 3000, args: ['-f', 'json'] }),
    ).probes.filter(({ status }) => status === 'inconclusive');

  it.each(ROWS)(
    '%s on it: in time, and whoever asks there has no conclusion',
    async (_, { trial, at, probes }) => {
      const inconclusive = await without(served(trial, at, ['getattr']));
      expect(
        inconclusive.map(({ name }) => name),
        reasons(inconclusive),
      ).toEqual(probes);
      for (const { reason, findings } of inconclusive) {
        expect(reason).toMatch(at === '/data' && trial.cwd === '/data/module' ? OF_GO : asked(at));
        expect(findings).toEqual([]);
      }
    },
  );

  it.each(SILENT_CALLS)('%s alone is silent: the same', async (call) => {
    const { trial, at } = named('SSL_CERT_FILE');
    const inconclusive = await without(served(trial, at, [call]));
    expect(
      inconclusive.map(({ name }) => name),
      reasons(inconclusive),
    ).toEqual(['ca-certs']);
  });

  it.each(ANSWERING)(
    'a file system of this kind that answers, %s: as on a disk',
    async (_, { trial, at }) => {
      const onDisk = { ...trial, setup: [`mount --bind $M${at} $M${at}`] };
      const [disk, remote] = [await patient(onDisk), await patient(served(trial, at, []))];
      expect(remote).toEqual(disk);
    },
  );

  it('keeps a policy from being read: exit code 78, with the reason', async () => {
    const { trial } = named('SSL_CERT_FILE');
    const env = { ...trial.env, PROBE_ENV_CONFIG: '/data/policy.yaml' };
    const { code, stderr, left } = await bench.run({
      ...served({ ...trial, env }, '/data', ['getattr']),
      restless: true,
    });
    expect({ code, left }).toEqual({ code: 78, left: [] });
    expect(stderr).toMatch(SAID);
  });

  it('keeps the report from being written: exit code 64, with the reason', async () => {
    const { trial } = named('SSL_CERT_FILE');
    const env = { ...trial.env, SSL_CERT_FILE: '' };
    const { code, stderr, left } = await bench.run({
      ...served({ ...trial, env }, '/data', ['getattr']),
      restless: true,
      args: ['-o', '/data/report.txt'],
    });
    expect({ code, left }).toEqual({ code: 64, left: [] });
    expect(stderr).toMatch(SAID);
  });

  it('keeps the termination log from being written: the verdict stands', async () => {
    const { trial } = named('SSL_CERT_FILE');
    const { code, stderr, left } = await bench.run({
      ...served(trial, '/data', ['getattr']),
      restless: true,
      args: ['--termination-log', '/data/log', 'run', '--', '/bin/sh', '-c', 'exit 7'],
    });
    expect({ code, left }).toEqual({ code: 125, left: [] });
    expect(stderr).toMatch(SAID);
    expect(stderr).toContain('the termination log "/data/log" cannot be written: /data ');
  });

  it.each(['/data/app', 'app'])(
    'keeps the command of run, %s, from being started: 126, with the reason',
    async (app) => {
      const machine = healthyMachine({ '/data/app': program(), '/usr/bin/app': program() });
      const env = { ...machine.env, PATH: '/data:/usr/bin' };
      const { code, stderr, left } = await bench.run({
        ...served({ ...machine, env }, '/data', ['getattr']),
        restless: true,
        args: ['--only', 'umask', 'run', '--', app],
      });
      expect({ code, left }).toEqual({ code: 126, left: [] });
      expect(stderr).toMatch(SAID);
      expect(stderr).toContain(`"${app}" could not be started: /data `);
    },
  );

  it('keeps no command of run from being started where it answers late', async () => {
    const machine = healthyMachine({ '/data/app': program('#!/bin/sh\nexit 7\n') });
    const { code } = await bench.run({
      ...served(machine, '/data', []),
      restless: true,
      args: ['--only', 'umask', 'run', '--', '/data/app'],
    });
    expect(code).toBe(7);
  });

  /** The answer with all the time that a busy machine may take, less what differs between any two runs. */
  async function patient(trial: Trial): Promise<readonly ProbeReport[]> {
    const { stdout } = await bench.run({ ...trial, restless: true, timeoutMs: 10_000, args: ['-f', 'json'] });
    return reportIn(stdout).probes.map(({ facts: { localTime: _, ...facts }, ...probe }) => ({
      ...probe,
      facts,
      durationMs: 0,
    }));
  }
});

/** On a machine that is busy the process that asks may itself not be up in time. */
const SAID = /\/data (?:is a fuse mount that did not answer in|could not be looked at: the process for it) /;

/** Node 20 reads NODE_EXTRA_CA_CERTS itself before any line of ours: it hangs there, and so does the service. */
const HANGS_ITSELF = process.version.startsWith('v20.') && builtFile().length === 2;

const ROWS = SILENT_MOUNTS.filter(({ name }) => !(HANGS_ITSELF && name === 'NODE_EXTRA_CA_CERTS')).map(
  (row) => [row.name, row] as const,
);

/** All that lies in /data at once, and every other place by itself. */
const ANSWERING = [
  ['everything in /data', EVERYTHING] as const,
  ...ROWS.filter(([, { at }]) => at !== '/data'),
];

function reasons(probes: readonly ProbeReport[]): string {
  return probes.map(({ name, reason }) => `${name}: ${reason}`).join('\n');
}

function asked(at: string): RegExp {
  return new RegExp(`^${at} is a fuse mount that did not answer in [0-9]+ ms`);
}

/** go is a script here, and a shell looks at $PWD before it does anything: there it hangs itself. */
const OF_GO = /^\/data is a fuse mount|^\/usr\/local\/go\/bin\/go waits for|^cut by the deadline/;

function named(name: string): SilentMount {
  const row = SILENT_MOUNTS.find((mount) => mount.name === name);
  if (row === undefined) throw new Error(`no row ${name}`);
  return row;
}
