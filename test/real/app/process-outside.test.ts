import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { describeReal, goToolchains, tool } from '../../support/system/real-tools.ts';
import { waiting } from '../../target/process/inhabitants.ts';

const UID = 12_345;
const SYSTEM = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

interface Situation {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs, below the folder of the test. */
  readonly cwd?: string;
  readonly umask?: string;
  /** Words in front of the program, such as setpriv(1) with its options. */
  readonly as?: readonly string[];
  readonly args?: readonly string[];
}

const AS_USER = ['setpriv', `--reuid=${UID}`, `--regid=${UID}`, '--clear-groups'];
const POLICY = ['--go-version', '>=1.99', '--timezone', 'Asia/Shanghai', '--umask', '0027'];

const SITUATIONS: readonly Situation[] = [
  { name: 'a module that builds', env: { GOTOOLCHAIN: 'local' } },
  { name: 'a policy that nothing fulfils', args: POLICY },
  { name: 'no module', cwd: 'empty' },
  { name: 'a go.mod that go cannot read', cwd: 'broken' },
  { name: 'a go line of the future', cwd: 'future', env: { GOTOOLCHAIN: 'local' } },
  { name: 'no checksum database', env: { GOSUMDB: 'off', GOPROXY: 'direct' } },
  { name: 'a proxy that go cannot read', env: { GOPROXY: 'proxy.example' } },
  { name: 'flags that go does not know', env: { GOFLAGS: '-nothing' } },
  {
    name: 'a cache that may not be written',
    env: { GOCACHE: '/root/nothing', GOPATH: '/sys/go' },
    as: AS_USER,
  },
  { name: 'another user without a home', env: { HOME: '/nonexistent' }, as: AS_USER },
  { name: 'a zone that does not exist', env: { TZ: 'Asia/Nowhere' } },
  { name: 'a CA file that does not exist', env: { SSL_CERT_FILE: '/nowhere.pem', SSL_CERT_DIR: '/nowhere' } },
  { name: 'a closed umask', umask: '0777', args: ['--umask', '0022'] },
  { name: 'root without capabilities', as: ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] },
  {
    name: 'root without the right to all files',
    as: ['capsh', '--drop=cap_dac_override,cap_dac_read_search', '--', '-c', 'exec "$@"', 'sh'],
    cwd: 'private',
  },
];

describeReal(
  'a process beside the real go',
  { go: true, tools: ['setpriv', 'capsh', 'unshare'], root: true },
  () => {
    let home: string;
    let program: readonly string[];
    beforeAll(() => {
      home = fs.mkdtempSync(join(tmpdir(), 'probe-env-beside-'));
      fs.chmodSync(home, 0o755);
      const write = (path: string, text: string) => {
        fs.mkdirSync(join(home, path, '..'), { recursive: true });
        fs.writeFileSync(join(home, path), text);
      };
      write('module/go.mod', 'module example.com/m\n\ngo 1.19\n');
      write('module/main.go', 'package main\n\nfunc main() {}\n');
      write('broken/go.mod', 'modul example.com/m\n');
      write('future/go.mod', 'module example.com/m\n\ngo 1.99\n');
      write('private/go.mod', 'module example.com/m\n\ngo 1.19\n');
      fs.chmodSync(join(home, 'private'), 0o700);
      fs.chownSync(join(home, 'private'), UID, UID);
      fs.mkdirSync(join(home, 'empty'));
      fs.copyFileSync(BUNDLE, join(home, 'probe-env.cjs'));
      program = [process.execPath, join(home, 'probe-env.cjs'), 'check', '-f', 'json', '--timeout', '60s'];
    });
    afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

    const go = goToolchains().at(-1);
    const environment = (situation: Situation) => ({
      PATH: `${go?.goroot}/bin:${SYSTEM}`,
      HOME: home,
      GOPATH: join(home, 'gopath'),
      GOCACHE: join(home, 'gocache'),
      ...situation.env,
    });
    const words = ({ as = [], umask = '0022', cwd = 'module' }: Situation, ...rest: readonly string[]) => [
      ...['/bin/sh', '-c', `umask ${umask} && cd "$0" && exec "$@"`, join(home, cwd)],
      ...as.map((word, i) => (i === 0 ? (tool(word) ?? word) : word)),
      ...rest,
    ];

    it.each(SITUATIONS)('has the findings that it has from inside: $name', async (situation) => {
      const { args = [] } = situation;
      const env = environment(situation);
      const [first = '', ...inside] = words(situation, ...program, ...args);
      const within = await execa(first, inside, { env, extendEnv: false, reject: false });
      const target = await waiting(words(situation, '/bin/sh', '-c', 'echo ready; read x'), {
        ...CLEAR,
        ...env,
      });
      const [node = '', ...look] = [...program, ...args, '--pid', String(target.pid)];
      const without = await execa(node, look, {
        env: {
          PATH: SYSTEM,
          TZ: 'Pacific/Chatham',
          GOFLAGS: '-nothing',
          GOPROXY: 'off',
          SSL_CERT_FILE: '/x',
        },
        ...{ extendEnv: false, reject: false, cwd: '/' },
      });
      await target.end();
      expect(without.stderr).toBe('');
      const [seen, told] = [reportOf(without.stdout), reportOf(within.stdout)];
      // What nobody can know is skipped with its reason; never found otherwise.
      const skipped = seen.filter(({ status }) => status === 'skip').map(({ name }) => name);
      expect(seen).toEqual(
        told.map((probe) => (skipped.includes(probe.name) ? { ...probe, status: 'skip', found: [] } : probe)),
      );
      expect(skipped.filter((name) => !name.startsWith('go-'))).toEqual([]);
    });
  },
);

/** Takes out what {@link waiting} sets by itself. */
const CLEAR = { LANG: '' };

function reportOf(stdout: string) {
  const { probes } = JSON.parse(stdout) as {
    readonly probes: readonly {
      readonly name: string;
      readonly status: string;
      readonly findings: readonly { readonly rule: string; readonly severity: string }[];
    }[];
  };
  // From inside nobody asks for the program.
  const both = probes.filter(({ name }) => name !== 'app');
  return both.map(({ name, status, findings }) => ({
    name,
    status,
    found: findings.map(({ rule, severity }) => `${severity} ${rule}`),
  }));
}
