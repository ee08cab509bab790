import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { FILE_CALLS } from '../../src/run/witness.ts';
import type { Result } from '../../src/target/file.ts';
import type { Host } from '../../src/target/host.ts';
import { fail } from '../../src/target/result.ts';
import { healthyHost } from '../support/memory/healthy-host.ts';
import { memoryIo } from '../support/memory/memory-io.ts';
import { CONTAINER_PROBES } from '../support/probes/container-probes.ts';
import { reportIn } from '../support/runs/report-schema.ts';

/** The host with its file calls decided by `answer`, which gets the number of the call and its path. */
function faulty(host: Host, answer: (number: number, path: string) => Result<never> | null): Host {
  let calls = 0;
  const broken = FILE_CALLS.map((name) => {
    const call = host[name] as (path: string, ...rest: unknown[]) => Result<unknown>;
    return [name, (path: string, ...rest: unknown[]) => answer(calls++, path) ?? call(path, ...rest)];
  });
  return { ...host, ...Object.fromEntries(broken) };
}

async function check(host: Host) {
  const io = memoryIo();
  const code = await main(['-f', 'json', '--timeout', '60000'], host, io);
  const report = reportIn(io.stdout());
  expect(io.stderr()).toBe('');
  expect(code).toBe(report.exitCode);
  for (const { reason = '', facts } of report.probes) {
    expect(reason).not.toContain('internal error');
    expect(JSON.stringify(facts)).not.toContain('internal error');
  }
  return report;
}

describe('faults that are injected', () => {
  it('start from a machine on which nothing is wrong', async () => {
    expect(await check(healthyHost())).toMatchObject({
      verdict: 'ready',
      summary: { pass: CONTAINER_PROBES.length },
    });
  });

  it.each([
    'EIO',
    'EACCES',
    'EPERM',
    'ENOSPC',
    'EMFILE',
    'ENFILE',
    'ENOMEM',
    'ELOOP',
    'ENAMETOOLONG',
    'ENOTDIR',
    'ESTALE',
    'ETIMEDOUT',
    'ENOTCONN',
    'EINTR',
    'EAGAIN',
    'EOVERFLOW',
    'ENXIO',
    'ENODEV',
    'EROFS',
    'EUNHEARDOF',
  ])('%s for every call: not ready, and no crash', async (code) => {
    const report = await check(faulty(healthyHost(), (_, path) => (isPolicy(path) ? null : fail(code))));
    expect(report.verdict).toBe('not-ready');
    const { 'ca-certs': caCerts, timezone } = Object.fromEntries(report.probes.map((p) => [p.name, p]));
    expect(caCerts?.status).toBe('fail');
    // Without a zone file there is no fault: it is UTC.
    if (code !== 'ENOTDIR') expect(timezone?.status).toBe('fail');
  });

  it('any one call fails: no crash, and the same number of probes', async () => {
    let calls = 0;
    await check(
      faulty(healthyHost(), (number) => {
        calls = number;
        return null;
      }),
    );
    expect(calls).toBeGreaterThan(100);
    for (let at = 0; at <= calls; at++) {
      const report = await check(
        faulty(healthyHost(), (number, path) => (number === at && !isPolicy(path) ? fail('EIO') : null)),
      );
      expect(report.probes).toHaveLength(CONTAINER_PROBES.length);
    }
  }, 60_000);

  it('all calls fail from one on: no crash', async () => {
    for (let at = 0; at <= 200; at += 3) {
      await check(
        faulty(healthyHost(), (number, path) => (number >= at && !isPolicy(path) ? fail('EIO') : null)),
      );
    }
  }, 60_000);

  it.each([
    ['stands at 1970', () => 0],
    ['is before 1970', () => -86_400_000],
    ['is at the end of 32 bits', () => 2 ** 31 * 1000],
    ['is past the year 9999', () => Date.UTC(10_000, 1)],
    ['is at the end of its range', () => 8.64e15],
    ['steps by a day at every look', clock(86_400_000)],
    ['goes backwards by a day at every look', clock(-86_400_000)],
  ])('a clock that %s: an answer', async (_, now) => {
    await check({ ...healthyHost(), now });
  });

  it('a working directory that is deleted: an answer', async () => {
    const report = await check({ ...healthyHost(), cwd: null });
    expect(report.probes.map(({ status }) => status)).not.toContain('inconclusive');
  });
});

function isPolicy(path: string): boolean {
  return path === '/etc/probe-env.yaml';
}

function clock(stepMs: number): () => number {
  let now = Date.UTC(2026, 10, 21);
  return () => {
    now += stepMs;
    return now;
  };
}
