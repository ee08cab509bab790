import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seeCommand } from '../../src/target/program/start/command.ts';
import { liveHost } from '../support/live-host.ts';
import { describeReal, tool } from '../support/real-tools.ts';

/** `dir/inner`, `server` and `tools/named` are there; PATH is `tools` alone. */
const FORMS: readonly (readonly string[])[] = [
  ['./server'],
  ['--', './server'],
  ['-', './server'],
  ['A=1', 'B=', './server'],
  ['A=1', '--', './server'],
  ['named'],
  ['-i', 'named'],
  ['-', 'PATH=@/tools', 'named'],
  ['-i', 'PATH=@/tools', 'named'],
  ['-i', 'PATH=@', 'server'],
  ['-u', 'PATH', 'named'],
  ['-uPATH', 'named'],
  ['--unset=PATH', 'named'],
  ['-u', 'X', '-i', './server'],
  ['-iu', 'X', './server'],
  ['-iuX', './server'],
  ['-i', '-u', 'X', '-C', 'dir', './inner'],
  ['-iC', 'dir', './inner'],
  ['-iCdir', './inner'],
  ['-C', 'dir', './inner'],
  ['-C', '@/dir', './inner'],
  ['-C', 'dir', './server'],
  ['-C', 'dir', 'named'],
  ['--chdir=dir', './inner'],
  ['--chdir', 'dir', './inner'],
  ['--chd=dir', './inner'],
  ['-C', 'dir', '-C', '..', './server'],
  ['-C', 'dir', 'env', '-C', '..', './server'],
  ['-S', './server a b'],
  ['-S./server a'],
  ['-iS', './server a'],
  ['--split-string=./server a', 'b'],
  ['-S', 'A=1 ./server'],
  ['-S', '-i ./server'],
  ['-S', '-iC dir ./inner'],
  ['-S', 'PATH=@ server'],
  ['--ignore-environment', './server'],
  ['--ignore-env', './server'],
  ['--ignore-signal=PIPE', './server'],
  ['--default-signal', './server'],
  ['-v', './server'],
  ['-C', 'dir', 'sh', '-c', './inner'],
];

const gnu = () =>
  spawnSync('env', ['--version'], { encoding: 'utf8' }).stdout.includes('coreutils')
    ? null
    : 'env of GNU coreutils';

describeReal('what env starts', { tools: ['env', 'sh'], also: gnu }, () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'probe-env-env-')));
  const at = (name: string) => join(folder, name);
  beforeAll(() => {
    mkdirSync(at('dir'));
    mkdirSync(at('tools'));
    for (const name of ['dir/inner', 'server', 'tools/named']) {
      writeFileSync(
        at(name),
        `#!/bin/sh
echo 'STARTED ${at(name)}'
`,
      );
      chmodSync(at(name), 0o755);
    }
    for (const name of ['env', 'sh']) copyFileSync(realpathSync(tool(name) as string), at(`tools/${name}`));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const compare = (program: string, form: readonly string[]) => {
    const words = form.map((word) => word.replaceAll('@', folder));
    const env = { PATH: at('tools') };
    const real = spawnSync(program, words, {
      cwd: folder,
      env: { PATH: `${at('tools')}` },
      encoding: 'utf8',
    });
    const started = /^STARTED (.*)$/m.exec(real.stdout)?.[1] ?? null;
    const host = { ...liveHost(env), cwd: folder };
    const { program: file, problem } = seeCommand(
      host,
      [program, ...words],
      () => null,
      () => false,
    );
    const seen = problem === null && file !== null ? realpathSync(file.path) : null;
    return { started, seen: seen?.startsWith(folder) ? seen : null, isMissing: problem !== null };
  };

  it.each(FORMS)('as GNU coreutils reads %s %s %s %s', (...form) => {
    const words = form.filter((word) => word !== undefined);
    const { started, seen, isMissing } = compare(at('tools/env'), words);
    expect({ seen, isMissing }).toEqual({ seen: started, isMissing: started === null });
  });
});
