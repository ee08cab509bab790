import { describe, expect, it } from 'vitest';
import { app } from '../../../probes/app/index.ts';
import type { SeenApp } from '../../../probes/app/see.ts';
import { reportOf } from '../../../probes/app/show.ts';
import { elfProgram } from '../../support/files/elf-program.ts';
import { directory, file, link, program, type Tree } from '../../support/memory/tree.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { type RuleCase, testRuleCases } from '../../support/probes/rule-cases.ts';
import { appHost, LOADER } from './app-host.ts';

const dynamic = (more: Parameters<typeof elfProgram>[0] = {}) =>
  program(elfProgram({ interpreter: LOADER, needed: ['libc.so.6'], ...more }));
const goApp = (version: string, ...lines: string[]) => program(elfProgram({ go: { version, lines } }));

/** A machine whose command is `/app`, or other words. */
function withApp(tree: Tree, options: Parameters<typeof appHost>[1] = {}, command = ['/app']): RuleCase {
  return { host: () => appHost(tree, options), policy: { app: { command } } };
}

const V2 = 'fpu cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3';
const cpu = (flags: string): Tree => ({ '/proc/cpuinfo': `processor\t: 0\nflags\t\t: ${flags}\n` });
const status = (sets: string): Tree => ({
  '/proc/self/status': `Name:\tx\n${sets}\nNoNewPrivs:\t0\n`,
  '/proc/sys/net/ipv4/ip_unprivileged_port_start': '1024\n',
});
/** getcap that says this of `/app`, and who starts it. */
function withFileRights(says: string, sets: string, { noNewPrivileges = 0 } = {}): RuleCase {
  return withApp(
    {
      '/app': program(elfProgram()),
      '/sbin/getcap': program(elfProgram()),
      ...status(sets),
      '/proc/self/status': `Name:\tx\n${sets}\nNoNewPrivs:\t${noNewPrivileges}\n`,
    },
    { ...USER, programs: { '/sbin/getcap': () => ({ kind: 'exited', code: 0, stdout: says }) } },
  );
}

const USUAL = 'CapBnd:\t00000000a80425fb';
const USER = { ids: { uid: 10001, euid: 10001, gid: 10001, egid: 10001, groups: [10001] } };

describe('app', () => {
  testRuleCases(app, {
    missing: withApp({}),
    'shell-missing': withApp({ '/bin/sh': null }, {}, ['/bin/sh', '-c', 'app --flag']),
    'not-executable': withApp({ '/app': file(elfProgram()) }),
    'noexec-mount': withApp(
      {
        '/app': program(elfProgram()),
        '/proc/self/mountinfo': '1 0 0:1 / / rw,noexec - overlay overlay rw\n',
      },
      { denies: { '/app': ['execute'] } },
    ),
    truncated: withApp({ '/app': program(elfProgram({ go: { version: 'x', lines: [] } }).subarray(0, 420)) }),
    'not-a-program': withApp({ '/app': program(Buffer.from('cffaedfe0c00000100000000', 'hex')) }),
    'wrong-architecture': withApp({ '/app': program(elfProgram({ machine: 183 })) }),
    'interpreter-missing': withApp({ '/app': program('#!/bin/bash\n') }),
    'options-refused': withApp({
      '/app': program('#!/usr/bin/env -S /bin/sh -e\n'),
      '/usr/bin/env': link('../../bin/busybox'),
      '/bin/busybox': program(elfProgram()),
    }),
    'cannot-change-user': withApp(
      { '/bin/setpriv': program(elfProgram()), '/app': program(elfProgram()), ...status(USUAL) },
      USER,
      ['/bin/setpriv', '--reuid=1000', '--clear-groups', '/app'],
    ),
    'no-such-user': withApp(
      {
        '/sbin/gosu': program(elfProgram()),
        '/app': program(elfProgram()),
        '/etc/passwd': 'root:x:0:0::/:/bin/sh\n',
        ...status(USUAL),
      },
      {},
      ['/sbin/gosu', 'app', '/app'],
    ),
    'no-login-shell': withApp(
      {
        '/bin/su': program(elfProgram()),
        '/etc/passwd': 'app:x:10001:10001::/:/sbin/nologin\n',
      },
      {},
      ['/bin/su', 'app', '-c', '/app'],
    ),
    'script-crlf': withApp({ '/app': program('#!/bin/sh\r\necho\r\n') }),
    'script-no-shebang': withApp({ '/app': program('echo\n') }),
    'script-missing': withApp({ '/usr/bin/node': program(elfProgram()) }, {}, [
      '/usr/bin/node',
      '/app/server.js',
    ]),
    'script-unreadable': withApp(
      { '/bin/sh': program(elfProgram()), '/entry.sh': file('echo\n', { mode: 0o711 }) },
      USER,
      ['/bin/sh', '/entry.sh'],
    ),
    'loader-missing': withApp({ '/app': dynamic({ interpreter: '/lib/ld-musl-x86_64.so.1' }) }),
    'library-missing': withApp({ '/app': dynamic({ needed: ['libfoo.so.1', 'libc.so.6'] }) }),
    'library-unreadable': withApp(
      {
        '/app': dynamic({ needed: ['libfoo.so.1', 'libc.so.6'] }),
        '/lib/libfoo.so.1': file(elfProgram({ soname: 'libfoo.so.1' }), { mode: 0o600 }),
      },
      USER,
    ),
    'symbol-version-missing': withApp({
      '/app': dynamic({ wants: { 'libc.so.6': ['GLIBC_2.2.5', 'GLIBC_2.38'] } }),
    }),
    'cpu-level': withApp({ '/app': goApp('go1.27.3', 'build\tGOAMD64=v3'), ...cpu(V2) }),
    'go-end-of-life': withApp({ '/app': goApp('go1.21.13') }),
    'go-race-build': withApp({ '/app': goApp('go1.27.3', 'build\t-race=true') }),
    'go-cover-build': withApp({ '/app': goApp('go1.27.3', 'build\t-cover=true') }),
    'go-modified-build': withApp({ '/app': goApp('go1.27.3', 'build\tvcs.modified=true') }),
    'capabilities-refused': withFileRights('/app cap_net_bind_service=ep\n', 'CapBnd:\t0000000000000000'),
    'capabilities-idle': withFileRights('/app = cap_net_bind_service,cap_net_raw+ep\n', USUAL, {
      noNewPrivileges: 1,
    }),
    'needs-privileged-port': {
      host: () => appHost({ '/app': program(elfProgram()), ...status('CapBnd:\t0000000000000000') }, USER),
      policy: { app: { command: ['/app'], ports: [80, 8080] } },
    },
    'writable-by-self': withApp({ '/app': program(elfProgram(), { uid: 10001 }) }, USER),
  });

  it.each([
    ['/ / rw', undefined],
    ['/ / rw - overlay overlay rw\n2 1 0:2 / /scripts ro', '/scripts'],
  ])('offers no chmod for a file of a volume: %s', async (mounts, volume) => {
    const { host, policy = {} } = withApp(
      {
        '/scripts/run': file('#!/bin/sh\n'),
        '/proc/self/mountinfo': `1 0 0:1 ${mounts} - overlay overlay rw\n`,
      },
      { denies: { '/scripts/run': ['execute'] } },
      ['/scripts/run'],
    );
    const { findings } = await judgeHost(app, host(), { policy });
    expect(findings).toEqual([
      { rule: 'app/not-executable', args: { path: '/scripts/run', why: 'mode', ...(volume && { volume }) } },
    ]);
  });

  it.each<[string, Tree, string[], string]>([
    ['a program of no libraries', { '/app': program(elfProgram()) }, ['/app'], '/app (no libraries)'],
    ['one of Go', { '/app': goApp('go1.27.3') }, ['/app'], '/app (go1.27.3, no libraries)'],
    ['one of glibc', { '/app': dynamic() }, ['/app'], '/app (1 library)'],
    ['one on PATH', { '/bin/app': program(elfProgram()) }, ['app'], '/bin/app (no libraries)'],
    ['a script', { '/app': program('#!/bin/sh\n') }, ['/app'], '/app, a script for /bin/sh'],
    [
      'one behind an init and a change of user',
      {
        '/sbin/tini': program(elfProgram()),
        '/bin/su-exec': program(elfProgram()),
        '/etc/group': 'app:x:10001:\n',
        '/app': program(elfProgram()),
        '/etc/passwd': 'app:x:10001:10001::/:/bin/sh\n',
      },
      ['/sbin/tini', '-g', '--', 'su-exec', 'app:app', '/app', '-v'],
      'tini, su-exec, then /app (no libraries)',
    ],
    [
      'one behind an entrypoint',
      { '/entry.sh': program('#!/bin/sh\nset -e\nexec "$@"\n'), '/app': program(elfProgram()) },
      ['/entry.sh', '/app'],
      'entry.sh, then /app (no libraries)',
    ],
    [
      'one in a shell',
      { '/app': program(elfProgram()) },
      ['sh', '-c', 'exec /app -v'],
      'sh, then /app (no libraries)',
    ],
    ['a shell that does more', {}, ['sh', '-c', 'a && b'], '/bin/sh (no libraries)'],
    [
      'one in another directory, without an environment',
      { '/srv/x/app': program(elfProgram()) },
      ['env', '-iC', '/srv', './x/app'],
      'env, then /srv/x/app (no libraries)',
    ],
    [
      'a name in env',
      { '/o/app': program(elfProgram()) },
      ['env', 'A=1', 'PATH=/o', 'app'],
      'env, then /o/app (no libraries)',
    ],
  ])('sees %s', async (_, tree, command, summary) => {
    const { facts, rules } = await judgeHost(app, appHost(tree), { policy: { app: { command } } });
    expect([app.summary(facts), rules]).toEqual([summary, []]);
  });

  it.each([
    ['build\tvcs.modified=true', true],
    ['build\tvcs.modified=false', false],
    ['build\tCGO_ENABLED=0', null],
  ])('tells by %j whether the checkout had changes', async (line, modified) => {
    const { host, policy } = withApp({ '/app': goApp('go1.27.3', line) });
    const { facts, rules } = await judgeHost(app, host(), policy === undefined ? {} : { policy });
    expect(rules).toEqual(modified === true ? ['app/go-modified-build'] : []);
    expect(await app.report(facts, host())).toMatchObject({ go: { modified } });
  });

  it.each<[string, RuleCase, readonly string[]]>([
    ['the file has none', withFileRights('', 'CapBnd:\t0000000000000000'), []],
    ['what it prints is none', withFileRights('/app oh\n', 'CapBnd:\t0000000000000000'), []],
    ['it has no effective bit', withFileRights('/app cap_chown=p\n', 'CapBnd:\t0000000000000000'), []],
    ['the container may have it', withFileRights('/app cap_chown=ep\n', 'CapBnd:\t0000000000000001'), []],
  ])('says nothing of capabilities where %s', async (_, { host, policy }, expected) => {
    const { rules } = await judgeHost(app, host(), policy === undefined ? {} : { policy });
    expect(rules).toEqual(expected);
  });

  it.each<[string, Tree, RuleCase | null, readonly string[], boolean]>([
    [
      'getcap tells',
      {},
      withFileRights('/app cap_ipc_lock=ep\n', USUAL),
      ['app/capabilities-refused'],
      false,
    ],
    ['nobody tells, and not all are given', status(USUAL), null, [], true],
    ['nobody tells, and all are given', status('CapBnd:\t000001ffffffffff'), null, [], false],
    [
      'nobody tells, and all are given that an older kernel has',
      { ...status('CapBnd:\t0000003fffffffff'), '/proc/sys/kernel/cap_last_cap': '37\n' },
      null,
      [],
      false,
    ],
  ])(
    'knows of a capability that no engine gives by default what is told: %s',
    async (_, tree, told, ...expected) => {
      const { host, policy } = told ?? withApp({ '/app': program(elfProgram()), ...tree });
      const { rules, facts } = await judgeHost(app, host(), policy === undefined ? {} : { policy });
      expect([rules, (await app.report(facts, host())).capabilitiesUnread]).toEqual(expected);
    },
  );

  it.each<[string, string, number, readonly string[]]>([
    ['the file has it and gives it', '/app cap_net_bind_service=ep\n', 0, []],
    ['no_new_privs keeps it', '/app cap_net_bind_service=ep\n', 1, ['app/needs-privileged-port error']],
    ['the file lacks it', '', 0, ['app/needs-privileged-port error']],
    ['nobody can tell', 'oh', 0, ['app/needs-privileged-port warning']],
  ])('knows whether it may listen on port 80 where %s', async (_, says, noNewPrivileges, expected) => {
    const { host } = withFileRights(says, USUAL, { noNewPrivileges });
    const { findings } = await judgeHost(app, host(), {
      policy: { app: { command: ['/app'], ports: [80] } },
    });
    expect(findings.map(({ rule, severity = 'error' }) => `${rule} ${severity}`)).toEqual(expected);
  });

  const HELD =
    '  sl\n   0: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 77 1 0\n';
  const socket = link('socket:[77]');
  const child = { '/proc/1/task/1/children': '9 ', '/proc/9/task/9/children': '' };
  it.each<[string, Tree, readonly unknown[]]>([
    ['nobody', { '/proc/1/net/tcp': '  sl\n' }, [['error', []]]],
    ['itself', { '/proc/1/fd/3': socket }, []],
    ['a child of it', { ...child, '/proc/1/fd/0': link('/dev/null'), '/proc/9/fd/3': socket }, []],
    ['another process', { '/proc/1/fd/0': link('/dev/null'), '/proc/9/fd/3': socket }, [['error', []]]],
    ['somebody who cannot be seen', {}, [['warning', [80]]]],
  ])('knows whose listener at the port it is: %s', async (_, tree, expected) => {
    const host = appHost(
      {
        '/app': program(elfProgram()),
        ...status('CapBnd:\t0000000000000000'),
        '/proc/1/cmdline': '/app\0',
        '/proc/1/status': 'Name:\tx\nCapBnd:\t0000000000000000\n',
        '/proc/1/net/tcp': HELD,
        '/proc/1/task/1/children': '',
        ...tree,
      },
      USER,
    );
    const { findings, facts } = await judgeHost(app, host, { policy: { app: { ports: [80] } } });
    const { ports } = (await app.report(facts, host)) as { ports: { perhapsListening: number[] } };
    expect(findings.map(({ severity = 'error' }) => [severity, ports.perhapsListening])).toEqual(expected);
  });

  const PASSWD = { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nweb:x:101:101::/:/bin/sh\n' };
  it.each<[string, string, string | null, readonly unknown[]]>([
    ['a name', 'web', '', [['error', 101]]],
    ['a number and a group', '1000:1000', '', [['error', 1000]]],
    ['a name, and its file has it', 'web', '/app cap_net_bind_service=ep\n', []],
    ['a name, and nobody can tell of its file', 'web', null, [['warning', 101]]],
    ['a name that is nobody', 'nobody', '', [['error', false]]],
    ['root', 'root', '', []],
  ])('judges behind gosu as the user whom it names: %s', async (_, user, says, expected) => {
    const getcap = says === null ? {} : { '/sbin/getcap': program(elfProgram()) };
    const tree = { '/sbin/gosu': program(elfProgram()), '/app': program(elfProgram()), ...status(USUAL) };
    const programs = { '/sbin/getcap': () => ({ kind: 'exited', code: 0, stdout: says ?? '' }) as const };
    const host = appHost({ ...tree, ...PASSWD, ...getcap }, { programs });
    const { findings } = await judgeHost(app, host, {
      policy: { app: { command: ['/sbin/gosu', user, '/app'], ports: [80] } },
    });
    expect(findings.map(({ severity = 'error', args }) => [severity, 'uid' in args && args.uid])).toEqual(
      expected,
    );
  });

  it.each([
    ['version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n', 'lfs-pointer'],
    ['\n<!DOCTYPE html>\n<title>404</title>\n', 'page'],
    ['<html>', 'page'],
    ['package main\n\nfunc main() {}\n', 'go-source'],
  ])('names what text that is no script was meant to be: %j', async (text, is) => {
    const { findings } = await judgeHost(app, appHost({ '/app': program(text) }), {
      policy: { app: { command: ['/app'] } },
    });
    expect(findings).toMatchObject([{ rule: 'app/not-a-program', args: { is } }]);
  });

  const ON_APP = '1 0 0:1 / / rw - overlay overlay rw\n2 1 0:2 / /app rw - ext4 /dev/sda1 rw\n';
  it.each<[string, Tree, string, string | false]>([
    ['on a volume', { '/app': directory() }, '/app/bin/server', '/app'],
    ['beside a volume', {}, '/srv/server', false],
    ['a link on a volume', { '/app/server': link('/opt/server') }, '/app/server', false],
  ])(
    'names the mount that a program which is not there would lie on: %s',
    async (_, tree, path, expected) => {
      const host = appHost({ '/proc/self/mountinfo': ON_APP, ...tree });
      const { findings } = await judgeHost(app, host, { policy: { app: { command: [path] } } });
      expect(findings).toMatchObject([{ rule: 'app/missing', args: { path } }]);
      expect(findings.map(({ args }) => 'volume' in args && args.volume)).toEqual([expected]);
    },
  );

  it.each<[string, readonly string[], readonly string[] | undefined]>([
    ['a list in single quotes', ['/bin/sh', '-c', "['/app']"], ['/app']],
    ['one with blanks, behind an option', ['sh', '-ec', "[ '/app', '-v' ]"], ['/app', '-v']],
    ['one without quotes', ['/bin/sh', '-c', '[/app, -v]'], ['/app', '-v']],
    ['one in curly quotes', ['/bin/sh', '-c', '[“/app”, “-v”]'], ['/app', '-v']],
    ['a command in one word', ['/app --port 8080'], ['/app', '--port', '8080']],
    ['one with quotes', ["sh -c '/app -v'"], ['sh', '-c', '/app -v']],
    ['one for a shell', ['cd /srv && ./app'], ['/bin/sh', '-c', 'cd /srv && ./app']],
    ['a word', ['/nope'], undefined],
  ])('says how a command was meant: %s', async (_, command, meant) => {
    const host = appHost({ '/app': program(elfProgram()) });
    const { findings } = await judgeHost(app, host, { policy: { app: { command: [...command] } } });
    expect(findings.map(({ rule, args }) => [rule, 'meant' in args ? args.meant : undefined])).toEqual([
      ['app/missing', meant],
    ]);
  });

  it.each(['[ -f /app ]', '[ "$A" ] && /app', '[ -n x ]'])(
    'takes %j for what a shell has of that form',
    async (text) => {
      const { rules } = await judgeHost(app, appHost({ '/app': program(elfProgram()) }), {
        policy: { app: { command: ['/bin/sh', '-c', text] } },
      });
      expect(rules).toEqual([]);
    },
  );

  it('tells a directory in the place of a program from other files', async () => {
    const host = appHost({ '/app': directory(), '/app/server': program(elfProgram()) });
    const { findings } = await judgeHost(app, host, { policy: { app: { command: ['/app'] } } });
    expect(findings).toMatchObject([{ rule: 'app/not-executable', args: { why: 'directory' } }]);
  });

  it('names a program of the root directory by its path without a dot', async () => {
    const host = appHost({}, { cwd: '/' });
    const { findings } = await judgeHost(app, host, { policy: { app: { command: ['./server'] } } });
    expect(findings).toMatchObject([{ rule: 'app/missing', args: { program: './server', path: '/server' } }]);
  });

  it.each(['package=1\n', 'version=2\n', 'html=1\n'])(
    'takes %j for a script without a first line',
    async (text) => {
      const { rules } = await judgeHost(app, appHost({ '/app': program(text) }), {
        policy: { app: { command: ['/app'] } },
      });
      expect(rules).toEqual(['app/script-no-shebang']);
    },
  );

  it('goes by the first free port of the network namespace, wherever it is', async () => {
    const tree = {
      '/app': program(elfProgram()),
      ...status('CapBnd:\t0000000000000000'),
      '/proc/sys/net/ipv4/ip_unprivileged_port_start': '2000\n',
    };
    const { findings } = await judgeHost(app, appHost(tree, USER), {
      policy: { app: { command: ['/app'], ports: [1500, 2000] } },
    });
    expect(findings).toMatchObject([{ rule: 'app/needs-privileged-port', args: { ports: [1500] } }]);
  });

  it.each<[string, string, readonly string[]]>([
    ['perl', '#!/bin/perl -w\r\nprint 1;\r\n', []],
    ['env that splits', '#!/bin/env -S perl -w\r\nprint 1;\r\n', []],
    ['sh', '#!/bin/sh -e\r\ntrue\r\n', ['app/script-crlf']],
  ])('knows what a CR behind an argument is to %s', async (_, text, expected) => {
    const programs = { '/bin/perl': program(elfProgram()), '/bin/env': program(elfProgram()) };
    const { rules } = await judgeHost(
      app,
      appHost({ ...programs, '/bin/sh': program(elfProgram()), '/app': program(text) }),
      {
        policy: { app: { command: ['/app'] } },
      },
    );
    expect(rules).toEqual(expected);
  });

  it.each([
    [['env', '-C', '/srv', './server']],
    [['env', '--chdir=/srv', './server']],
    [['bash', '-c', 'shopt']],
    [['dash', '-c', 'chdir /srv']],
  ])('seeks no program for %j from here', async (command) => {
    const tree = {
      '/srv/server': program(elfProgram()),
      '/bin/env': program(elfProgram()),
      '/bin/bash': program(elfProgram()),
      '/bin/dash': program(elfProgram()),
    };
    const { rules } = await judgeHost(app, appHost(tree), { policy: { app: { command } } });
    expect(rules).toEqual([]);
  });

  it.each([[['bash', '-c', 'chdir /srv']], [['dash', '-c', 'shopt']]])(
    "seeks what is another shell's own for %j",
    async (command) => {
      const tree = { '/bin/bash': program(elfProgram()), '/bin/dash': program(elfProgram()) };
      const { rules } = await judgeHost(app, appHost(tree), { policy: { app: { command } } });
      expect(rules).toEqual(['app/missing']);
    },
  );

  it('looks at what run is to start', async () => {
    const { rules } = await judgeHost(app, appHost({}), { command: ['app'] });
    expect(rules).toEqual(['app/missing']);
  });

  it('says nothing about how a program starts that runs', async () => {
    const init: Tree = { '/proc/1/cmdline': '/gone\0-v\0' };
    const { facts, rules } = await judgeHost(app, appHost(init), {});
    expect([(facts as SeenApp).facts.command, (facts as SeenApp).facts.running, rules]).toEqual([
      ['/gone', '-v'],
      true,
      [],
    ]);
  });

  it.each<[string, Tree, string[], string | undefined]>([
    ['a link into nowhere', { '/app': link('/gone') }, ['/app'], 'app/missing'],
    ['a directory', { '/app': directory() }, ['/app'], 'app/not-executable'],
    ['a file on PATH without an x bit', { '/bin/app': file('x') }, ['app'], 'app/not-executable'],
    [
      'env that finds nothing',
      { '/app': program('#!/usr/bin/env python3\n') },
      ['/app'],
      'app/interpreter-missing',
    ],
    ['an empty file', { '/app': program('') }, ['/app'], 'app/truncated'],
    [
      'a loader that is a text',
      { [LOADER]: program('x'), '/app': dynamic() },
      ['/app'],
      'app/loader-missing',
    ],
    [
      'a library that is cut',
      { '/app': dynamic(), '/lib/libc.so.6': '\x7fELF' },
      ['/app'],
      'app/library-missing',
    ],
  ])('finds %s', async (_, tree, command, rule) => {
    const { rules } = await judgeHost(app, appHost(tree), { policy: { app: { command } } });
    expect(rules).toEqual([rule]);
  });

  it('only warns of what a script before it may bring', async () => {
    const tree: Tree = { '/entry.sh': program('#!/bin/sh\nexec gosu app "$@"\n') };
    const { findings } = await judgeHost(app, appHost(tree), {
      policy: { app: { command: ['/entry.sh', 'app'] } },
    });
    expect(findings).toMatchObject([{ rule: 'app/missing', severity: 'warning' }]);
  });

  it('only warns of a script without #! that a shell is given', async () => {
    const tree: Tree = { '/sbin/tini': program(elfProgram()), '/app': program('echo\n') };
    const { findings } = await judgeHost(app, appHost(tree), {
      policy: { app: { command: ['/sbin/tini', '--', '/app'] } },
    });
    expect(findings).toMatchObject([{ rule: 'app/script-no-shebang', severity: 'warning' }]);
  });
});

it('shows of the command no word that may be a secret', () => {
  const command = ['/app', '--db-password', 'canary', '--port', '80'];
  const nothing = {
    runs: null,
    seen: null,
    go: null,
    cpu: null,
    capabilities: null,
    capabilitiesUnread: false,
    ports: null,
    writable: null,
  };
  const shown = reportOf({ source: 'init', running: true, command, ...nothing });
  expect(shown.command).toEqual(['/app', '--db-password', '***', '--port', '80']);
});

describe('a path of libraries that names very many directories', () => {
  const paths = Array.from({ length: 20_000 }, (_, i) => `/opt/${i}`).join(':');
  const there = { '/app': dynamic({ needed: ['libmissing.so', 'libc.so.6'] }) };
  const byFile = {
    '/app': dynamic({ needed: ['libmissing.so', 'libc.so.6'], runpath: paths }),
  };
  it.each([
    ['LD_LIBRARY_PATH', there, { LD_LIBRARY_PATH: paths }],
    ['RUNPATH', byFile, {}],
  ])('is looked through until the deadline, by %s', async (_, tree, env) => {
    const host = appHost(tree, { msPerCall: 1, env: { PATH: '/bin', ...env } });
    const { rules, incomplete } = await judgeHost(app, host, {
      policy: { app: { command: ['/app'] } },
      deadlineMs: 300,
    });
    expect(rules).toEqual([]);
    expect(incomplete).toBe('cut by the deadline before it finished');
    // Calls of the host, and not the clock: each counts as one millisecond.
    expect(host.monotonic()).toBeLessThan(1000);
  });

  it('is looked through to its end where there is time', async () => {
    const host = appHost(there, { env: { PATH: '/bin', LD_LIBRARY_PATH: paths } });
    const { rules, incomplete } = await judgeHost(app, host, { policy: { app: { command: ['/app'] } } });
    expect(rules).toEqual(['app/library-missing']);
    expect(incomplete).toBeUndefined();
  });
});
