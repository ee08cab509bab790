import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goEnv } from '../../../probes/go-env/index.ts';
import { askVersion } from '../../../probes/go-version/command/ask.ts';
import { goVersion } from '../../../probes/go-version/index.ts';
import { toolVersion } from '../../../probes/go-version/tree/compiler.ts';
import { defaultPolicy } from '../../../src/config/defaults.ts';
import { quietGoEnv } from '../../../src/go/command.ts';
import { endOfLife } from '../../../src/go/releases.ts';
import type { RunSpec } from '../../../src/target/program/program.ts';
import { elf } from '../../support/files/elf.ts';
import { builds, copyToolchain, replaceFile, workshop } from '../../support/go/broken-go.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { cleanEnv, describeReal, type GoToolchain, goToolchains } from '../../support/system/real-tools.ts';
import { removeTree } from '../../support/system/remove-tree.ts';

const PLATFORM = `linux_${process.arch === 'x64' ? 'amd64' : process.arch}`;
const tool = (name: string) => `pkg/tool/${PLATFORM}/${name}`;
const SUPPORT = ['go-version/end-of-life', 'go-version/out-of-range'];

async function judge(go: string, env: Record<string, string> = {}) {
  const host = liveHost(cleanEnv({ PATH: go.slice(0, go.lastIndexOf('/')), ...env }));
  const { findings, facts } = await judgeHost(goVersion, host, { deadlineMs: host.monotonic() + 20_000 });
  return { facts, findings, defects: findings.filter((f) => !SUPPORT.includes(f.rule)) };
}

describeReal('go-version on real toolchains', { go: true }, () => {
  const toolchains = goToolchains();

  it.each(toolchains)('finds Go $version healthy, and no more than old', async ({ go, goroot, version }) => {
    const { findings, facts } = await judge(go);
    const minor = Number(version.split('.')[1]);
    const expected = [
      ...(minor < 21 ? ['go-version/out-of-range'] : []),
      ...(endOfLife(minor) === null ? [] : ['go-version/end-of-life']),
    ];
    expect(findings.map((f) => f.rule)).toEqual(expected);
    const stated = fs.readFileSync(join(goroot, 'VERSION'), 'utf8').split('\n')[0];
    expect(`go${facts.version?.semver}`).toBe(stated);
  });

  it.each(toolchains)('knows the GOROOT of Go $version as go env does', async ({ go, goroot }) => {
    const env = { ...cleanEnv(), HOME: '/nonexistent', GOTOOLCHAIN: 'local', XDG_CONFIG_HOME: '/dev/null' };
    const answer = spawnSync(go, ['env', 'GOROOT'], { env, encoding: 'utf8' }).stdout.trim();
    expect((await judge(go)).facts.goroot?.path).toBe(answer);
    expect(answer).toBe(goroot);
  });

  it.each(toolchains)('reads the version of the compiler of Go $version as it prints it', ({ goroot }) => {
    const compiler = join(goroot, tool('compile'));
    const printed = spawnSync(compiler, ['-V'], { encoding: 'utf8' }).stdout.trim();
    expect(`compile version ${toolVersion(liveHost({}), compiler)}`).toBe(printed);
  });

  it.each(toolchains)('takes no longer than a few commands of Go $version', async ({ go }) => {
    // The least of several: the first has to read what is not in memory yet, and others run beside it.
    const time = async (work: () => unknown) => {
      let least = Number.POSITIVE_INFINITY;
      for (let n = 0; n < 4; n++) {
        const started = performance.now();
        await work();
        least = Math.min(least, performance.now() - started);
      }
      return least;
    };
    const command = await time(() => spawnSync(go, ['version'], { env: cleanEnv() }));
    expect((await time(() => judge(go))) / command).toBeLessThan(10);
  });
});

/** Settings of which at least one go command makes something. */
const SETTINGS: readonly string[] = [
  ...['', 'GOROOT=/nope', 'GOROOT=/tmp', 'GOPATH=rel', 'GOPATH=~x', 'GOPATH=/go', 'GOCACHE=rel', 'GOBIN=rel'],
  ...['GOFLAGS=foo', 'GOFLAGS=-foo', 'GOFLAGS=-v', 'GOFLAGS=-m', 'GOFLAGS=-json', 'GOFLAGS=-mod=bad'],
  ...['GO111MODULE=bad', 'GO111MODULE=off', 'GOWORK=rel', 'GOWORK=/nope', 'GOWORK=off', 'GOENV=/nope'],
  ...[
    'GOEXPERIMENT=nope',
    'GOEXPERIMENT=rangefunc',
    'GODEBUG=zzz=1',
    'GODEBUG=fips140=only',
    'GOFIPS140=bad',
  ],
  ...['GOOS=plan99', 'GOOS=windows', 'GOARCH=zz', 'GOARCH=arm', 'GOAMD64=v9', 'GOAMD64=v3', 'GOHOSTARCH=zz'],
  ...[
    'GOVERSION=go9',
    'GOPROXY=xx',
    'GOSUMDB=bad',
    'GOAUTH=bad',
    'GOVCS=bad',
    'GOMODCACHE=rel',
    'GOTMPDIR=/nope',
  ],
  ...[
    'CGO_ENABLED=7',
    'CC=nope',
    'GOMAXPROCS=0',
    'GOGC=x',
    'GOTRACEBACK=x',
    'HOME=',
    'PATH=',
    'TMPDIR=/nope',
  ],
];

describeReal('what go env vouches for', { go: true }, () => {
  it.each(goToolchains())('is what go version $version prints', async ({ go }) => {
    const mismatches: unknown[] = [];
    let vouched = 0;
    for (const setting of SETTINGS) {
      const [key = '', value = ''] = setting.split(/=(.*)/s);
      const host = liveHost(cleanEnv(setting === '' ? {} : { [key]: value }));
      const commands: string[] = [];
      const watched = {
        ...host,
        run: (spec: RunSpec) => {
          commands.push(spec.args[0] ?? '');
          return host.run(spec);
        },
      };
      const policy = defaultPolicy([goVersion, goEnv]);
      const deadline = { remainingMs: () => 20_000, expired: () => false, fairMs: 0 };
      const answer = await askVersion(watched, { path: go, via: 'PATH' }, { policy, deadline });
      if (commands.includes('version')) continue;
      vouched++;
      const env = quietGoEnv(host.env);
      const real = spawnSync(go, ['version'], { cwd: '/', env, encoding: 'utf8' });
      const said = answer?.kind === 'exited' ? `${answer.code} ${answer.stdout}\n` : answer;
      if (said !== `${real.status} ${real.stdout}`) mismatches.push({ setting, said, real: real.stderr });
    }
    expect(mismatches).toEqual([]);
    expect(vouched).toBeGreaterThan(SETTINGS.length / 2);
  });
});

describeReal('go-version leaves no trace', { go: ['1.22', '1.23', '1.27'], tools: ['strace'] }, () => {
  let home = '';
  beforeAll(() => {
    home = workshop(goToolchains()[0] as GoToolchain);
  });
  afterAll(() => removeTree(home));

  /** System calls that make or change something, and programs that are started. */
  const trace = (go: string, env: Record<string, string>) => {
    const output = join(home, 'trace');
    const calls =
      'trace=open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,symlink,execve';
    spawnSync('strace', ['-f', '-o', output, '-e', calls, go, 'version'], { cwd: '/', env });
    const lines = fs.readFileSync(output, 'utf8').split('\n');
    return lines.filter((line) => /O_CREAT|O_WRONLY|O_RDWR|mkdir|rename|unlink|link\(|execve\(/.test(line));
  };

  it.each(goToolchains())('with Go $version', ({ go, version }) => {
    const env = { ...cleanEnv(), HOME: join(home, version) };
    fs.mkdirSync(env.HOME);
    const calls = trace(go, quietGoEnv(env));
    expect(calls).toEqual([expect.stringContaining('execve(')]);
    expect(fs.readdirSync(env.HOME)).toEqual([]);
  });

  it('which go does where it is not kept from it', () => {
    const go = goToolchains().find(({ version }) => version === '1.27')?.go ?? '';
    const calls = trace(go, { ...cleanEnv(), HOME: join(home, 'plain') });
    expect(calls.some((line) => line.includes('telemetry'))).toBe(true);
  });
});

interface Breakage {
  readonly name: string;
  /** Breaks the copy at `goroot`; may return settings. */
  readonly apply: (goroot: string, other: string) => Record<string, string> | undefined;
  readonly rules: readonly string[];
  /** It works nevertheless. */
  readonly works?: boolean;
  /** With results of an earlier build at hand, go would not notice. */
  readonly freshCache?: true;
}

const remove = (...paths: string[]): Pick<Breakage, 'name' | 'apply'> => ({
  name: `without ${paths.join(' and ')}`,
  apply: (goroot) => {
    for (const path of paths) fs.rmSync(join(goroot, path), { recursive: true });
  },
});
const INCOMPLETE = ['go-version/goroot-incomplete'];

const BREAKAGES: readonly Breakage[] = [
  { name: 'unbroken', apply: () => {}, rules: [], works: true },
  { ...remove('src'), rules: INCOMPLETE },
  { ...remove('src/fmt'), rules: INCOMPLETE },
  { ...remove('src/runtime'), rules: INCOMPLETE },
  { ...remove('pkg'), rules: INCOMPLETE },
  { ...remove('pkg/tool'), rules: INCOMPLETE },
  { ...remove(tool('compile')), rules: INCOMPLETE },
  { ...remove(tool('link')), rules: INCOMPLETE },
  { ...remove(tool('asm')), rules: INCOMPLETE },
  { ...remove(tool('vet'), tool('cover')), rules: [], works: true },
  { ...remove('VERSION'), rules: [], works: true },
  {
    name: 'with the VERSION of another',
    apply: (goroot) => {
      replaceFile(join(goroot, 'VERSION'), 'go1.99.1\n');
    },
    rules: ['go-version/goroot-mismatch'],
    works: true,
  },
  {
    name: 'with the GOROOT of another in the environment',
    apply: (_, other) => ({ GOROOT: other }),
    rules: ['go-version/goroot-mismatch'],
  },
  {
    name: 'with the GOROOT of another in the go env file',
    apply: (goroot, other) => {
      fs.writeFileSync(join(goroot, 'settings'), `GOROOT=/nowhere\nGOROOT=${other}\n`);
      return { GOENV: join(goroot, 'settings') };
    },
    rules: ['go-version/goroot-mismatch'],
  },
  {
    name: 'with the compiler and the VERSION of another',
    apply: (goroot, other) => {
      replaceFile(join(goroot, 'VERSION'), fs.readFileSync(join(other, 'VERSION')));
      fs.rmSync(join(goroot, tool('compile')));
      fs.linkSync(join(other, tool('compile')), join(goroot, tool('compile')));
    },
    rules: ['go-version/goroot-mismatch'],
  },
  {
    name: 'with its own GOROOT in the environment, untidily',
    apply: (goroot) => ({ GOROOT: `/.${goroot}//` }),
    rules: [],
    works: true,
  },
  {
    name: 'with a GOROOT that does not exist',
    apply: () => ({ GOROOT: '/nowhere' }),
    rules: ['go-version/goroot-not-found'],
  },
  {
    name: 'with a relative GOROOT',
    apply: (goroot) => ({ GOROOT: goroot.slice(1) }),
    rules: ['go-version/goroot-relative'],
  },
  {
    name: 'without the x bit',
    apply: (goroot) => {
      const path = join(goroot, 'bin/go');
      replaceFile(path, fs.readFileSync(path), 0o644);
    },
    rules: ['go-version/not-executable'],
  },
  {
    name: 'for another processor',
    apply: (goroot) => {
      replaceFile(join(goroot, 'bin/go'), elf({ machine: 9999 }), 0o755);
    },
    rules: ['go-version/wrong-architecture'],
  },
  {
    name: 'for another libc',
    apply: (goroot) => {
      const machine = process.arch === 'x64' ? 62 : 183;
      replaceFile(join(goroot, 'bin/go'), elf({ machine, interpreter: '/lib/ld-none.so.1' }), 0o755);
    },
    rules: ['go-version/loader-missing'],
  },
  {
    name: 'cut short',
    apply: (goroot) => {
      const path = join(goroot, 'bin/go');
      replaceFile(path, fs.readFileSync(path).subarray(0, 5_000_000), 0o755);
    },
    rules: ['go-version/killed'],
  },
  {
    name: 'with its go command alone',
    apply: (goroot) => {
      for (const name of fs.readdirSync(goroot).filter((entry) => entry !== 'bin')) {
        fs.rmSync(join(goroot, name), { recursive: true });
      }
    },
    rules: ['go-version/failed'],
  },
  {
    name: 'with a flag in GOFLAGS that is none',
    apply: () => ({ GOFLAGS: 'mod=vendor' }),
    rules: ['go-version/failed'],
  },
];

const LINES = ['1.19', '1.22', '1.27'];

describeReal('go-version says what go build says', { go: [...LINES, '1.24'] }, () => {
  const other = goToolchains().find(({ version }) => version === '1.24');

  describe.each(goToolchains().filter(({ version }) => LINES.includes(version)))(
    'of Go $version',
    (toolchain) => {
      let home = '';
      beforeAll(() => {
        home = workshop(toolchain);
      });
      afterAll(() => removeTree(home));

      const check = async ({ apply, rules, works = false, freshCache }: Breakage) => {
        const goroot = copyToolchain(toolchain, join(home, 'go'));
        const env = apply(goroot, other?.goroot ?? '') ?? {};
        const go = join(goroot, 'bin/go');
        const { defects } = await judge(go, env);
        expect(defects.map((f) => f.rule)).toEqual(rules);
        const cache = join(home, freshCache ? 'fresh' : 'cache');
        expect(builds(go, home, { GOCACHE: cache, ...env })).toBe(works);
        // What go build refuses is an error; what it takes is none.
        expect(defects.some((f) => f.severity !== 'warning')).toBe(!works);
      };

      it.each(BREAKAGES)('$name', { timeout: 180_000 }, check);

      it('without pkg/include, which Go 1.19 did not need', { timeout: 180_000 }, () => {
        const needed = toolchain.version !== '1.19';
        const rules = needed ? INCOMPLETE : [];
        return check({ ...remove('pkg/include'), rules, works: !needed, freshCache: true });
      });
    },
  );
});
