import { type ElfProgram, elfProgram, glibcLoader, muslLoader } from '../../support/files/elf-program.ts';
import type { EntrySpec } from '../../support/files/images/tar-writer.ts';
import { image } from '../../support/memory/machines.ts';
import { file } from '../../support/memory/tree.ts';
import { ALPINE, beside, of, type Step } from './image-machine.ts';
import type { Scenario } from './scenarios.ts';

const GLIBC_LOADER = '/lib64/ld-linux-x86-64.so.2';

/** A small Debian 12: its C library is glibc 2.36. */
const DEBIAN: Step = [
  'ADD rootfs.tar.xz /',
  [
    of('etc/os-release', 'ID=debian\nVERSION_ID="12"\n'),
    of(GLIBC_LOADER.slice(1), glibcLoader(), 0o755),
    of(
      'lib/libc.so.6',
      elfProgram({ soname: 'libc.so.6', needed: [], offers: ['libc.so.6', 'GLIBC_2.2.5', 'GLIBC_2.36'] }),
      0o755,
    ),
    of('bin/sh', elfProgram(), 0o755),
  ],
];
const ALPINE_WITH_LOADER: Step = [
  ALPINE[0],
  [
    ...(ALPINE[1] ?? []),
    of('lib/ld-musl-x86_64.so.1', muslLoader(), 0o755),
    of('bin/sh', elfProgram(), 0o755),
  ],
];
const DISTROLESS: Step = [
  'distroless static',
  [of('etc/os-release', 'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\n')],
];

const linked = (more: ElfProgram = {}) =>
  elfProgram({ interpreter: GLIBC_LOADER, needed: ['libc.so.6'], ...more });

/** An image that starts `/app`, or other words; what is asked is whether it starts. */
function starts(
  { name, rows = [], about, rule }: { name: string; rows?: readonly number[]; about: string; rule: string },
  base: Step,
  files: readonly EntrySpec[],
  entrypoint: readonly string[] = [`/${files[0]?.name}`],
): Scenario {
  const copied: Step = [`COPY ${files.map((one) => one.name).join(' ')} /`, files];
  const steps = [base, copied, [`ENTRYPOINT ${JSON.stringify(entrypoint)}`, null] satisfies Step];
  return {
    ...{ name, rows, about, finds: [rule] },
    machine: () => beside(steps, { Entrypoint: entrypoint, Env: ['PATH=/usr/bin:/bin'] }),
    args: ['check', '--image', '/app.tar', '--only', 'app'],
  };
}

/** What a container starts, and why it does not start. */
export const APP_SCENARIOS: readonly Scenario[] = [
  starts(
    {
      name: 'app-of-another-processor',
      rows: [20],
      about: 'an image for amd64 with a program that was built on an ARM laptop',
      rule: 'app/wrong-architecture',
    },
    ALPINE,
    [of('server', elfProgram({ machine: 183 }), 0o755)],
  ),
  starts(
    {
      name: 'app-of-glibc-on-alpine',
      rows: [20],
      about: 'an image on Alpine with a program that was built on Debian with cgo',
      rule: 'app/loader-missing',
    },
    ALPINE_WITH_LOADER,
    [of('server', linked(), 0o755)],
  ),
  starts(
    {
      name: 'app-of-a-newer-glibc',
      about: 'an image on Debian 12 with a program that was linked on a newer release',
      rule: 'app/symbol-version-missing',
    },
    DEBIAN,
    [of('server', linked({ wants: { 'libc.so.6': ['GLIBC_2.2.5', 'GLIBC_2.38'] } }), 0o755)],
  ),
  starts(
    {
      name: 'app-without-its-library',
      about: 'an image on Debian 12 with a program of C++, and no libstdc++',
      rule: 'app/library-missing',
    },
    DEBIAN,
    [of('server', linked({ needed: ['libstdc++.so.6', 'libc.so.6'] }), 0o755)],
  ),
  starts(
    {
      name: 'app-script-of-windows',
      rows: [20],
      about: 'an image on Debian 12 whose entrypoint was checked out on Windows',
      rule: 'app/script-crlf',
    },
    DEBIAN,
    [of('entrypoint.sh', '#!/bin/sh\r\nexec "$@"\r\n', 0o755)],
  ),
  starts(
    {
      name: 'app-script-of-bash',
      rows: [20],
      about: 'an image on Alpine whose entrypoint is a script for bash',
      rule: 'app/interpreter-missing',
    },
    ALPINE_WITH_LOADER,
    [of('entrypoint.sh', '#!/bin/bash\nexec "$@"\n', 0o755)],
  ),
  starts(
    {
      name: 'app-in-a-shell-without-one',
      about: 'a distroless image whose ENTRYPOINT is a line of shell',
      rule: 'app/shell-missing',
    },
    DISTROLESS,
    [of('server', elfProgram(), 0o755)],
    ['/bin/sh', '-c', '/server --listen :8080'],
  ),
  {
    name: 'app-not-executable',
    rows: [],
    about: 'Debian 12 with a program that lost its x bit on the way',
    machine: () => image('debian', { '/srv/server': file(elfProgram()) }),
    args: ['--app', '/srv/server'],
    shows: ['app'],
    finds: ['app/not-executable'],
  },
];
