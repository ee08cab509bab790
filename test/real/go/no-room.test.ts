import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Report } from '../../../src/core/documents/report.ts';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { cleanEnv, describeReal, goToolchains } from '../../support/system/real-tools.ts';

const needs = { root: true, go: true, tools: ['unshare', 'mount'] } as const;

describeReal('a build cache on a file system that is full', needs, () => {
  const home = mkdtempSync(join(tmpdir(), 'probe-env-full-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('has room again with the line of go-env/no-room', { timeout: 120_000 }, () => {
    const { go } = goToolchains().at(-1) ?? { go: '' };
    for (const name of ['src', 'cache']) mkdirSync(join(home, name));
    writeFileSync(join(home, 'src/go.mod'), 'module example.com/m\n\ngo 1.19\n');
    writeFileSync(join(home, 'src/main.go'), 'package main\n\nfunc main() {}\n');
    const probe = `"${process.execPath}" "${BUNDLE}" --profile build --only go-env --timeout 30000 --format json`;
    const script = `
      mount -t tmpfs -o size=1m tmpfs '${home}/cache'
      cd '${home}/src'
      go clean -cache
      mkdir -p ../cache/00
      cat /dev/zero >../cache/00/00aa-d 2>/dev/null || true
      ${probe} >../before || true
      go clean -cache
      ${probe} >../after || true
      cat ../before; echo; echo ====; cat ../after`;
    const env = cleanEnv({ HOME: home, GOCACHE: join(home, 'cache'), GOTOOLCHAIN: 'local', GOPATH: home });
    const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-ec', script], {
      encoding: 'utf8',
      env: { ...env, PATH: `${join(go, '..')}:${env.PATH}` },
    });
    const reports = stdout.split('====').map((text) => {
      if (!text.includes('{')) throw new Error(stderr);
      return JSON.parse(text) as Report;
    });
    const found = reports.map(({ probes }) =>
      probes.flatMap(({ findings }) => findings).filter(({ rule }) => rule === 'go-env/no-room'),
    );
    expect(found[0]?.[0]?.remedies[0]?.lines).toEqual(['go clean -cache']);
    expect(found[1]).toEqual([]);
  });
});
