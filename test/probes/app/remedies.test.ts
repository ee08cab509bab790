import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { app } from '../../../probes/app/index.ts';
import { type AppFinding, rules } from '../../../probes/app/rules/index.ts';
import type { Family } from '../../../src/core/platform.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import type { Host } from '../../../src/target/host.ts';
import { bitsOf } from '../../../src/target/pod/model/capabilities.ts';
import { rootHost } from '../../../src/target/root/root-host.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { elfProgram, glibcLoader } from '../../support/files/elf-program.ts';
import { ABLE_PLATFORM } from '../../support/memory/able-platform.ts';
import { link, program, type Tree } from '../../support/memory/tree.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { appHost, LOADER } from './app-host.ts';

/** The ways to mend a finding that have lines. */
function typed(finding: unknown, family: Family = 'debian'): readonly Remedy[] {
  const { rule, args } = finding as AppFinding;
  const name = rule.slice('app/'.length) as keyof typeof rules;
  return remediesOf(rules[name] as never, args as never, { ...ABLE_PLATFORM, family }).filter(
    ({ lines }) => lines.length > 0,
  );
}

const judged = (host: Host, command: readonly string[], ports: readonly number[] = []) =>
  judgeHost(app, host, { policy: { app: { command, ports } } });

/** This machine, as a user whom nothing in it knows sees it. */
function asUser(): Host {
  const operator = liveHost({ PATH: '/usr/bin:/bin' });
  return rootHost(operator, { root: '/', user: '10001:10001', cwd: '/', env: {} });
}

const isRoot = process.getuid?.() === 0;
const SCRIPT = '#!/bin/sh\nexit 7\n';

/** What is broken, by writing it into a directory of its own; `user`: as nobody sees it who is root. */
const BROKEN: readonly {
  readonly rule: keyof typeof rules;
  readonly what: string;
  readonly user?: true;
  readonly ways: number;
  readonly break: (at: string) => void;
}[] = [
  {
    rule: 'not-executable',
    what: 'no x bit',
    ways: 2,
    break: (at) => fs.writeFileSync(join(at, 'app'), SCRIPT, { mode: 0o644 }),
  },
  {
    rule: 'script-crlf',
    what: 'CR at each end',
    ways: 2,
    break: (at) => write(at, SCRIPT.replaceAll('\n', '\r\n')),
  },
  { rule: 'script-no-shebang', what: 'no first line', ways: 2, break: (at) => write(at, 'exit 7\n') },
  {
    rule: 'script-no-shebang',
    what: 'a blank line above it',
    ways: 2,
    break: (at) => write(at, `\n \n${SCRIPT}`),
  },
  { rule: 'script-no-shebang', what: 'a blank before it', ways: 2, break: (at) => write(at, ` ${SCRIPT}`) },
  { rule: 'script-no-shebang', what: 'a BOM', ways: 2, break: (at) => write(at, `\ufeff${SCRIPT}`) },
  {
    rule: 'writable-by-self',
    what: 'the file',
    user: true,
    ways: 2,
    break: (at) => {
      write(at, elfProgram());
      fs.chownSync(join(at, 'app'), 10001, 10001);
    },
  },
  {
    rule: 'writable-by-self',
    what: 'the directory',
    user: true,
    ways: 2,
    break: (at) => {
      write(at, elfProgram());
      fs.chownSync(at, 10001, 10001);
    },
  },
  {
    rule: 'library-unreadable',
    what: 'closed to others',
    user: true,
    ways: 2,
    break: (at) => {
      fs.writeFileSync(join(at, 'ld.so'), glibcLoader(), { mode: 0o755 });
      fs.writeFileSync(join(at, 'libfoo.so'), elfProgram({ soname: 'libfoo.so' }), { mode: 0o600 });
      write(at, elfProgram({ interpreter: join(at, 'ld.so'), needed: ['libfoo.so'], runpath: at }));
    },
  },
];

function write(at: string, content: string | Buffer): void {
  fs.writeFileSync(join(at, 'app'), content, { mode: 0o755 });
}

/** In a directory of its own below /tmp, which everybody may enter. */
async function inDirectory(then: (at: string) => Promise<void>): Promise<void> {
  const at = fs.mkdtempSync(join(tmpdir(), 'app remedy-'));
  fs.chmodSync(at, 0o755);
  try {
    await then(at);
  } finally {
    fs.rmSync(at, { recursive: true });
  }
}

/** What a shell in the container, or that of RUN, is given. */
function shellLines({ where, syntax, lines }: Remedy): readonly string[] | null {
  if (where === 'container' && syntax === 'shell') return lines;
  if (syntax !== 'dockerfile') return null;
  const text = lines.join('\n').replaceAll('\\\n', ' ');
  return text.split('\n').every((line) => line.startsWith('RUN '))
    ? text.split('\n').map((line) => line.slice('RUN '.length))
    : null;
}

describeReal('what a remedy of app says, typed where the program lies', { tools: ['sed'] }, () => {
  for (const { rule, what, user, ways, break: broken } of BROKEN) {
    it.skipIf(user && !isRoot)(`${rule} (${what}) is gone, and nothing new is wrong`, async () => {
      const tried: string[] = [];
      for (let way = 0; way < ways; way++) {
        await inDirectory(async (at) => {
          broken(at);
          const host = () => (user ? asUser() : liveHost({ PATH: '/usr/bin:/bin' }));
          const command = [join(at, 'app')];
          const before = await judged(host(), command);
          expect(before.rules).toEqual([`app/${rule}`]);
          const lines = typed(before.findings[0]).flatMap((remedy) => {
            const one = shellLines(remedy);
            return one === null ? [] : [one];
          });
          expect(lines.length).toBe(ways);
          tried.push(...(lines[way] ?? []));
          execFileSync('sh', ['-ec', (lines[way] ?? []).join('\n')]);
          expect((await judged(host(), command)).rules).toEqual([]);
          // And the kernel takes it: a script of ours ends with this code.
          if (!user) expect(spawnSync(command[0] as string).status).toBe(7);
        });
      }
      expect(tried.length).toBeGreaterThanOrEqual(ways);
    });
  }
});

/** What a build in a stage with these variables makes: as far as Go's documentation says what they change. */
function builtWith(env: Readonly<Record<string, string>>, broken: Built): Tree {
  const { GOOS = broken.os ?? 'linux', GOARCH = broken.arch ?? 'amd64', CGO_ENABLED, GOAMD64 } = env;
  const machine = { amd64: 62, arm64: 183 }[GOARCH];
  if (machine === undefined || !['linux', 'darwin'].includes(GOOS)) throw new Error(`${GOOS}/${GOARCH}`);
  if (GOOS === 'darwin') return { '/app': program(Buffer.from('cffaedfe0c00000100000000', 'hex')) };
  const linked = CGO_ENABLED === '0' ? {} : (broken.linked ?? {});
  const lines = [`build\tGOAMD64=${GOAMD64 ?? broken.amd64 ?? 'v1'}`];
  return { '/app': program(elfProgram({ machine, ...linked, go: { version: 'go1.27.3', lines } })) };
}

interface Built {
  readonly os?: string;
  readonly arch?: string;
  readonly amd64?: string;
  readonly linked?: Parameters<typeof elfProgram>[0];
}

const CPU: Tree = { '/proc/cpuinfo': 'flags\t\t: cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3\n' };
const glibc = (more: Built['linked']): Built => ({
  linked: { interpreter: LOADER, needed: ['libc.so.6'], ...more },
});

describe('what a remedy of app says, done to the stage that builds the program', () => {
  it.each<[keyof typeof rules, Built]>([
    ['not-a-program', { os: 'darwin' }],
    ['wrong-architecture', { arch: 'arm64' }],
    ['cpu-level', { amd64: 'v3' }],
    ['loader-missing', glibc({ interpreter: '/lib/ld-musl-x86_64.so.1' })],
    ['library-missing', glibc({ needed: ['libfoo.so.1', 'libc.so.6'] })],
    ['symbol-version-missing', glibc({ wants: { 'libc.so.6': ['GLIBC_2.38'] } })],
  ])('%s is gone, and nothing new is wrong', async (rule, broken) => {
    const host = (env: Readonly<Record<string, string>>) =>
      appHost({ ...CPU, ...builtWith(env, broken) }, { arch: 'x64' });
    const { rules: before, findings } = await judged(host({}), ['/app']);
    expect(before).toEqual([`app/${rule}`]);
    const set = typed(findings[0]).flatMap(({ lines }) => lines.filter((line) => line.startsWith('ENV ')));
    expect(set.length).toBe(1);
    const [, name = '', value = ''] = /^ENV (\w+)=(\S+)$/.exec(set[0] ?? '') ?? [];
    expect((await judged(host({ [name]: value }), ['/app'])).rules).toEqual([]);
  });
});

/** What packages have, by their names. */
const PACKAGES: Readonly<Record<string, Tree>> = {
  bash: { '/bin/bash': program(elfProgram()) },
  'libstdc++6': { '/usr/lib/libstdc++.so.6': program(elfProgram({ soname: 'libstdc++.so.6' })) },
  'libstdc++': { '/usr/lib/libstdc++.so.6': program(elfProgram({ soname: 'libstdc++.so.6' })) },
};

describe.each<Family>(['debian', 'alpine', 'rhel'])('what a remedy of app installs, on %s', (family) => {
  it.each<[keyof typeof rules, Tree]>([
    ['interpreter-missing', { '/app': program('#!/bin/bash\n') }],
    [
      'library-missing',
      { '/app': program(elfProgram({ interpreter: LOADER, needed: ['libstdc++.so.6', 'libc.so.6'] })) },
    ],
  ])('%s is gone, and nothing new is wrong', async (rule, tree) => {
    const { rules: before, findings } = await judged(appHost(tree), ['/app']);
    expect(before).toEqual([`app/${rule}`]);
    const [first] = typed(findings[0], family);
    const line = first?.lines.join(' ') ?? '';
    const name =
      /(?:apt-get install -y --no-install-recommends|apk add --no-cache|dnf install -y) (\S+)/.exec(
        line,
      )?.[1];
    expect(Object.keys(PACKAGES)).toContain(name);
    const after = appHost({ ...tree, ...PACKAGES[name ?? ''] });
    expect((await judged(after, ['/app'])).rules).toEqual([]);
  });
});

it('options-refused is gone on Alpine with the package that brings another env', async () => {
  const tree: Tree = {
    '/app': program('#!/usr/bin/env -S sh -e\n'),
    '/usr/bin/env': link('../../bin/busybox'),
    '/bin/busybox': program(elfProgram()),
  };
  const { findings } = await judged(appHost(tree), ['/app']);
  expect(typed(findings[0], 'alpine')[0]?.lines).toContain('apk add --no-cache coreutils');
  const after = appHost({ ...tree, '/usr/bin/env': program(elfProgram()) });
  expect((await judged(after, ['/app'])).rules).toEqual([]);
  expect(typed(findings[0], 'debian')).toEqual([]);
});

it('needs-privileged-port is gone with what the manifest or docker run sets', async () => {
  const user = { ids: { uid: 10001, euid: 10001, gid: 10001, egid: 10001, groups: [10001] } };
  const host = (first: string) =>
    appHost(
      {
        '/app': program(elfProgram()),
        '/proc/self/status': 'Name:\tx\nCapBnd:\t0000000000000000\nNoNewPrivs:\t0\n',
        '/proc/sys/net/ipv4/ip_unprivileged_port_start': `${first}\n`,
      },
      user,
    );
  const { rules: before, findings } = await judged(host('1024'), ['/app'], [80]);
  expect(before).toEqual(['app/needs-privileged-port']);
  const values = typed(findings[0]).map(({ syntax, lines: [line = ''] }): string | undefined => {
    if (syntax === 'options') return /^--sysctl net\.ipv4\.ip_unprivileged_port_start=(\d+)$/.exec(line)?.[1];
    const { sysctls } = parse(line).spec.securityContext;
    return sysctls.find((one: { name: string }) => one.name === 'net.ipv4.ip_unprivileged_port_start').value;
  });
  expect(values).toEqual(['0', '0']);
  for (const value of values) expect((await judged(host(value ?? ''), ['/app'], [80])).rules).toEqual([]);
});

const OWN = { ids: { uid: 10001, euid: 10001, gid: 10001, egid: 10001, groups: [10001] } };
const NET_BIND = '/app cap_net_bind_service=ep\n';

/** A container whose program has capabilities on its file. */
const withRights = (bounding: bigint, { file = NET_BIND, noNewPrivileges = 0, first = '1024' } = {}) =>
  appHost(
    {
      '/app': program(elfProgram()),
      '/sbin/getcap': program(elfProgram()),
      '/proc/self/status': `Name:\tx\nCapBnd:\t${bounding.toString(16)}\nNoNewPrivs:\t${noNewPrivileges}\n`,
      '/proc/sys/net/ipv4/ip_unprivileged_port_start': `${first}\n`,
    },
    { ...OWN, programs: { '/sbin/getcap': () => ({ kind: 'exited', code: 0, stdout: file }) } },
  );

it('capabilities-refused is gone with what the manifest or docker run adds, or setcap takes off', async () => {
  const { rules: before, findings } = await judged(withRights(0n), ['/app']);
  expect(before).toEqual(['app/capabilities-refused']);
  const after = typed(findings[0]).map(({ syntax, lines: [line = ''] }) => {
    if (/setcap -r '?\/app'?$/.test(line)) return withRights(0n, { file: '' });
    const added =
      syntax === 'options'
        ? line.split('--cap-add ').slice(1)
        : (parse(line).securityContext.capabilities.add as string[]);
    return withRights(bitsOf(added.map((name) => name.trim())));
  });
  expect(after.length).toBe(4);
  for (const host of after) expect((await judged(host, ['/app'])).rules).toEqual([]);
});

it('cannot-change-user is gone with what the manifest or docker run adds for root, and for nobody else', async () => {
  const host = (effective: bigint, ids = {}) =>
    appHost(
      {
        '/bin/setpriv': program(elfProgram()),
        '/app': program(elfProgram()),
        '/proc/self/status': `Name:\tx\nCapEff:\t${effective.toString(16)}\nCapBnd:\t${effective.toString(16)}\nNoNewPrivs:\t0\n`,
      },
      ids,
    );
  const command = ['/bin/setpriv', '--reuid=1000', '--clear-groups', '/app'];
  const { rules: before, findings } = await judged(host(0n), command);
  expect(before).toEqual(['app/cannot-change-user']);
  const added = typed(findings[0]).map(({ syntax, lines: [line = ''] }) =>
    syntax === 'options'
      ? line.split('--cap-add ').slice(1)
      : (parse(line).securityContext.capabilities.add as string[]),
  );
  expect(added.length).toBe(2);
  for (const names of added)
    expect((await judged(host(bitsOf(names.map((name) => name.trim()))), command)).rules).toEqual([]);
  const other = await judged(host(0n, OWN), command);
  expect(other.rules).toEqual(['app/cannot-change-user']);
  expect(typed(other.findings[0])).toEqual([]);
});

it('capabilities-idle is gone with what the manifest or docker run sets', async () => {
  const usual = 0xa80425fbn;
  const { rules: before, findings } = await judged(withRights(usual, { noNewPrivileges: 1 }), ['/app']);
  expect(before).toEqual(['app/capabilities-idle']);
  const after = typed(findings[0]).map(({ lines: [line = ''] }) => {
    if (/ip_unprivileged_port_start(?:=|, value: ")0/.test(line))
      return withRights(usual, { noNewPrivileges: 1, first: '0' });
    expect(parse(line).securityContext).toEqual({ allowPrivilegeEscalation: true });
    return withRights(usual);
  });
  expect(after.length).toBe(3);
  for (const host of after) expect((await judged(host, ['/app'])).rules).toEqual([]);
});
