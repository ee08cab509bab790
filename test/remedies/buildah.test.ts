import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dockerfile } from '../../src/core/remedy/forms.ts';
import { copyLine } from '../../src/core/remedy/quote.ts';
import { CLOSE_MS, Podman } from '../support/system/containers.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { apply } from './apply/apply.ts';
import { Roots, rootsProblem } from './roots/roots.ts';
import { BARE, Sandbox } from './roots/sandbox.ts';
import type { Settings } from './situation.ts';

const BUILD_MS = 300_000;

/** What remedies are written in, and what there is beside it that people write. */
const LINES = [
  'RUN mkdir -p /srv/old/sub && echo left >/srv/old/left && chmod 700 /srv/old /srv/old/sub && umask >/srv/umask',
  `ENV A=one B="two words" C='$A' D=$A/x E="a\\"b" F=\\$A`,
  'ENV PATH=/opt/x/bin:$PATH G=$'.concat('{A}.two'),
  'COPY file /srv/new/deep/file',
  'COPY tree /srv/tree',
  'COPY tree /srv/old',
  'COPY file /srv/old',
  'COPY file tree /srv/both/',
  'COPY --chown=12345:12345 --chmod=0640 file /srv/owned/file',
  'COPY --chown=1000 tree /srv/chowned/',
  'COPY --chmod=0755 tree /srv/moded',
  'RUN rm -rf /srv/tree/sub',
  'COPY tree/sub /srv/tree/sub',
  'WORKDIR /srv/app',
  'WORKDIR below',
  'COPY file .',
  'RUN pwd >where && echo "$A|$B|$C|$D|$E|$F|$G|$PATH" >variables && touch made && chmod 777 .',
  copyLine('a b', '/srv/words/a b'),
  copyLine(`it's $A "q"`, `/srv/words/it's $A "q"`, '--chmod=0640'),
  copyLine(`$A'x`, `/srv/words/$A'x`),
  copyLine('ü ö', '/srv/words/ü ö'),
  'USER 12345:23456',
  'RUN id >who && touch mine',
  'COPY file /srv/late/file',
] as const;

describeReal(
  'the lines of a Dockerfile',
  { root: true, go: true, tools: ['podman', 'buildah', 'unshare'], also: rootsProblem },
  () => {
    const podman = new Podman();
    const roots = new Roots();
    const fixtures = podman.folder('fixtures');
    const context = join(fixtures, 'context');
    let built = '';
    let applied: Settings = BARE;
    let sandbox: Sandbox;

    beforeAll(async () => {
      makeContext(context);
      const [, base = ''] = roots.layers('alpine');
      const archive = join(podman.folder('archives'), 'base.tar');
      execFileSync('tar', ['-C', base, '--exclude=./usr/share', '-cf', archive, '.']);
      const command = (args: readonly string[]) => {
        const { exitCode, stdout, stderr } = podman.command(args, BUILD_MS);
        expect(exitCode, stderr).toBe(0);
        return stdout.trim();
      };
      command(['import', archive, 'localhost/base']);
      writeFileSync(join(fixtures, 'Dockerfile'), ['FROM localhost/base', ...LINES, ''].join('\n'));
      const flags = [
        '--format',
        'docker',
        '--pull=never',
        '--network',
        'none',
        '--ulimit',
        'nofile=1024:1024',
      ];
      command([
        'build',
        ...flags,
        '--tag',
        'localhost/built',
        '--file',
        join(fixtures, 'Dockerfile'),
        context,
      ]);
      built = command(['image', 'mount', 'localhost/built']);
      sandbox = new Sandbox(roots, roots.layers('alpine'), fixtures, fixtures);
      const [remedy] = [dockerfile(LINES)];
      applied = (await apply(remedy, sandbox, BARE)).settings;
    }, BUILD_MS);
    afterAll(() => {
      sandbox.close();
      rmSync(roots.home, { recursive: true, force: true });
      podman.close();
    }, CLOSE_MS);

    it('leave the same files as with buildah, with the same modes and owners', async () => {
      const list = 'cd srv && find . -printf "%p %y %m %U:%G %l\\n" | LC_ALL=C sort';
      const content = 'find . -type f -exec sha256sum {} + | LC_ALL=C sort -k2';
      const here = await sandbox.outside([list, content]);
      const there = execFileSync('sh', ['-c', `${list} && ${content}`], { cwd: built, encoding: 'utf8' });
      expect(here.output.split('\n')).toEqual(there.split('\n'));
      expect(there.split('\n').length).toBeGreaterThan(40);
    });

    it('set the same variables, user and working directory', () => {
      const { stdout } = podman.command([
        'image',
        'inspect',
        '--format',
        '{{json .Config}}',
        'localhost/built',
      ]);
      const { Env, User, WorkingDir } = JSON.parse(stdout);
      const { imageEnv, identity, cwd } = applied;
      expect(
        Object.entries(imageEnv)
          .map(([name, value]) => `${name}=${value}`)
          .sort(),
      ).toEqual(Env.sort());
      expect(`${identity.uid}:${identity.gid}`).toBe(User);
      expect(cwd).toBe(WorkingDir);
    });
  },
);

function makeContext(folder: string): void {
  mkdirSync(join(folder, 'tree/sub/deep'), { recursive: true });
  const odd = ['a b', `it's $A "q"`, `$A'x`, 'ü ö'];
  for (const name of ['file', 'tree/a', 'tree/sub/b', 'tree/sub/deep/c', ...odd])
    writeFileSync(join(folder, name), `${name}\n`);
  chmodSync(join(folder, 'tree/a'), 0o600);
  chmodSync(join(folder, 'tree/sub'), 0o750);
  symlinkSync('sub/b', join(folder, 'tree/link'));
}
