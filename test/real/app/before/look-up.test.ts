import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Host } from '../../../../src/target/host.ts';
import { notStarted } from '../../../../src/target/program/first-process.ts';
import { seeCommand } from '../../../../src/target/program/start/command.ts';
import { liveHost } from '../../../support/system/live-host.ts';
import { cleanEnv, describeReal, tool } from '../../../support/system/real-tools.ts';

const FOLDER = realpathSync(mkdtempSync(join(tmpdir(), 'probe-env-look-up-')));
const at = (name: string) => join(FOLDER, name);

/** Directories of PATH, each with another thing in the place of `app`. */
const DIRECTORIES = {
  good: (directory: string) => script(directory),
  shut: (directory: string) => {
    script(directory);
    spawnSync('chmod', ['700', directory]);
  },
  plain: (directory: string) => script(directory, 0o644),
  folder: (directory: string) => mkdirSync(join(directory, 'app')),
  dangling: (directory: string) => symlinkSync('nowhere', join(directory, 'app')),
  loop: (directory: string) => symlinkSync('app', join(directory, 'app')),
  orphan: (directory: string) => writeFileSync(join(directory, 'app'), '#!/nowhere/sh\n', { mode: 0o755 }),
  empty: () => {},
} as const;

function script(directory: string, mode = 0o755): void {
  writeFileSync(join(directory, 'app'), `#!/bin/sh\necho STARTED ${directory}\n`, { mode });
}

const KINDS = Object.keys(DIRECTORIES) as (keyof typeof DIRECTORIES)[];
/** `.` and nothing are the working directory, which is `good`. */
const ENTRIES = [...KINDS.map((kind) => at(kind)), at('absent'), at('good/app'), '.', '', './../plain'];
const PATHS = ENTRIES.flatMap((first) => ENTRIES.map((second) => `${first}:${second}`));

/** Who looks for it; as the words in front of it. */
const SEEKERS: Readonly<Record<string, readonly string[]>> = {
  'execvp of glibc': [tool('env') ?? ''],
  'execvp of musl': [at('musl')],
  'busybox sh': [tool('busybox') ?? '', 'sh', '-c', 'app'],
  dash: [tool('dash') ?? '', '-c', 'app'],
  "Go's exec.LookPath": [at('go')],
  bash: [tool('bash') ?? '', '-c', 'app'],
};

describeReal(
  'a program is looked for on PATH',
  { tools: ['gcc', 'musl-gcc', 'busybox', 'dash', 'bash', 'env', 'setpriv'], go: true, root: true },
  () => {
    beforeAll(() => {
      for (const kind of KINDS) {
        mkdirSync(at(kind));
        DIRECTORIES[kind](at(kind));
      }
      const source = '#include <unistd.h>\nint main(int n, char **v) { execvp(v[1], v + 1); return 126; }\n';
      writeFileSync(at('musl.c'), source);
      const main =
        'package main\nimport ("os"; "os/exec"; "syscall")\nfunc main() {\n\tpath, err := exec.LookPath(os.Args[1])\n\tif err == nil { err = syscall.Exec(path, os.Args[1:], os.Environ()) }\n\tpanic(err)\n}\n';
      writeFileSync(at('main.go'), main);
      const env = cleanEnv({ HOME: FOLDER, GO111MODULE: 'off', CGO_ENABLED: '0', GOTOOLCHAIN: 'local' });
      spawnSync(tool('go') ?? '', ['build', '-o', at('go'), at('main.go')], { env });
      spawnSync('musl-gcc', ['-static', '-o', at('musl'), at('musl.c')]);
      spawnSync('chmod', ['755', FOLDER]);
    }, 120_000);
    afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

    it.each(Object.entries(SEEKERS))('as %s does', (seeker, front) => {
      const wrong: unknown[] = [];
      for (const path of PATHS) {
        const env = { PATH: path };
        const all = [...front, ...(front.length === 1 ? ['app'] : [])];
        const user = ['--reuid=12345', '--regid=12345', '--clear-groups', '--'];
        const real = spawnSync(tool('setpriv') ?? '', [...user, ...all], {
          cwd: at('good'),
          env,
          encoding: 'utf8',
        });
        // musl's own is seen as that of env.
        const words =
          front[0] === at('go') ? ['app'] : seeker === 'execvp of musl' ? [tool('env') ?? '', 'app'] : all;
        const seen = seeCommand(
          hostOf(env),
          words,
          () => null,
          () => false,
        );
        const started = /^STARTED (.*)$/m.exec(real.stdout)?.[1] ?? null;
        const isFirst = front[0] === at('go');
        const says = [seen.problem, ...(isFirst ? [notStarted(hostOf(env), words)] : [])];
        if (says.some((one) => (one === null) !== (started !== null)))
          wrong.push([path.replaceAll(FOLDER, ''), started?.replace(FOLDER, ''), seen.problem?.at]);
      }
      expect(wrong).toEqual([]);
    });
  },
);

/** The machine as the user sees it whom the programs run as. */
function hostOf(env: Readonly<Record<string, string>>): Host {
  const live = liveHost(env);
  const denied = { ok: false, error: { code: 'EACCES' } } as const;
  const isShut = (path: string) => path.startsWith(at('shut/'));
  return {
    ...live,
    cwd: at('good'),
    stat: (path) => (isShut(path) ? denied : live.stat(path)),
    access: (path, mode) => (isShut(path) ? denied : live.access(path, mode)),
  };
}
