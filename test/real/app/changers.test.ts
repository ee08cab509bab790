import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Host } from '../../../src/target/host.ts';
import { accountOf } from '../../../src/target/posix/account.ts';
import { seeCommand } from '../../../src/target/program/start/command.ts';
import { ok } from '../../../src/target/result.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { describeReal, tool } from '../../support/system/real-tools.ts';

/** `@` is a folder with `server` and `tools/named`; `tools` is on PATH. */
const FORMS: readonly (readonly string[])[] = [
  ['setpriv', '--reuid=12345', '--clear-groups', '@/server'],
  ['setpriv', '--reuid', 'nobody', '--regid', '12345', '--clear-groups', 'named', 'a'],
  ['setpriv', '--reuid=nobody', '--regid=nogroup', '--init-groups', '--', 'named'],
  ['setpriv', '--reuid=12345', '--regid=12345', '@/server'],
  ['setpriv', '--regid=12345', '@/server'],
  ['setpriv', '--no-new-privs', '@/server'],
  ['setpriv', '--nnp', '@/missing'],
  ['setpriv', '--reuid=12345', '--clear-groups', '@/missing'],
  ['setpriv', '--reuid=12345', '--clear-groups', 'missing'],
  ['setpriv', '--reuid=12345', '--clear-groups', '@/closed'],
  ['setpriv', '--reuid=12345', '--clear-groups', '--reset-env', 'named'],
  ['setpriv', '--reset-env', 'named'],
  ['setpriv', '--reuid=12345', '--clear-groups', '--reset-env', '@/server'],
  ['setpriv', '--inh-caps=-all', '--bounding-set', '-all', '@/server'],
  ['setpriv', '--reui=12345', '--groups', '1,2', '@/server'],
  ['setpriv', '--reuid=12345', '--clear-groups', 'env', 'A=1', '@/server'],
  ['chroot', '/', '@/server'],
  ['chroot', '/', 'named'],
  ['chroot', '/', '@/missing'],
  ['chroot', '/', './server'],
  ['chroot', '--skip-chdir', '/', './server'],
  ['chroot', '--userspec=12345:12345', '/', '@/server'],
  ['chroot', '--userspec=nobody', '/', 'named'],
  ['chroot', '--userspec', 'nobody:', '/', 'named'],
  ['chroot', '--userspec=+12345:+1', '//', '@/server'],
  ['chroot', '--groups=12345', '/', '@/server'],
  ['chroot', '--userspec=12345', '/', '@/missing'],
  ['su', '-s', '/bin/sh', 'nobody', '-c', '@/server'],
  ['su', '--shell=/bin/sh', '--command=@/server', 'nobody'],
  ['su', 'nobody', '-s', '/bin/sh', '-c', 'exec named a'],
  ['su', '-s', '/bin/sh', '-c', '@/missing', 'nobody'],
  ['su', '-s', '/bin/sh', 'nobody', '-c', 'missing'],
  ['su', '-s', '/missing/sh', 'nobody', '-c', '@/server'],
  ['su', 'nobody', '-c', '@/server'],
  ['su', '-s', '/bin/false', 'nobody', '-c', '@/server'],
  ['su', '-', 'nobody', '-c', '@/server'],
  ['su', '-', 'nobody', '-s', '/bin/sh', '-c', '@/server'],
  ['su', '-', '-s', '/bin/sh', '-c', 'exec @/missing', 'nobody'],
  ['su', '-c', '@/server'],
  ['su', 'root', '-c', '@/missing'],
  ['su', '-m', '-s', '/bin/sh', 'nobody', '-c', 'named'],
  ['su', '-s', '@/server', 'nobody'],
  ['runuser', '-u', 'nobody', '--', '@/server', '-x'],
  ['runuser', '-u', 'nobody', 'named'],
  ['runuser', '-u', 'nobody', '--', '@/missing'],
  ['runuser', '-unobody', '--', 'missing'],
  ['runuser', '--user=nobody', '--', 'setpriv', '--no-new-privs', '@/server'],
  ['runuser', 'nobody', '-s', '/bin/sh', '-c', '@/server'],
  ['runuser', 'nobody', '-c', '@/server'],
  ['runuser', '-', 'nobody', '-s', '/bin/sh', '-c', '@/server'],
  ['runuser', '-u', 'nobody', '--', 'sh', '-c', '@/server a'],
  ['timeout', '5', '@/server'],
  ['timeout', '-s', 'INT', '-k', '1', '5', 'named', '-x'],
  ['timeout', '--signal=INT', '5', '@/missing'],
  ['stdbuf', '-oL', '-e', '0', '@/server'],
  ['stdbuf', '-oL', '@/missing'],
  ['unshare', '-m', '@/server'],
  ['unshare', '--net', '-f', 'named'],
  ['unshare', '-m', '@/missing'],
  ['unshare', '@/server'],
  ['unshare', '-S', '12345', '@/server'],
  ['start-stop-daemon', '--start', '-c', 'nobody', '--exec', '@/server'],
  ['start-stop-daemon', '--start', '-c', 'nobody:nogroup', '--exec', '@/server', '--', '-x'],
  ['start-stop-daemon', '--start', '--exec', '@/server'],
  ['start-stop-daemon', '--start', '-c', 'nobody', '--exec', '@/missing'],
  ['s6-setuidgid', 'nobody', '@/server'],
  ['s6-setuidgid', 'nobody', 'missing'],
  ['flock', '@/tools', '@/server'],
  ['setarch', 'x86_64', 'named'],
];

/** Users whom nobody has, and changes that change nothing. */
const MISSING: readonly (readonly string[])[] = [
  ['setpriv', '--reuid=no-such-user', '--clear-groups', '@/server'],
  ['chroot', '--userspec=no-such-user', '/', '@/server'],
  ['su', '-s', '/bin/sh', 'no-such-user', '-c', '@/server'],
  ['su', 'no-such-user', '-c', '@/server'],
  ['runuser', '-u', 'no-such-user', '--', '@/server'],
  ['start-stop-daemon', '--start', '-c', 'no-such-user', '--exec', '@/server'],
  ['s6-setuidgid', 'no-such-user', '@/server'],
  ['setpriv', '--reuid=12345', '@/server'],
  ['setpriv', '--reuid=12345', '--regid=12345', '--keep-groups', '@/server'],
  ['setpriv', '--reuid=0', '--regid=0', '--keep-groups', '@/server'],
  ['setpriv', '--reuid=0', '--clear-groups', '@/server'],
];

/** Of these nothing is said: what starts, if anything does, cannot be told from the words. */
const UNSAID: readonly (readonly string[])[] = [
  ['su', '-', 'nobody', '-s', '/bin/sh', '-c', 'named'],
  ['su', '-m', 'nobody', '-c', '@/server'],
];

/** Nothing here goes on. */
const LIMIT_MS = 10_000;

function world() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'probe-env-changers-')));
  const at = (name: string) => join(folder, name);
  const path = `${at('tools')}:/usr/sbin:/usr/bin:/sbin:/bin`;
  const make = () => {
    mkdirSync(at('tools'));
    const text = '#!/bin/sh\necho "STARTED $0 $(id -u)"\n';
    for (const name of ['server', 'tools/named']) writeFileSync(at(name), text, { mode: 0o755 });
    writeFileSync(at('closed'), text, { mode: 0o644 });
    spawnSync('chmod', ['-R', 'a+rX', folder]);
  };
  const real = (words: readonly string[], env: Readonly<Record<string, string>>) => {
    const [program = '', ...rest] = words;
    const { stdout } = spawnSync(program, rest, { cwd: folder, env, encoding: 'utf8', timeout: LIMIT_MS });
    const [, started = null, uid] = /^STARTED (.*) (\d+)$/m.exec(stdout) ?? [];
    return started === null ? null : { path: realpathSync(resolve(folder, started)), uid: Number(uid) };
  };
  const compare = (form: readonly string[], before: readonly string[] = [], uid = 0) => {
    const words = form.map((word) => word.replaceAll('@', folder));
    const env = { PATH: path };
    const live = liveHost(env);
    const [starter = 'cat', ...more] = [...before, 'cat', '/proc/self/status'];
    const status = spawnSync(starter, more).stdout;
    const host: Host = {
      ...live,
      cwd: folder,
      ids: { uid, euid: uid, gid: uid, egid: uid, groups: [uid] },
      readFile: (name, options) =>
        name === `${live.proc}/status` ? ok(status) : live.readFile(name, options),
    };
    const seen = seeCommand(
      host,
      words,
      () => null,
      () => false,
    );
    const file = seen.problem !== null || seen.program === null ? null : realpathSync(seen.program.path);
    const user = seen.user === null ? 0 : accountOf(host, seen.user).uid;
    return { started: real([...before, ...words], env), seen, file, user };
  };
  return { folder, at, make, compare, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

describeReal(
  'what changes the user, and starts a program',
  {
    tools: [
      'setpriv',
      'chroot',
      'su',
      'runuser',
      'timeout',
      'stdbuf',
      'sh',
      'env',
      'id',
      'unshare',
      's6-setuidgid',
    ],
    root: true,
  },
  () => {
    const { folder, make, compare, remove } = world();
    beforeAll(make);
    afterAll(remove);

    it.each(FORMS.map((form) => [form.join(' '), form] as const))('%s', (_, form) => {
      const { started, seen, file, user } = compare(form);
      if (started === null) expect(seen.problem?.at.code).toBeDefined();
      else
        expect([seen.problem, file?.replace(folder, '@'), user]).toEqual([
          null,
          started.path.replace(folder, '@'),
          started.uid,
        ]);
    });

    const USER = ['setpriv', '--reuid=12345', '--regid=12345', '--clear-groups'];
    const BARE = ['setpriv', '--bounding-set=-all', '--inh-caps=-all'];
    const all = [...FORMS, ...MISSING];
    it.each(all.map((form) => [form.join(' '), form] as const))(
      'by who may not, or is missing: %s',
      (_, form) => {
        for (const [before, uid] of [
          [USER, 12345],
          [BARE, 0],
        ] as const) {
          const { started, seen } = compare(form, before, uid);
          expect([before, seen.problem === null]).toEqual([before, started !== null]);
        }
        const { started, seen } = compare(form);
        expect(seen.problem === null).toBe(started !== null);
      },
    );

    it.each(UNSAID.map((form) => [form.join(' '), form] as const))('nothing is said of: %s', (_, form) => {
      const { seen } = compare(form);
      expect([seen.problem, seen.through]).toEqual([null, []]);
    });
  },
);

describeReal('those of busybox', { tools: ['busybox', 'sh', 'id'], root: true }, () => {
  const { at, make, compare, remove } = world();
  beforeAll(() => {
    make();
    for (const name of ['setpriv', 'chroot', 'su'])
      symlinkSync(realpathSync(tool('busybox') as string), at(`tools/${name}`));
  });
  afterAll(remove);

  const forms = FORMS.filter(
    ([first = '', ...rest]) => ['setpriv', 'chroot', 'su'].includes(first) && !rest.includes('env'),
  );
  it.each(forms.map((form) => [form.join(' '), form] as const))('%s', (_, form) => {
    const { started, seen, user } = compare(form);
    expect([seen.problem === null, user]).toEqual([started !== null, started?.uid ?? user]);
  });
});
