import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { image } from '../../../probes/image/index.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';
import { file, hostOf } from './image-host.ts';
import { behind } from './typed-line.ts';

describeReal('a line of a remedy, typed', { tools: ['unshare', 'chroot', 'mount'], root: true }, () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'probe-env-image-remedies-'));
  });
  afterAll(() => rmSync(home, { recursive: true }));

  /** Runs it in a root of its own, whose programs are this machine's. */
  const inRoot = (line: string): string => {
    const root = join(home, 'root');
    for (const path of ['usr', 'srv/open', 'srv/closed']) mkdirSync(join(root, path), { recursive: true });
    chmodSync(join(root, 'srv/open'), 0o777);
    writeFileSync(join(root, 'srv/su'), 'x');
    chmodSync(join(root, 'srv/su'), 0o4755);
    const enter = `mount --rbind /usr ${root}/usr && cd ${root} && ln -sf usr/bin usr/sbin usr/lib usr/lib64 . && exec chroot . /usr/bin/sh -c "$1"`;
    execFileSync('unshare', ['-m', 'sh', '-c', enter, 'sh', line], { env: cleanEnv() });
    return root;
  };
  const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);

  it('takes the bit from set-uid programs', () => {
    expect(modeOf(join(inRoot(behind('RUN', 'set-uid')), 'srv/su'))).toBe('755');
  });

  it('makes directories of everybody sticky, and no others', () => {
    const root = inRoot(behind('RUN', 'world-writable'));
    expect(['srv/open', 'srv/closed'].map((path) => modeOf(join(root, path)))).toEqual(['1777', '755']);
  });
});

it('COPY of go.mod and go.sum, with the context that has them, makes a module of the working directory', async () => {
  const words = behind('COPY', 'go-mod-missing').split(' ');
  const names = words.slice(0, -1);
  expect(words.at(-1)).toBe('./');
  const host = hostOf(
    [[file('src/main.go', 'package main\n')], names.map((name) => file(`src/${name}`, 'module m\n'))],
    { WorkingDir: '/src' },
  );
  expect((await judgeHost(image, host)).rules).toEqual([]);
});
