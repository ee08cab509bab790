import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seeCommand } from '../../../src/target/program/start/command.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { describeReal, tool } from '../../support/system/real-tools.ts';

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

/** Nothing here goes on. */
const LIMIT_MS = 10_000;

function world() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'probe-env-env-')));
  const at = (name: string) => join(folder, name);
  const script = (name: string, text: string) => writeFileSync(at(name), text, { mode: 0o755 });
  mkdirSync(at('dir'));
  mkdirSync(at('tools'));
  for (const name of ['dir/inner', 'server', 'tools/named'])
    script(name, `#!/bin/sh\necho 'STARTED ${at(name)}'\n`);
  copyFileSync(realpathSync(tool('sh') as string), at('tools/sh'));
  const compare = (program: string, form: readonly string[]) => {
    const words = form.map((word) => word.replaceAll('@', folder));
    const env = { PATH: at('tools') };
    const real = spawnSync(program, words, { cwd: folder, env, encoding: 'utf8', timeout: LIMIT_MS });
    const started = /^STARTED (.*)$/m.exec(real.stdout)?.[1] ?? null;
    const host = { ...liveHost(env), cwd: folder };
    const { program: file, problem } = seeCommand(
      host,
      [program, ...words],
      () => null,
      () => false,
    );
    const seen = problem === null && file !== null ? realpathSync(file.path) : null;
    return {
      real: { seen: started, code: started === null },
      ours: { seen: seen?.startsWith(folder) ? seen : null, code: problem !== null },
    };
  };
  return { at, script, compare, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

describeReal('what env starts', { tools: ['env', 'sh'], also: gnu }, () => {
  const { at, compare, remove } = world();
  beforeAll(() => copyFileSync(realpathSync(tool('env') as string), at('tools/env')));
  afterAll(remove);

  it.each(FORMS)('as GNU coreutils reads %s %s %s %s', (...form) => {
    const words = form.filter((word) => word !== undefined);
    const { real, ours } = compare(at('tools/env'), words);
    expect(ours).toEqual(real);
  });
});

/** None of them comes back to the script. */
const LINES = ['named', '-S named', '-Snamed a', '-iS named', '-v named', '-C / named', '--chdir=/ named'];

describeReal('what the env of busybox starts', { tools: ['busybox', 'sh'] }, () => {
  const { at, script, compare, remove } = world();
  beforeAll(() => {
    // Another name of the same file, as images have it, and a link to it.
    copyFileSync(realpathSync(tool('busybox') as string), at('tools/env'));
    copyFileSync(at('tools/env'), at('tools/busybox'));
    mkdirSync(at('linked'));
    symlinkSync('../tools/busybox', at('linked/env'));
  });
  afterAll(remove);

  it.each(FORMS)('as busybox reads %s %s %s %s', (...form) => {
    const words = form.filter((word) => word !== undefined);
    for (const program of [at('tools/env'), at('linked/env')]) {
      const { real, ours } = compare(program, words);
      expect(ours).toEqual(real);
    }
  });

  it.each(LINES)('as the kernel gives it the first line of a script: env %s', (line) => {
    script('tools/script', `#!${at('linked/env')} ${line}\n`);
    const { real, ours } = compare(at('tools/script'), []);
    expect(ours.code).toBe(real.code);
  });
});
