import { programInfo } from '../../../src/go/program-info.ts';
import { neededLevel } from '../../../src/target/program/elf/cpu-level.ts';
import { readDynamic } from '../../../src/target/program/elf/dynamic.ts';
import { loadedBytes, readElfHeader } from '../../../src/target/program/elf/header.ts';
import { findSection } from '../../../src/target/program/elf/section.ts';
import { offeredVersions, wantedVersions } from '../../../src/target/program/elf/versions.ts';
import { parseLibraryCache } from '../../../src/target/program/link/cache.ts';
import { loaderOf } from '../../../src/target/program/link/loader.ts';
import { refusedOptions } from '../../../src/target/program/start/before/refusal/refused.ts';
import { behindScript } from '../../../src/target/program/start/before/script.ts';
import { noLogin } from '../../../src/target/program/start/before/starters/su.ts';
import { behind } from '../../../src/target/program/start/before/words.ts';
import { seeCommand } from '../../../src/target/program/start/command.ts';
import { firstLine, sought } from '../../../src/target/program/start/first-line.ts';
import { ok } from '../../../src/target/result.ts';
import { repeated } from '../../growth/families.ts';
import { appHost, LOADER } from '../../probes/app/app-host.ts';
import { elfProgram, glibcLoader, muslLoader } from '../../support/files/elf-program.ts';
import { endlessCache, libraryCache } from '../../support/files/library-cache.ts';
import { partOfBytes } from '../../support/files/part-of-bytes.ts';
import { program, type Tree } from '../../support/memory/tree.ts';
import { KIB, latin1, MIB, type Parser, seeds } from '../parser.ts';

const FULL = elfProgram({
  interpreter: LOADER,
  needed: ['libfoo.so.1', 'libc.so.6'],
  soname: 'libapp.so',
  rpath: '/r:$ORIGIN/lib',
  runpath: '/lib:',
  wants: { 'libc.so.6': ['GLIBC_2.2.5', 'GLIBC_2.34'], 'libfoo.so.1': ['FOO_1'] },
  offers: ['libapp.so', 'APP_1'],
  isaNeeded: 4,
});
const GO = elfProgram({ go: { version: 'go1.26.0', lines: ['mod\tm\tv1', 'build\tGOAMD64=v3'] } });
const MUSL_LOADER = '/lib/ld-musl-x86_64.so.1';

/** A program, and as often what stands behind it as its size allows. */
const behindProgram = (name: string, head: Buffer, piece: string) => ({
  name,
  of: (size: number) => latin1(head) + repeated(piece)(size),
});

/** A Go program whose build information is all that stands behind its tables. */
const behindGo = (name: string, piece: string) => ({
  name,
  of: (size: number) => {
    const head = Buffer.from(GO);
    // No table of sections: then it is looked for in the first segment, which is made writable.
    head.writeBigUInt64LE(0n, 40);
    head.writeUInt32LE(6, 68);
    head.writeBigUInt64LE(BigInt(GO.length - (GO.length % 16)), 72);
    head.writeBigUInt64LE(BigInt(size), 96);
    return latin1(head.subarray(0, GO.length - (GO.length % 16))) + repeated(piece)(size);
  },
});

/** As many entries as are read. */
const MOST_NAMES = 4000;

/** Names of libraries, half of it where there are few, that all reach to its end. */
export function endlessNames(size: number): Buffer {
  const count = Math.min(MOST_NAMES, Math.max(1, Math.floor(size / 32)));
  const bytes = elfProgram({
    needed: Array<string>(count).fill(''),
    soname: 'a'.repeat(Math.floor(size / 2)),
  });
  // Its dynamic section stands last: names, soname, and three entries more.
  const dynamic = bytes.length - (count + 4) * 16;
  for (let i = 0; i < count; i++) bytes.writeBigUInt64LE(BigInt(count + 1), dynamic + i * 16 + 8);
  return bytes;
}

const STARTERS = ['env', 'setpriv', 'chroot', 'su', 'timeout', 'nice', 'tini', 'gosu'];
const STARTER = appHost({ '/bin/busybox': program('BusyBox v1.') });

/** What the kernel and the loader would make of a program that is the bytes, in a small container. */
function started(tree: Tree) {
  return seeCommand(
    appHost(tree),
    ['/app', '-v'],
    () => 1,
    () => false,
  );
}

/** Programs and what loaders read: all of it comes out of an image. */
export const PROGRAM_PARSERS: readonly Parser[] = [
  {
    name: 'ELF: header, dynamic section, versions, notes and sections',
    seeds: [FULL, GO, elfProgram({ soname: 'a', offers: ['a'] })],
    parse: (b) => {
      const read = partOfBytes(b);
      const header = readElfHeader(read);
      if (header === null) return null;
      const dynamic = readDynamic(header, read);
      const more =
        dynamic === null || dynamic === 'damaged'
          ? []
          : [wantedVersions(header, dynamic, read), offeredVersions(header, dynamic, read)];
      return [loadedBytes(header), neededLevel(header, read), findSection(header, read, '.text'), ...more];
    },
    families: [
      behindProgram('a whole program, then letters', FULL, 'a'),
      { name: 'names without an end', of: (size) => latin1(endlessNames(size)) },
    ],
    longest: 4 * MIB,
  },
  {
    name: 'what a program would load and start',
    seeds: [FULL, elfProgram({ interpreter: LOADER, needed: ['libc.so.6'] }), ...seeds('#!/bin/sh -e\n')],
    parse: (b) => [
      started({ '/app': program(b), '/lib/libfoo.so.1': program(FULL) }),
      started({ '/app': program(FULL), '/lib/libfoo.so.1': program(b) }),
      started({ '/app': program(FULL), [LOADER]: program(b) }),
    ],
    families: [behindProgram('a whole program, then zero bytes', FULL, '\0')],
    longest: 64 * KIB,
    slow: true,
  },
  {
    name: '/etc/ld.so.cache',
    seeds: [
      libraryCache(['libc.so.6', 'libfoo.so.1']),
      libraryCache(['libfoo.so.1'], { levels: ['x86-64-v3'], old: true }),
    ],
    parse: (b) => parseLibraryCache(b),
    // Entries that all have the names that stand at the end, where no zero byte ends them.
    families: [{ name: 'entries without an end', of: (size) => latin1(endlessCache(size)) }],
    from: 512 * KIB,
    longest: 8 * MIB,
  },
  {
    name: 'where a loader looks',
    seeds: [glibcLoader(), muslLoader()],
    parse: (b) => {
      const loader = loaderOf(b);
      return loader.kind === 'glibc' ? loader.directories() : loader;
    },
    pieces: ['/lib/\0', '/\0/', '/ld.so.cache\0', '/etc/ld-musl-', '/a\0'],
    families: [behindProgram('directories without an end', glibcLoader(), '/\0/\0')],
    longest: 8 * MIB,
  },
  {
    name: "musl's path file",
    seeds: seeds('/lib:/usr/local/lib\n/usr/lib\n', '/lib\n'),
    parse: (b) =>
      started({
        [MUSL_LOADER]: program(muslLoader()),
        '/app': program(elfProgram({ interpreter: MUSL_LOADER, needed: ['libfoo.so.1'] })),
        '/etc/ld-musl-x86_64.path': latin1(b),
      }),
    pieces: ['/lib:', ':', '\n', '/'],
    longest: 128 * KIB,
    slow: true,
  },
  {
    name: 'the first line of a script, and what stands behind it',
    seeds: seeds(
      '#! /bin/sh -e\nexec "$@"\n',
      '#!/usr/bin/env -S A=1 sh -e\nexec tini -- "$@"\n',
      'sh -c exec /app -v',
      'env -u A B=1 app',
      'setpriv --reuid=1 --clear-groups --reset-env app',
      'chroot --userspec=a:b / app',
      'su - app -s /bin/sh -c app',
      'runuser -u app -- app',
    ),
    parse: (b) => [
      firstLine(b),
      sought(latin1(b)),
      behindScript(b, ['/entry.sh', 'app']),
      behind(latin1(b).split(' '), () => '/bin/sh'),
      STARTERS.map((name) => refusedOptions(STARTER, '/bin/busybox', [name, ...latin1(b).split(' ')])),
      noLogin('su', latin1(b).split(' '), () => '/sbin/nologin'),
      behind(['sh', '-c', latin1(b)]),
    ],
    pieces: [
      'exec "$@"',
      ' exec tini ',
      '-S',
      ' --reuid',
      ' -c ',
      ' -- ',
      'A=1 ',
      'env ',
      '-- ',
      'exec tini a',
      '\t',
    ],
    longest: 64 * KIB,
  },
  {
    name: 'how Go built a program',
    seeds: [GO],
    parse: (b) =>
      programInfo({ readHead: (_, bytes, from = 0) => ok(b.subarray(from, from + bytes)) }, '/app'),
    pieces: ['\xff Go buildinf:\x08\x02'],
    families: [
      behindGo(
        'versions that reach far',
        `\xff Go buildinf:\x08\x02${'\0'.repeat(16)}\xff\xff\x01${'a'.repeat(13)}`,
      ),
    ],
    longest: 4 * MIB,
  },
];
