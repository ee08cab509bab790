import {
  copyFileSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { app } from '../../../probes/app/index.ts';
import type { SeenApp } from '../../../probes/app/see.ts';
import { look } from '../../../src/target/process/look.ts';
import { processHost } from '../../../src/target/process/process-host.ts';
import { judgeHost, policy } from '../../support/probes/judge-host.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { describeReal, goToolchains } from '../../support/system/real-tools.ts';
import { build, Staying } from '../system/rotated/staying.ts';

describeReal('the program that a process runs', { go: true, tools: ['sh'] }, () => {
  const home = mkdtempSync(join(tmpdir(), 'probe-env-runs-'));
  const at = (name: string) => join(home, name);
  const running: Staying[] = [];
  const oldest = goToolchains()[0];
  const newest = goToolchains().at(-1);
  beforeAll(() => {
    if (oldest !== undefined) build(oldest, 'stay.go', at('oldest'));
    if (newest !== undefined) build(newest, 'stay.go', at('newest'));
    writeFileSync(at('wrapper'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  }, 300_000);
  afterEach(() => {
    for (const one of running.splice(0)) one.end();
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const start = async (...words: readonly string[]) => {
    const one = await Staying.start(words, {});
    running.push(one);
    return one;
  };
  const judged = async (pid: number, details: boolean) => {
    const looked = look(pid, null);
    try {
      const host = processHost(liveHost({}), looked, null);
      expect(app.isAskedFor?.(host, policy(), [])).toBe(true);
      return await judgeHost(app, host, { details });
    } finally {
      looked.close();
    }
  };
  const seen = async (pid: number) => {
    const { facts } = await judged(pid, true);
    const { runs, go } = (facts as SeenApp).facts;
    return [runs, go?.version.replace(/^(go1\.\d+).*/, '$1')];
  };
  const version = (toolchain: typeof oldest) => `go${toolchain?.version.replace(/^go/, '')}`;

  it('is the one that was started, though another stands at its path', async () => {
    copyFileSync(at('oldest'), at('app'));
    const { pid } = await start(at('app'));
    expect(await seen(pid)).toEqual([at('app'), version(oldest)]);
    copyFileSync(at('newest'), at('next'));
    renameSync(at('next'), at('app'));
    expect(await seen(pid)).toEqual([`${at('app')} (deleted)`, version(oldest)]);
    rmSync(at('app'));
    expect(await seen(pid)).toEqual([`${at('app')} (deleted)`, version(oldest)]);
  });

  it('is that behind a wrapper or a link, whatever its words say', async () => {
    const { pid } = await start(at('wrapper'), at('newest'));
    expect(await seen(pid)).toEqual([at('newest'), version(newest)]);
    symlinkSync(at('oldest'), at('link'));
    const linked = await start(at('link'));
    expect(await seen(linked.pid)).toEqual([at('oldest'), version(oldest)]);
  });

  it('is told to be of an old Go, and nothing about its next start', async () => {
    copyFileSync(at('oldest'), at('old'));
    const { pid } = await start(at('old'));
    rmSync(at('old'));
    expect((await judged(pid, false)).rules).toEqual(['app/go-end-of-life']);
    const { facts, rules } = await judged((await start('/bin/sh', '-c', 'echo up; read x')).pid, false);
    expect([(facts as SeenApp).facts.runs, rules]).toEqual([realpathSync('/bin/sh'), []]);
  });

  it('is looked at alone, unless somebody reads what it takes to start', async () => {
    const { pid } = await start(at('newest'));
    const of = async (details: boolean) => ((await judged(pid, details)).facts as SeenApp).facts;
    expect([(await of(false)).seen, (await of(true)).seen?.program?.path]).toEqual([null, at('newest')]);
  });
});
