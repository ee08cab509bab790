import { describe, expect, it } from 'vitest';
import { image } from '../../../probes/image/index.ts';
import type { ImagePolicy } from '../../../probes/image/policy.ts';
import { elf } from '../../support/files/elf.ts';
import type { EntrySpec } from '../../support/files/images/tar-writer.ts';
import { bareHost } from '../../support/memory/healthy.ts';
import { type JudgeOptions, judgeHost } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';
import { file, gone, hostOf } from './image-host.ts';
import { KEY, NETRC, VALUE } from './secret-files.ts';

const runtime = { profile: 'runtime' } as const;
const asked = (section: Partial<ImagePolicy>) => ({ policy: { image: section } });
const zeros = (mib: number) => Buffer.alloc(mib * 1024 * 1024);
const GO_FILE = 'package main\n';
const DPKG =
  'Package: libc6\nStatus: install ok installed\n\nPackage: gone\nStatus: deinstall ok config-files\n';
const APP = file('bin/app', elf({}), { mode: 0o755 });
const DYNAMIC = file('bin/app', elf({ interpreter: '/lib/ld-musl-x86_64.so.1' }), { mode: 0o755 });
const BASELINE = { file: '/etc/go-baseline.version', version: '1.4.2' };
const HASH = 'ab'.repeat(32);

describe('image', () => {
  testRuleCases(image, {
    'secret-said': {
      host: () => hostOf([[file('srv/a')]], { Env: [`URL=https://bot:${VALUE}@git.corp.example`] }),
    },
    'secret-left': { host: () => hostOf([[file('root/.ssh/id_ed25519', KEY)]]) },
    'secret-removed-late': { host: () => hostOf([[file('root/.netrc', NETRC)], [gone('root/.netrc')]]) },
    'too-many-layers': { host: () => hostOf([[file('a')], [file('b')]]), ...asked({ maxLayers: 1 }) },
    'too-large': { host: () => hostOf([[file('a', 'four')]]), ...asked({ maxBytes: 3 }) },
    'packages-unwanted': {
      host: () => hostOf([[file('var/lib/dpkg/status', DPKG)]]),
      ...asked({ packages: 'none' }),
    },
    'packages-unknown': {
      host: () => hostOf([[file('var/lib/rpm/rpmdb.sqlite')]]),
      ...asked({ packages: ['bash'] }),
    },
    'baseline-missing': { host: () => hostOf([[]]), ...asked({ baseline: BASELINE }) },
    'baseline-unreadable': {
      host: () => hostOf([[file('etc/go-baseline.version/x')]]),
      ...asked({ baseline: BASELINE }),
    },
    'baseline-differs': {
      host: () => hostOf([[file('etc/go-baseline.version', '1.3.0\n')]]),
      ...asked({ baseline: BASELINE }),
    },
    'program-too-large': {
      host: () => hostOf([[APP]], { Entrypoint: ['/bin/app'] }),
      ...asked({ maxProgramBytes: 10 }),
    },
    'program-dynamic': {
      host: () => hostOf([[DYNAMIC]], { Cmd: ['app'], Env: ['PATH=/bin'] }),
      ...asked({ static: true }),
    },
    'program-unknown': {
      host: () => hostOf([[file('start', '#!/bin/sh\n', { mode: 0o755 })]], { Cmd: ['/start'] }),
      ...asked({ static: true }),
    },
    'go-mod-missing': { host: () => hostOf([[file('src/main.go', GO_FILE)]], { WorkingDir: '/src' }) },
    'cache-left': { host: () => hostOf([[file('var/lib/apt/lists/deb.example_Packages')]]) },
    'removed-late': {
      host: () => hostOf([[file('var/lib/apt/lists/Packages')], [gone('var/lib/apt/lists/Packages')]]),
    },
    'git-left': { host: () => hostOf([[file('app/.git/HEAD')]]), ...runtime },
    'compiler-left': { host: () => hostOf([[file('usr/bin/gcc', 'x', { mode: 0o755 })]]), ...runtime },
    'set-uid': { host: () => hostOf([[file('bin/su', 'x', { mode: 0o4755 })]]) },
    'world-writable': { host: () => hostOf([[{ name: 'srv/data/', mode: 0o777 }]]) },
  });

  const judged = async (
    layers: readonly (readonly EntrySpec[])[],
    { config = {}, ...options }: JudgeOptions & { readonly config?: Record<string, unknown> } = {},
  ) => {
    const { findings, facts } = await judgeHost(image, hostOf(layers, config), options);
    return {
      told: findings.map(({ rule, severity = null }) => `${rule} ${severity}`),
      args: findings.map(({ args }) => args),
      facts,
    };
  };

  it('is of no image where there is none', async () => {
    const { facts, findings } = await judgeHost(image, bareHost());
    expect([facts, findings]).toEqual([null, []]);
  });

  it('counts layers, the bytes of all of them, and packages', async () => {
    const { facts } = await judged([[file('a', 'four'), file('var/lib/dpkg/status', DPKG)], [gone('a')]]);
    expect(facts?.report).toMatchObject({ layers: 2, bytes: 4 + DPKG.length, packages: ['libc6'] });
    expect(facts?.summary).toBe(`2 layers, ${4 + DPKG.length} bytes, 1 package`);
  });

  describe('a cache', () => {
    it('of 5 MiB is a warning, and names every layer that writes to it', async () => {
      const { told, args } = await judged([
        [file('root/.cache/pip/a', zeros(3))],
        [file('root/.cache/pip/b', zeros(2))],
      ]);
      expect(told).toEqual(['image/cache-left warning']);
      expect(args[0]).toMatchObject({
        kind: 'home-cache',
        path: '/root/.cache',
        bytes: zeros(5).length,
        layers: [0, 1],
      });
    });

    it('that a later layer deletes is told with both layers and what stays', async () => {
      const lists = 'var/lib/apt/lists';
      const { told, args } = await judged([
        [file('a')],
        [file(`${lists}/x`, zeros(6))],
        [file('b')],
        [gone(lists)],
      ]);
      expect(told).toEqual(['image/removed-late warning']);
      expect(args[0]).toMatchObject({ bytes: zeros(6).length, layer: 1, removedIn: 3, layers: [1, 3] });
    });

    it('that is deleted in part is told as what is left and what is hidden', async () => {
      const { args } = await judged([
        [file('var/cache/apk/a', 'aa'), file('var/cache/apk/b', 'bbb')],
        [gone('var/cache/apk/a')],
      ]);
      expect(args).toEqual([
        { kind: 'package-cache', path: '/var/cache/apk', bytes: 3, layers: [0] },
        expect.objectContaining({ bytes: 2, layer: 0, removedIn: 1 }),
      ]);
    });

    it('of a directory that was deleted and made again is still known', async () => {
      const { args } = await judged([[file('root/.cache/x')], [gone('root')], [{ name: 'root/' }]]);
      expect(args).toEqual([expect.objectContaining({ kind: 'home-cache', layer: 0, removedIn: 2 })]);
    });

    it('of Go is known by its form, wherever it lies; and a build image may have it', async () => {
      const layers = [
        [file(`cache/ab/${HASH}-d`), file('mods/cache/download/m/@v/v1.zip'), file('mods/m@v1/a.go')],
      ];
      const { args } = await judged(layers, runtime);
      expect(args).toMatchObject([
        { kind: 'go-build-cache', path: '/cache' },
        {
          kind: 'module-cache',
          path: '/mods',
          bytes: 'mods/cache/download/m/@v/v1.zip'.length + 'mods/m@v1/a.go'.length,
        },
      ]);
      expect((await judged(layers)).told).toEqual([]);
    });

    it('that is empty, as stock images have it, is none', async () => {
      const { told } = await judged([
        [file('var/cache/apt/archives/lock', ''), { name: 'var/lib/apt/lists/partial/' }],
      ]);
      expect(told).toEqual([]);
    });
  });

  describe('the policy', () => {
    const layers = [[file('usr/bin/gcc', 'x', { mode: 0o755 }), file('root/.netrc', NETRC)]];
    const leftovers = (said: Record<string, readonly string[]>) => asked({ leftovers: said });

    it('makes an error of what it forbids, in a build image too', async () => {
      expect((await judged(layers, leftovers({ forbidden: ['compiler'] }))).told).toEqual([
        'image/secret-left null',
        'image/compiler-left error',
      ]);
    });

    it('is silent about what it allows, by kind and by place', async () => {
      expect((await judged(layers, leftovers({ allowed: ['secret'] }))).told).toEqual([]);
      expect((await judged(layers, leftovers({ allowed: ['/root/'] }))).told).toEqual([]);
      expect((await judged(layers, leftovers({ allowed: ['/roo'] }))).told).toHaveLength(1);
    });

    it('counts packages of images without a package manager, and those of apk', async () => {
      const packages = async (name: string, content: string) =>
        (await judged([[file(name, content)]])).facts?.image.packages.names;
      expect(await packages('var/lib/dpkg/status.d/tzdata', 'Package: tzdata\nVersion: 1\n')).toEqual([
        'tzdata',
      ]);
      expect(await packages('lib/apk/db/installed', 'C:Q1\nP:musl\nV:1\n\nP:busybox\n')).toEqual([
        'busybox',
        'musl',
      ]);
      expect(await packages('etc/os-release', 'ID=scratch')).toEqual([]);
    });

    it.each(['1.4.2', '1.4.2\n', 'NAME=base\nVERSION="1.4.2"\n', 'version: 1.4.2\n'])(
      'finds its baseline in %j',
      async (content) => {
        const { told } = await judged(
          [[file('etc/go-baseline.version', content)]],
          asked({ baseline: BASELINE }),
        );
        expect(told).toEqual([]);
      },
    );

    it('is about the program that it names, where the image starts a script', async () => {
      const config = { Entrypoint: ['/start'] };
      const both = [[file('start', '#!/bin/sh\n', { mode: 0o755 }), APP]];
      const named = asked({ static: true, maxProgramBytes: 4096, program: '/bin/app' });
      expect((await judged(both, { config, ...named })).told).toEqual([]);
    });
  });

  it.each([
    ['a go.mod above it', [file('src/cmd/main.go', GO_FILE), file('src/go.mod')], []],
    ['tests alone', [file('src/cmd/main_test.go', GO_FILE)], []],
    ['GO111MODULE=off', [file('src/cmd/main.go', GO_FILE)], ['GO111MODULE=off']],
  ])('finds nothing wrong with Go files in the working directory and %s', async (_, entries, Env) => {
    const { told } = await judged([entries], { config: { WorkingDir: '/src/cmd', Env } });
    expect(told).toEqual([]);
  });
});
