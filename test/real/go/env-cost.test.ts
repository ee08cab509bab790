import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KNOWN_FLAGS } from '../../../probes/go-env/settings/goflags.ts';
import { quietGoEnv } from '../../../src/go/command.ts';
import { keysToAsk } from '../../../src/go/env-keys.ts';
import { cleanEnv, describeReal, goToolchains, tool } from '../../support/system/real-tools.ts';
import { removeTree } from '../../support/system/remove-tree.ts';

/** System calls that change a file system, or open a file to write. */
const WRITES = /\b(?:mkdir|unlink|rename|link|symlink|chmod|truncate)\w*\(|O_WRONLY|O_RDWR|O_CREAT/;
/** Where nothing is kept. */
const HARMLESS = /"\/dev\/(?:null|tty)"/;

describeReal('go-env asks without leaving a trace', { go: true, tools: ['strace'] }, () => {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'probe-env-go-env-cost-'));
    mkdirSync(join(directory, 'home'));
    writeFileSync(join(directory, 'go.mod'), 'module m\n\ngo 1.99.0\n\ntoolchain go1.99.1\n');
  });
  // The go command that is not kept from it leaves a child that still writes its telemetry.
  afterAll(() => removeTree(directory));

  it.each(goToolchains())('$version writes nothing, starts nothing, fetches nothing', ({ version, go }) => {
    const log = join(directory, `strace-${version}`);
    const env = cleanEnv({ HOME: join(directory, 'home'), GOTOOLCHAIN: 'auto', GOFLAGS: '-mod=mod' });
    const traced = spawnSync(
      tool('strace') ?? '',
      [
        '-f',
        '-o',
        log,
        '-e',
        'trace=%file,%network,execve,ftruncate,fchmod',
        go,
        'env',
        '-json',
        ...keysToAsk([]),
      ],
      { cwd: directory, env: quietGoEnv(env), encoding: 'utf8' },
    );
    expect(traced.status).toBe(0);
    const calls = readFileSync(log, 'utf8').split('\n');
    expect(calls.filter((line) => WRITES.test(line) && !HARMLESS.test(line))).toEqual([]);
    expect(calls.filter((line) => line.includes('execve('))).toHaveLength(1);
    expect(calls.filter((line) => /\b(?:socket|connect)\(/.test(line))).toEqual([]);
    expect(existsSync(join(directory, 'home/.config'))).toBe(false);
  });

  it('would notice: the same question without care writes', () => {
    const newest = goToolchains().at(-1);
    const env = cleanEnv({ HOME: join(directory, 'home'), GOTOOLCHAIN: 'local' });
    spawnSync(newest?.go ?? '', ['env', 'GOROOT'], { cwd: '/', env });
    expect(existsSync(join(directory, 'home/.config'))).toBe(true);
  });
});

describeReal('go-env knows the flags of go', { go: true }, () => {
  it.each(goToolchains())(
    '$version takes every flag that is known, and refuses one that is not',
    ({ go }) => {
      const complaint = (goflags: string) =>
        spawnSync(go, ['version'], {
          cwd: '/',
          env: quietGoEnv(cleanEnv({ GOFLAGS: goflags })),
          encoding: 'utf8',
        }).stderr;
      expect(complaint('-shiny')).toContain('unknown flag -shiny');
      const all = Object.keys(KNOWN_FLAGS);
      expect(complaint(all.map((name) => `-${name}=`).join(' '))).not.toContain('unknown flag');
    },
  );
});
