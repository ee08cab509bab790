import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeReal, tool } from '../../../support/system/real-tools.ts';
import { MAKERS, StartersWorld } from './starters.ts';

/** Behind `chroot`: `@` is a folder with a root in `root`, another in it, and links to both. */
const FORMS: readonly string[] = [
  '@/root /server',
  '@/root /server -x',
  'root /server',
  '@/link /server',
  '@/root/ server',
  '@/root ./server',
  '@/root /bin/../server',
  '@/root /../../server',
  '@/root named',
  '@/root within',
  '@/root /linked',
  '@/root /folder/server',
  '@/root /up',
  '@/root /missing',
  '@/root missing',
  '@/root inner-only',
  '@/root env /server',
  '@/root @/root/server',
  '@/root @/server',
  '@/root /outside',
  '@/root /relative-outside',
  '@/root /dangling',
  '@/root /loop',
  '@/root /closed',
  '@/root /bin',
  '@/root /plain',
  '@/root /for-bash',
  '@/root /for-env',
  '@/root /dynamic',
  '@/root sh -c /server',
  '@/root sh -c /missing',
  '@/root sh /server',
  '@/root sh /missing',
  '@/root /bin/busybox chroot /nested /server',
  '@/root chroot /nested /server',
  '@/root chroot /nested /missing',
  '@/root chroot /missing /server',
  '@/root',
  '@/missing /server',
  '@/server /server',
  '--skip-chdir @/root /server',
  '--skip-chdir @/all /bin/true',
  '@/all @/server',
  '@/all @/missing',
  '--userspec=nobody @/root /server',
  '--userspec=inner @/root /server',
  '--userspec=inner: @/root /server',
  '--userspec=nosuch @/root /server',
  '--userspec=inner:inner @/root /server',
  '--userspec=12345 @/root /server',
  '--userspec=12345 / @/server',
  '--userspec=12345:1 @/root /server',
  '--userspec=0 @/root /server',
  '--userspec=4242 @/root /server',
  '--groups=inner @/root /server',
  '--groups=nosuch @/root /server',
  '--groups=nogroup @/root /server',
  '--userspec=inner:inner @/root /missing',
];

/** Of these less is said than is so: uutils gives no text to a shell, and looks groups up below alone. */
const SILENT: readonly string[] = [
  '@/root /plain',
  '--userspec=inner: @/root /server',
  '--userspec=12345:1 @/root /server',
  '--groups=nogroup @/root /server',
];

const server = '#!/bin/sh\necho "STARTED $0"\n';

function fill(root: string): void {
  for (const name of ['', 'bin', 'etc', 'folder', 'nested', 'nested/bin']) mkdirSync(`${root}/${name}`);
  const busybox = tool('busybox') ?? '';
  for (const bin of [`${root}/bin`, `${root}/nested/bin`]) {
    copyFileSync(busybox, `${bin}/busybox`);
    symlinkSync('busybox', `${bin}/sh`);
  }
  for (const name of ['env', 'chroot']) symlinkSync('/bin/busybox', `${root}/bin/${name}`);
  for (const name of ['server', 'bin/named', 'bin/inner-only', 'folder/server', 'nested/server'])
    writeFileSync(`${root}/${name}`, server, { mode: 0o755 });
  writeFileSync(`${root}/closed`, server, { mode: 0o644 });
  writeFileSync(`${root}/plain`, 'echo "STARTED $0"\n', { mode: 0o755 });
  writeFileSync(`${root}/for-bash`, '#!/bin/bash\necho "STARTED $0"\n', { mode: 0o755 });
  writeFileSync(`${root}/for-env`, '#!/usr/bin/env bash\necho "STARTED $0"\n', { mode: 0o755 });
  copyFileSync('/bin/true', `${root}/dynamic`);
  writeFileSync(`${root}/etc/passwd`, 'inner:x:4242:4242::/:/bin/sh\n');
  writeFileSync(`${root}/etc/group`, 'inner:x:4242:\n');
  const links = {
    'bin/within': '/server',
    linked: 'bin/within',
    up: '../../../../server',
    dangling: '/nowhere',
    loop: 'loop',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, `${root}/${name}`);
}

describeReal('chroot to another root', { tools: ['chroot', 'busybox', 'sh'], root: true }, () => {
  for (const maker of ['debian', 'trixie', 'busybox', 'toybox', 'uutils']) {
    const real = MAKERS[maker]?.('chroot') ?? null;
    if (real === null && maker !== 'debian' && maker !== 'busybox') continue;
    const world = new StartersWorld('chroot', real ?? '');
    beforeAll(() => {
      fill(world.at('root'));
      symlinkSync('root', world.at('link'));
      symlinkSync('/', world.at('all'));
      symlinkSync(world.at('server'), world.at('root/outside'));
      symlinkSync(`../${'../'.repeat(20)}${world.at('server').slice(1)}`, world.at('root/relative-outside'));
    });
    afterAll(() => world.close());

    it.each(FORMS)(`by ${maker}: %s`, (form) => {
      const { started, status, stderr, seen } = world.compare(['chroot', ...form.split(' ')]);
      const at = seen.problem?.at;
      const isFine = at === undefined || (at.code === 'script-no-shebang' && at.shell);
      if (maker === 'uutils' && SILENT.includes(form)) return;
      expect({ isFine, stderr, at: at ?? null }).toEqual({
        isFine: started || status === 0,
        stderr,
        at: at ?? null,
      });
    });
  }

  it('names the files as they are named outside', () => {
    const world = new StartersWorld('chroot', tool('chroot') ?? '');
    try {
      fill(world.at('root'));
      const problemOf = (...words: readonly string[]) => world.compare(words).seen.problem?.at;
      const root = world.at('root');
      expect([
        problemOf('chroot', '@/root', '/missing'),
        problemOf('chroot', '@/root', 'missing'),
        problemOf('chroot', 'root', '/for-bash'),
        problemOf('chroot', '@/root', 'chroot', '/nested', '/missing'),
      ]).toMatchObject([
        { code: 'missing', path: `${root}/missing` },
        { code: 'missing', path: null, root },
        { code: 'interpreter-missing', path: `${root}/for-bash`, interpreter: `${root}/bin/bash` },
        { code: 'missing', path: `${root}/nested/missing` },
      ]);
      expect(world.compare(['chroot', '@/root', '/up']).seen.program?.path).toBe(`${root}/up`);
      expect(world.compare(['chroot', '--userspec=inner', '@/root', '/server']).seen.user).toBe('4242');
    } finally {
      world.close();
    }
  });
});
