import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goToolchains, tool } from '../../support/system/real-tools.ts';
import { must, type Root, type StartBench } from './bench.ts';

const HELLO = '#include <stdio.h>\nint main(void) { puts("started"); return 0; }\n';
const MATH =
  '#include <math.h>\n#include <stdio.h>\nint main(int c, char **v) { printf("started %d\\n", (int)pow(c, 2)); return 0; }\n';
const USES = 'int foo(void);\nint main(void) { return foo(); }\n';
const FOO = 'int foo(void) { return 0; }\n';
const FOO_BY_BAR = 'int bar(void);\nint foo(void) { return bar(); }\n';
const BAR = 'int bar(void) { return 0; }\n';

/** Puts it into a root; the path of the program in there. */
export interface Planted {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  plant(root: Root): string;
}

function file(name: string, content: () => Buffer, mode = 0o755): Planted {
  return planted(name, `/t/${name}`, (root) => root.write(`/t/${name}`, content(), mode));
}

/** Done to a root before it is looked at. */
function planted(name: string, path: string, plant: (root: Root) => void): Planted {
  return {
    name,
    plant: (root) => {
      plant(root);
      return path;
    },
  };
}

/** ELF files as compilers make them. */
export function compiled(bench: StartBench): readonly Planted[] {
  const gcc = (name: string, source: string, ...options: string[]) =>
    file(name, () => readFileSync(bench.build(name, 'gcc', source, options)));
  const all: Planted[] = [
    gcc('dynamic', HELLO),
    gcc('no-pie', HELLO, '-no-pie'),
    gcc('static', HELLO, '-static'),
    gcc('static-pie', HELLO, '-static-pie'),
    gcc('math', MATH, '-lm'),
    gcc('stripped', HELLO, '-s'),
    gcc('bind-now', HELLO, '-Wl,-z,now'),
    gcc('strange-loader', HELLO, '-Wl,--dynamic-linker=/nowhere/ld.so'),
    gcc('text-as-loader', HELLO, '-Wl,--dynamic-linker=/t/plain-text'),
    gcc('closed-loader', HELLO, '-Wl,--dynamic-linker=/t/closed'),
    file('plain-text', () => Buffer.from('echo started\n')),
    file('closed', () => Buffer.from('x'), 0o644),
  ];
  if (tool('musl-gcc') !== null) {
    const musl = (name: string, source: string, ...options: string[]) =>
      file(name, () => readFileSync(bench.build(name, 'musl-gcc', source, options)));
    all.push(musl('musl', HELLO), musl('musl-static', HELLO, '-static'), musl('musl-math', MATH, '-lm'));
  }
  if (tool('aarch64-linux-gnu-gcc') !== null) {
    const arm = (name: string, ...options: string[]) =>
      file(name, () =>
        readFileSync(
          bench.build(name, 'aarch64-linux-gnu-gcc', 'void _start(void) {}\n', ['-nostdlib', ...options]),
        ),
      );
    all.push(
      arm('arm64', '-pie', '-Wl,--dynamic-linker=/lib/ld-linux-aarch64.so.1'),
      arm('arm64-static', '-static'),
    );
  }
  return all;
}

/** A program of each Go, with and without cgo. */
export function goPrograms(bench: StartBench): readonly Planted[] {
  return goToolchains().flatMap(({ version, goroot, go }) =>
    ['0', '1'].map((cgo): Planted => {
      const name = `go${version}-cgo${cgo}`;
      return file(name, () => {
        const out = join(bench.directory, 'built', name);
        if (existsSync(out)) return readFileSync(out);
        const source = join(bench.directory, 'go', name);
        mkdirSync(source, { recursive: true });
        writeFileSync(join(source, 'go.mod'), `module example.com/app\n\ngo 1.19\n`);
        const imports = cgo === '1' ? 'import "C"\n' : '';
        writeFileSync(
          join(source, 'main.go'),
          `package main\n${imports}\nfunc main() { println("started") }\n`,
        );
        must(
          spawnSync(go, ['build', '-o', out, '.'], {
            cwd: source,
            encoding: 'utf8',
            env: {
              PATH: process.env.PATH ?? '',
              HOME: bench.directory,
              GOCACHE: join(bench.directory, `cache-${version}`),
              GOROOT: goroot,
              GOTOOLCHAIN: 'local',
              GOFLAGS: '-mod=mod',
              CGO_ENABLED: cgo,
            },
          }),
        );
        return readFileSync(out);
      });
    }),
  );
}

/** Programs with a library of their own, at places where loaders look, and at others. */
export function withLibraries(bench: StartBench, compiler: 'gcc' | 'musl-gcc'): readonly Planted[] {
  const tag = compiler === 'gcc' ? 'l' : 'm';
  const lib = (name: string, source: string, ...options: string[]) =>
    readFileSync(bench.build(`${tag}-${name}`, compiler, source, ['-shared', '-fPIC', ...options]));
  lib('libbar.so', BAR);
  const built = join(bench.directory, 'built');
  const beside = (name: string) => join(built, `${tag}-${name}`);
  lib('libfoo.so', FOO, '-Wl,-soname,libfoo.so');
  lib('libbar.so', BAR, '-Wl,-soname,libbar.so');
  lib('libfoobar.so', FOO_BY_BAR, '-Wl,-soname,libfoo.so', beside('libbar.so'));
  lib(
    'libfoobar-rpath.so',
    FOO_BY_BAR,
    '-Wl,-soname,libfoo.so',
    beside('libbar.so'),
    '-Wl,--enable-new-dtags,-rpath,$ORIGIN/own',
  );
  const foreign = () =>
    readFileSync(
      bench.build('arm64-library', 'aarch64-linux-gnu-gcc', FOO, ['-nostdlib', '-shared', '-fPIC']),
    );
  const foo = () => readFileSync(beside('libfoo.so'));
  const bar = () => readFileSync(beside('libbar.so'));
  const foobar = () => readFileSync(beside('libfoobar.so'));
  const uses = (name: string, ...options: string[]) =>
    readFileSync(
      bench.build(`${tag}-${name}`, compiler, USES, [
        beside('libfoo.so'),
        '-Wl,--allow-shlib-undefined',
        ...options,
      ]),
    );
  /** Each in a directory of its own. */
  const one = (
    name: string,
    options: readonly string[],
    libraries: Readonly<Record<string, () => Buffer>>,
    env?: (at: string) => Readonly<Record<string, string>>,
  ): Planted => {
    const at = `/t/${tag}/${name}`;
    return {
      name: `${tag}/${name}`,
      ...(env === undefined ? {} : { env: env(at) }),
      plant: (root) => {
        root.write(`${at}/app`, uses(name, ...options.map((option) => option.replaceAll('@', at))));
        for (const [path, bytes] of Object.entries(libraries)) root.write(`${at}/${path}`, bytes());
        return `${at}/app`;
      },
    };
  };
  const RPATH = ['-Wl,--disable-new-dtags,-rpath,@/lib'];
  const RUNPATH = ['-Wl,--enable-new-dtags,-rpath,@/lib'];
  const cut = (bytes: () => Buffer, length: number) => () => bytes().subarray(0, length);
  return [
    one('nowhere', [], {}),
    one('rpath', RPATH, { 'lib/libfoo.so': foo }),
    one('runpath', RUNPATH, { 'lib/libfoo.so': foo }),
    one('two-entries', ['-Wl,-rpath,@/a:@/lib'], { 'lib/libfoo.so': foo }),
    one('origin', ['-Wl,-rpath,$ORIGIN/lib'], { 'lib/libfoo.so': foo }),
    one('origin-braces', [`-Wl,-rpath,$${'{ORIGIN}'}/lib`], { 'lib/libfoo.so': foo }),
    one('origin-up', ['-Wl,-rpath,$ORIGIN/../origin-up/lib'], { 'lib/libfoo.so': foo }),
    one('lib-token', ['-Wl,-rpath,@/$LIB'], { 'lib/x86_64-linux-gnu/libfoo.so': foo }),
    one('rpath-chain', RPATH, { 'lib/libfoo.so': foobar, 'lib/libbar.so': bar }),
    one('runpath-chain', RUNPATH, { 'lib/libfoo.so': foobar, 'lib/libbar.so': bar }),
    one('chain-own-runpath', RUNPATH, {
      'lib/libfoo.so': () => readFileSync(beside('libfoobar-rpath.so')),
      'lib/own/libbar.so': bar,
    }),
    one('rpath-under-runpath', RPATH, {
      'lib/libfoo.so': () => readFileSync(beside('libfoobar-rpath.so')),
      'lib/libbar.so': bar,
    }),
    one('chain-missing', RUNPATH, { 'lib/libfoo.so': foobar }),
    one('variable', [], { 'v/libfoo.so': foo }, (at) => ({ LD_LIBRARY_PATH: `/nowhere:${at}/v` })),
    one('variable-semicolon', [], { 'v/libfoo.so': foo }, (at) => ({ LD_LIBRARY_PATH: `/nowhere;${at}/v` })),
    one('variable-chain', [], { 'v/libfoo.so': foobar, 'v/libbar.so': bar }, (at) => ({
      LD_LIBRARY_PATH: `${at}/v`,
    })),
    one('variable-before-runpath', RUNPATH, { 'v/libfoo.so': foo, 'lib/libfoo.so': foo }, (at) => ({
      LD_LIBRARY_PATH: `${at}/v`,
    })),
    one('rpath-before-variable', RPATH, { 'v/libfoo.so': foo, 'lib/libfoo.so': foo }, (at) => ({
      LD_LIBRARY_PATH: `${at}/v`,
    })),
    one('empty-library', RUNPATH, { 'lib/libfoo.so': () => Buffer.alloc(0) }),
    one('text-library', RUNPATH, {
      'lib/libfoo.so': () =>
        Buffer.from('not a library, but long enough to hold a header of sixty four bytes\n'),
    }),
    one('cut-library', RUNPATH, { 'lib/libfoo.so': cut(foo, 40) }),
    one('half-library', RUNPATH, { 'lib/libfoo.so': cut(foo, 5000) }),
    ...(tool('aarch64-linux-gnu-gcc') === null
      ? []
      : [
          one('foreign-library', ['-Wl,-rpath,@/a:@/lib'], { 'a/libfoo.so': foreign, 'lib/libfoo.so': foo }),
          one('foreign-alone', RUNPATH, { 'lib/libfoo.so': foreign }),
        ]),
    one('hwcaps', RUNPATH, { 'lib/glibc-hwcaps/x86-64-v2/libfoo.so': foo }),
    one('hwcaps-and-usual', RUNPATH, { 'lib/glibc-hwcaps/x86-64-v3/libfoo.so': foo, 'lib/libfoo.so': foo }),
    one('no-default', ['-Wl,-z,nodefaultlib', '-Wl,-rpath,@/lib:/lib/x86_64-linux-gnu:/lib'], {
      'lib/libfoo.so': foo,
    }),
    one('no-default-alone', ['-Wl,-z,nodefaultlib', '-Wl,-rpath,@/lib'], { 'lib/libfoo.so': foo }),
  ];
}

/** A dynamic program with bytes of its header changed, or cut short. */
export function patched(bench: StartBench): readonly Planted[] {
  const plain = readFileSync(bench.build('to-patch', 'gcc', HELLO, []));
  const patch = (name: string, change: (bytes: Buffer) => void) =>
    file(`patched-${name}`, () => {
      const bytes = Buffer.from(plain);
      change(bytes);
      return bytes;
    });
  const interp = () => {
    const at = Number(plain.readBigUInt64LE(32));
    for (let i = 0; i < plain.readUInt16LE(56); i++)
      if (plain.readUInt32LE(at + i * 56) === 3) return at + i * 56;
    throw new Error('no PT_INTERP');
  };
  return [
    patch('magic', (b) => b.writeUInt8(0, 0)),
    patch('machine', (b) => b.writeUInt16LE(8, 18)),
    patch('machine-386', (b) => b.writeUInt16LE(3, 18)),
    patch('type-object', (b) => b.writeUInt16LE(1, 16)),
    patch('type-core', (b) => b.writeUInt16LE(4, 16)),
    patch('no-segments', (b) => b.writeUInt16LE(0, 56)),
    patch('entry-size', (b) => b.writeUInt16LE(32, 54)),
    patch('table-outside', (b) => b.writeBigUInt64LE(1n << 40n, 32)),
    patch('loader-no-end', (b) => b.writeBigUInt64LE(5n, interp() + 32)),
    patch('loader-short', (b) => b.writeBigUInt64LE(1n, interp() + 32)),
    patch('loader-long', (b) => b.writeBigUInt64LE(5000n, interp() + 32)),
    patch('loader-outside', (b) => b.writeBigUInt64LE(1n << 30n, interp() + 8)),
    ...[0, 1, 3, 4, 16, 51, 63, 64, 200, 700, 1500, 4096, 8192, 12288].map((length) =>
      file(`cut-${length}`, () => plain.subarray(0, length)),
    ),
    file('no-x-bit', () => plain, 0o644),
    file('x-for-others', () => plain, 0o001),
    planted('directory', '/t/directory', (root) => root.write('/t/directory/x', '')),
    planted('absent', '/t/absent', () => {}),
    planted('below-a-file', '/t/afile/app', (root) => root.write('/t/afile', '')),
    planted('dangling', '/t/dangling', (root) => root.link('/nowhere', '/t/dangling')),
    planted('loop', '/t/loop', (root) => root.link('loop', '/t/loop')),
    planted('behind-a-link', '/t/behind-a-link', (root) => {
      root.write('/t/real-one', plain);
      root.link('real-one', '/t/behind-a-link');
    }),
  ];
}

/** Scripts, and what people take for them. */
export function scripts(): readonly Planted[] {
  const script = (name: string, text: string, mode = 0o755): Planted =>
    file(`script-${name}`, () => Buffer.from(text, 'latin1'), mode);
  const path = (length: number) => `/${'d'.repeat(length)}`;
  return [
    script('sh', '#!/bin/sh\nexit 0\n'),
    script('blank', '#! /bin/sh\nexit 0\n'),
    script('tabs', '#!\t/bin/sh\t-e\t\nexit 0\n'),
    script('one-line', '#!/bin/sh'),
    script('crlf', '#!/bin/sh\r\nexit 0\r\n'),
    script('crlf-argument', '#!/bin/sh -e\r\nexit 0\r\n'),
    script('crlf-env', '#!/usr/bin/env sh\r\nexit 0\r\n'),
    script('env', '#!/usr/bin/env sh\nexit 0\n'),
    script('env-missing', '#!/usr/bin/env python3\nexit 0\n'),
    script('env-words', '#!/usr/bin/env sh -e\nexit 0\n'),
    script('bash', '#!/bin/bash\nexit 0\n'),
    script('bom', '\xef\xbb\xbf#!/bin/sh\nexit 0\n'),
    script('none', 'exit 0\n'),
    script('empty-line', '\n#!/bin/sh\nexit 0\n'),
    script('no-name', '#!\nexit 0\n'),
    script('only-blanks', '#!  \t \nexit 0\n'),
    script('zero', '#!/bin/sh\0x\nexit 0\n'),
    script('relative', '#!bin/sh\nexit 0\n'),
    script('directory', '#!/bin\nexit 0\n'),
    script('no-x', '#!/t/plain-text2\nexit 0\n'),
    file('plain-text2', () => Buffer.from('x'), 0o644),
    script('itself', '#!/t/script-itself\n'),
    script('text-as-interpreter', '#!/t/script-none\n'),
    script('long', `#!${path(300)}\nexit 0\n`),
    script('long-name', `#!${path(252)}\nexit 0\n`),
    script('longer-argument', `#!/bin/sh ${' '.repeat(300)}\nexit 0\n`),
    script('long-blank', `#!${' '.repeat(240)}/bin/sh\nexit 0\n`),
    script('too-long-blank', `#!${' '.repeat(250)}/bin/sh\nexit 0\n`),
    script('all-blank', `#!${' '.repeat(300)}/bin/sh\nexit 0\n`),
    ...[1, 2, 3, 4, 5, 6].map((depth) =>
      script(`depth-${depth}`, depth === 1 ? '#!/bin/sh\nexit 0\n' : `#!/t/script-depth-${depth - 1}\n`),
    ),
    script('closed', '#!/bin/sh\nexit 0\n', 0o600),
    script('unreadable', '#!/bin/sh\nexit 0\n', 0o711),
  ];
}
