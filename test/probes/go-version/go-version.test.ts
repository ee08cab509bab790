import { describe, expect, it } from 'vitest';
import { goVersion } from '../../../probes/go-version/index.ts';
import type { RunResult, RunSpec } from '../../../src/target/program/program.ts';
import { releaseList } from '../../support/files/release-list.ts';
import { type MemoryHostOptions, memoryHost } from '../../support/memory/memory-host.ts';
import { file, link, program, type Tree } from '../../support/memory/tree.ts';
import { type GoTreeOptions, golangImage, goProgram, goTree } from '../../support/memory/trees/go-version.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';

const GO = '/usr/local/go/bin/go';

interface Machine extends Partial<MemoryHostOptions> {
  readonly go?: GoTreeOptions;
  /** What `go version` does instead. */
  readonly does?: Partial<RunResult>;
  readonly files?: Tree;
}

function machine({ go = {}, does, files = {}, env, ...more }: Machine = {}) {
  const image = golangImage(go);
  return memoryHost({
    ...image,
    ...(does === undefined ? {} : { programs: { [GO]: () => does } }),
    ...more,
    trees: [...(image.trees ?? []), files],
    env: { ...image.env, ...env },
  });
}

const notStarted = (cause: Extract<RunResult, { kind: 'not-started' }>['cause']) =>
  machine({ does: { kind: 'not-started', cause } as Partial<RunResult> });

/** A compiler as far as its build information: magic, inline strings, version. */
function compiler(version: string) {
  const head = Buffer.alloc(32);
  head.write('\xff Go buildinf:', 'latin1');
  head[14] = 8;
  head[15] = 2;
  const text = Buffer.from(version);
  return program(Buffer.concat([Buffer.alloc(64), head, Buffer.from([text.length]), text]));
}

/** What the list of a release is held against. */
const listed = (list: string, files: Tree = {}) => ({
  host: () => machine({ files: { '/go.sha256': list, ...files } }),
  policy: { goVersion: { checksums: '/go.sha256' } },
});
const RELEASE = releaseList(goTree(), '/usr/local/go');

const OTHER_TREE = {
  ...goTree({ version: '1.25.2', goroot: '/opt/go' }),
  '/opt/go/pkg/tool/linux_amd64/compile': compiler('go1.25.2'),
};

describe('go-version', () => {
  testRuleCases(goVersion, {
    missing: { host: () => memoryHost({ env: { PATH: '/usr/bin:/bin' } }) },
    'not-on-path': { host: () => machine({ env: { PATH: '/usr/bin' } }) },
    'not-executable': { host: () => machine({ files: { [GO]: file('\x7fELF') } }) },
    'wrong-architecture': { host: () => notStarted({ code: 'wrong-architecture', machine: 'arm64' }) },
    'loader-missing': {
      host: () => notStarted({ code: 'loader-missing', loader: '/lib/ld-musl-x86_64.so.1' }),
    },
    'interpreter-missing': {
      host: () => notStarted({ code: 'interpreter-missing', interpreter: '/bin/bash' }),
    },
    'not-a-program': { host: () => notStarted({ code: 'not-a-program' }) },
    'no-resources': { host: () => notStarted({ code: 'no-resources', errno: 'EAGAIN' }) },
    busy: { host: () => notStarted({ code: 'busy' }) },
    'not-started': { host: () => notStarted({ code: 'other', errno: 'EIO' }) },
    failed: {
      host: () => machine({ does: { kind: 'exited', code: 2, stderr: 'go: unknown GOEXPERIMENT x\n' } }),
    },
    killed: { host: () => machine({ does: { kind: 'signaled', signal: 'SIGKILL' } as Partial<RunResult> }) },
    'timed-out': { host: () => machine({ does: { kind: 'timed-out', afterMs: 800 } as Partial<RunResult> }) },
    unparsable: { host: () => machine({ does: { stdout: 'Welcome to the game of go\n' } }) },
    'out-of-range': { host: () => machine(), policy: { goVersion: { range: '>=1.99' } } },
    'end-of-life': { host: () => machine({ go: { version: '1.22.12' } }) },
    prerelease: { host: () => machine({ go: { version: '1.27rc2' } }) },
    'goroot-not-found': {
      host: () =>
        machine({
          env: { GOROOT: '/gone' },
          does: { kind: 'exited', code: 2, stderr: 'go: cannot find GOROOT' },
        }),
    },
    'goroot-relative': { host: () => machine({ env: { GOROOT: 'usr/local/go' } }) },
    'goroot-incomplete': { host: () => machine({ files: { '/usr/local/go/src': null } }) },
    'goroot-merged': {
      host: () => machine({ files: { '/usr/local/go/src/runtime/sizeclasses.go': 'package runtime\n' } }),
    },
    'goroot-unreadable': {
      host: () =>
        machine({
          files: { '/usr/local/go/src/runtime/runtime.go': file('', { mode: 0o600 }) },
          ids: { uid: 1000, euid: 1000, gid: 1000, egid: 1000, groups: [] },
        }),
    },
    'toolchain-changed': listed(RELEASE, { '/usr/local/go/src/fmt/print.go': 'package fmt // patched\n' }),
    'toolchain-incomplete': listed(`${RELEASE}${'0'.repeat(64)}  ./src/os/file.go\n`),
    'toolchain-added': listed(RELEASE, { '/usr/local/go/src/fmt/more.go': 'package fmt\n' }),
    'toolchain-other': listed(
      RELEASE.replaceAll(/^[0-9a-f]{64}(?= {2}\.\/(?:VERSION|bin\/go)$)/gm, '0'.repeat(64)),
    ),
    'checksums-unusable': listed(`${'0'.repeat(64)}  go1.26.10.linux-amd64.tar.gz\n`),
    'goroot-mismatch': { host: () => machine({ env: { GOROOT: '/opt/go' }, files: OTHER_TREE }) },
  });

  describe('finds nothing wrong', () => {
    it.each(['1.26.10', '1.27.0', '1.99.3', '2.0.0'])(
      'with a healthy toolchain of Go %s',
      async (version) => {
        expect((await judgeHost(goVersion, machine({ go: { version } }))).rules).toEqual([]);
      },
    );

    it('with links as Debian lays them', async () => {
      const goroot = '/usr/lib/go-1.26';
      const links = {
        '/usr/bin/go': link('../lib/go/bin/go'),
        '/usr/lib/go': link('go-1.26'),
        [`${goroot}/src`]: link('../../share/go-1.26/src'),
        '/usr/share/go-1.26/src/runtime/runtime.go': '',
        '/usr/share/go-1.26/src/fmt/print.go': '',
      };
      const host = memoryHost({
        trees: [goTree({ goroot }), { [`${goroot}/src`]: null }, links],
        env: { PATH: '/usr/bin' },
        programs: { [`${goroot}/bin/go`]: goProgram() },
      });
      const { rules, facts } = await judgeHost(goVersion, host);
      expect(rules).toEqual([]);
      expect(facts.goroot?.path).toBe(goroot);
    });

    it('with a GOROOT in the environment that is the tree of the same version', async () => {
      const files = goTree({ goroot: '/opt/go' });
      expect((await judgeHost(goVersion, machine({ env: { GOROOT: '/opt/go/' }, files }))).rules).toEqual([]);
    });

    it('with a wrapper script that lies outside of any tree', async () => {
      const host = memoryHost({
        trees: [{ '/usr/local/bin/go': program('#!/bin/sh\n') }],
        env: { PATH: '/usr/local/bin' },
        programs: { '/usr/local/bin/go': () => ({ stdout: 'go version go1.27.1 linux/amd64\n' }) },
      });
      const { rules, facts } = await judgeHost(goVersion, host);
      expect(rules).toEqual([]);
      expect(facts.goroot).toBeNull();
    });

    it('with the headers that Go 1.19 does not need', async () => {
      const host = machine({ go: { version: '1.19.8' }, files: { '/usr/local/go/pkg/include': null } });
      const { rules } = await judgeHost(goVersion, host, { policy: { goVersion: { range: '*' } } });
      expect(rules).toEqual(['go-version/end-of-life']);
    });

    it('with a gccgo, which has no tree', async () => {
      const stdout = 'go version go1.26 gccgo (Debian 16.1.0-1) 16.1.0 linux/amd64\n';
      const host = machine({ does: { stdout }, files: { '/usr/local/go/src': null } });
      expect((await judgeHost(goVersion, host)).rules).toEqual([]);
    });
  });

  describe('says why there is no go', () => {
    it('names relative entries of PATH only where they hold one', async () => {
      const host = memoryHost({
        trees: [{ '/w/bin/go': program(), '/w/go': program() }],
        cwd: '/w',
        env: { PATH: 'bin:lib::/usr/bin' },
      });
      const { findings } = await judgeHost(goVersion, host);
      expect(findings[0]?.args).toMatchObject({ searched: ['/usr/bin'], relative: ['bin', ''] });
    });

    it('names dangling links and directories that may not be entered', async () => {
      const host = memoryHost({
        trees: [
          {
            '/usr/bin/go': link('/usr/lib/go/bin/go'),
            '/root/go': { type: 'directory', mode: 0o700, uid: 0, gid: 0 },
          },
        ],
        ids: { uid: 1000, euid: 1000, gid: 1000, egid: 1000, groups: [1000] },
        env: { PATH: '/usr/bin:/root/go' },
      });
      const { findings } = await judgeHost(goVersion, host);
      expect(findings[0]?.args).toMatchObject({ dangling: ['/usr/bin/go'], denied: ['/root/go'] });
    });

    it('survives without PATH', async () => {
      expect((await judgeHost(goVersion, memoryHost())).rules).toEqual(['go-version/missing']);
    });
  });

  describe('weighs', () => {
    const severity = async (host: ReturnType<typeof machine>) =>
      (await judgeHost(goVersion, host)).findings.map((f) => [f.rule, f.severity]);

    it('a pre-release of what is not released yet as information', async () => {
      expect(await severity(machine({ go: { version: '1.28rc1' } }))).toEqual([
        ['go-version/prerelease', 'info'],
      ]);
    });

    it('an old line of a distributor that mends it itself as information', async () => {
      const stdout = 'go version go1.25.5 (Red Hat 1.25.5-1.el10_1) linux/amd64\n';
      expect(await severity(machine({ go: { version: '1.25.5' }, does: { stdout } }))).toEqual([
        ['go-version/end-of-life', 'info'],
      ]);
    });

    it('a VERSION file that lies beside a fitting compiler as a warning', async () => {
      const files = {
        '/usr/local/go/VERSION': 'go1.25.1',
        '/usr/local/go/pkg/tool/linux_amd64/compile': compiler('go1.26.10'),
      };
      expect(await severity(machine({ files }))).toEqual([['go-version/goroot-mismatch', 'warning']]);
    });
  });

  it('takes a tree without tools for the reason why go fails', async () => {
    const host = machine({
      files: { '/usr/local/go/pkg': null },
      does: { kind: 'exited', code: 2, stderr: "go: cannot find GOROOT directory: 'go' binary is trimmed" },
    });
    expect((await judgeHost(goVersion, host)).rules).toEqual(['go-version/goroot-incomplete']);
  });

  it('knows a toolchain that the policy would accept, behind the first', async () => {
    const host = memoryHost({
      trees: [
        goTree({ version: '1.19.8', goroot: '/usr/lib/go-1.19' }),
        goTree({ version: '1.26.1' }),
        { '/usr/bin/go': link('../lib/go-1.19/bin/go') },
      ],
      env: { PATH: '/usr/bin:/usr/local/go/bin' },
      programs: { '/usr/lib/go-1.19/bin/go': goProgram({ version: '1.19.8' }) },
    });
    const { findings } = await judgeHost(goVersion, host);
    const alternative = { path: '/usr/local/go/bin/go', version: '1.26.1' };
    expect(findings[0]).toMatchObject({ rule: 'go-version/out-of-range', args: { alternative } });
  });

  it.each([
    ['script', program('#!/bin/sh\n'), '/usr/bin/go'],
    ['alone', program(), '/usr/bin/go'],
    ['toolchain', program(), '/usr/local/go/bin/go'],
  ])('tells what failed: %s', async (kind, content, path) => {
    const host = memoryHost({
      trees: [goTree(), { [path]: content }],
      env: { PATH: path.slice(0, -3) },
      programs: { [path]: () => ({ kind: 'exited', code: 2 }) },
    });
    const { findings } = await judgeHost(goVersion, host);
    expect(findings).toMatchObject([{ rule: 'go-version/failed', args: { kind } }]);
  });

  it('reads GOROOT from the go env file of the user', async () => {
    const files = { ...OTHER_TREE, '/root/.config/go/env': 'GOROOT=/opt/go\n' };
    const { findings } = await judgeHost(goVersion, machine({ env: { HOME: '/root' }, files }));
    expect(findings).toMatchObject([
      { rule: 'go-version/goroot-mismatch', args: { from: 'env-file', file: '/root/.config/go/env' } },
    ]);
  });

  const SAID = { GOVERSION: 'go1.25.3', GOROOT: '/usr/local/go', GOHOSTOS: 'linux', GOHOSTARCH: 'arm64' };

  /** A go that says one version in `go env` and another one in `go version`: which one was asked shows. */
  async function asked(options: Machine, values: object = { ...SAID, GOFLAGS: '' }) {
    const specs: RunSpec[] = [];
    const host = machine({
      ...options,
      programs: {
        [GO]: (spec) => {
          specs.push(spec);
          const [command] = spec.args;
          return {
            stdout: command === 'env' ? JSON.stringify(values) : 'go version go1.26.10 linux/amd64\n',
          };
        },
      },
    });
    const { facts } = await judgeHost(goVersion, host);
    return { specs, commands: specs.map(({ args }) => args[0]), facts };
  }

  it('takes the word of go env, which go-env asks for anyway', async () => {
    const { commands, facts } = await asked({});
    expect(commands).toEqual(['env']);
    expect(facts).toMatchObject({
      output: 'go version go1.25.3 linux/arm64',
      version: { semver: '1.25.3', os: 'linux', arch: 'arm64' },
    });
  });

  it.each<[string, Machine, object?]>([
    ['a script, which may answer the two differently', { files: { [GO]: program('#!/bin/sh\n') } }],
    ['flags, which go env forgives', { env: { GOFLAGS: '-mod=mod' } }],
    [
      'flags in the env file',
      { env: { HOME: '/root' }, files: { '/root/.config/go/env': 'GOFLAGS=-mod=mod\n' } },
    ],
  ])('asks go version alone where there is %s', async (_, options) => {
    const { specs, facts } = await asked(options);
    expect(specs).toMatchObject([{ args: ['version'], cwd: '/' }]);
    expect(facts.version?.semver).toBe('1.26.10');
  });

  it.each<[string, object]>([
    ['flags that the toolchain sets', { ...SAID, GOFLAGS: '-mod=mod' }],
    ['no version', { ...SAID, GOVERSION: '', GOFLAGS: '' }],
    ['no values', {}],
  ])('asks go version where go env answers with %s', async (_, values) => {
    const { commands, facts } = await asked({}, values);
    expect(commands).toEqual(['env', 'version']);
    expect(facts.version?.semver).toBe('1.26.10');
  });

  it('runs go without a download', async () => {
    const { specs } = await asked({ env: { GOTOOLCHAIN: 'go1.99.0+auto' } }, {});
    const env = { GOTOOLCHAIN: 'local', XDG_CONFIG_HOME: '/dev/null' };
    expect(specs).toMatchObject([{ env }, { env, cwd: '/' }]);
  });

  it('is inconclusive when no time is left to run go', async () => {
    const { incomplete, rules } = await judgeHost(goVersion, machine(), { deadlineMs: 12 });
    expect(incomplete).toBeDefined();
    expect(rules).toEqual([]);
  });
});
