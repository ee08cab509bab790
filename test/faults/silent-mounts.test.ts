import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProbeReport } from '../../src/core/report.ts';
import { describeReal } from '../support/real-tools.ts';
import { reportIn } from '../support/report-schema.ts';
import { FaultBench, type Trial } from './bench.ts';
import { SILENT_CALLS, SILENT_MOUNTS, type SilentMount, served } from './silent-mounts.ts';
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
      await bench.run({ ...trial, restless: true, timeoutMs: 5000, args: ['-f', 'json'] }),
    ).probes.filter(({ status }) => status === 'inconclusive');

  it.each(SILENT_MOUNTS.map((row) => [row.name, row] as const))(
    '%s on it: in time, and whoever asks there has no conclusion',
    async (_, { trial, at, probes }) => {
      const inconclusive = await without(served(trial, at, ['getattr']));
      expect(inconclusive.map(({ name }) => name)).toEqual(probes);
      for (const { reason, findings } of inconclusive) {
        expect(reason).toMatch(at === '/data' && trial.cwd === '/data/work' ? OF_GO : asked(at));
        expect(findings).toEqual([]);
      }
    },
    30_000,
  );

  it.each(SILENT_CALLS)('%s alone is silent: the same', async (call) => {
    const { trial, at } = named('SSL_CERT_FILE');
    const inconclusive = await without(served(trial, at, [call]));
    expect(inconclusive.map(({ name }) => name)).toEqual(['ca-certs']);
  });

  describe('a file system of this kind that answers', () => {
    it.each(SILENT_MOUNTS.map((row) => [row.name, row] as const))(
      '%s on it: as on a disk',
      async (_, { trial, at }) => {
        const onDisk = { ...trial, setup: [`mount --bind $M${at} $M${at}`] };
        const [disk, remote] = [await patient(onDisk), await patient(served(trial, at, []))];
        expect(remote).toEqual(disk);
      },
      60_000,
    );
  });

  it('keeps a policy from being read: exit code 78, with the reason', async () => {
    const { trial } = named('SSL_CERT_FILE');
    const env = { ...trial.env, PROBE_ENV_CONFIG: '/data/policy.yaml' };
    const { code, stderr, left } = await bench.run({
      ...served({ ...trial, env }, '/data', ['getattr']),
      restless: true,
    });
    expect({ code, left }).toEqual({ code: 78, left: [] });
    expect(stderr).toContain('/data is a fuse mount that did not answer in');
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
    expect(stderr).toContain('/data is a fuse mount that did not answer in');
  });

  /** The answer with all the time that a busy machine may take, less what differs between any two runs. */
  async function patient(trial: Trial): Promise<readonly ProbeReport[]> {
    const { stdout } = await bench.run({ ...trial, restless: true, timeoutMs: 25_000, args: ['-f', 'json'] });
    return reportIn(stdout).probes.map(({ facts: { localTime: _, ...facts }, ...probe }) => ({
      ...probe,
      facts,
      durationMs: 0,
    }));
  }
});

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
