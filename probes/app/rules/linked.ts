import { byHand, command, dockerfile } from '../../../src/core/remedy/forms.ts';
import { install, type PackageNames } from '../../../src/core/remedy/packages.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { SAME_IMAGE } from './same-image.ts';

/** Packages that bring a library, by its name. */
const PACKAGES: Readonly<Record<string, PackageNames>> = {
  'libgcc_s.so.1': { debian: 'libgcc-s1', alpine: 'libgcc', rhel: 'libgcc', suse: 'libgcc_s1' },
  'libstdc++.so.6': { debian: 'libstdc++6', alpine: 'libstdc++', rhel: 'libstdc++', suse: 'libstdc++6' },
  'libz.so.1': { debian: 'zlib1g', alpine: 'zlib', rhel: 'zlib', suse: 'libz1' },
  'libssl.so.3': { debian: 'libssl3', alpine: 'libssl3', rhel: 'openssl-libs', suse: 'libopenssl3' },
  'libcrypto.so.3': { debian: 'libssl3', alpine: 'libcrypto3', rhel: 'openssl-libs', suse: 'libopenssl3' },
  'libsqlite3.so.0': {
    debian: 'libsqlite3-0',
    alpine: 'sqlite-libs',
    rhel: 'sqlite-libs',
    suse: 'libsqlite3-0',
  },
  'libatomic.so.1': { debian: 'libatomic1', alpine: 'libatomic', rhel: 'libatomic', suse: 'libatomic1' },
};

const STATIC = dockerfile('ENV CGO_ENABLED=0', {
  why: 'in the stage that builds a Go program: it then needs no C library at all',
});

const LOADER: Readonly<Record<string, string>> = {
  absent: 'which is not there',
  damaged: 'which is no loader for it',
  'not-executable': 'which may not be executed',
};

const SEVERAL = [{ severity: 'warning', when: 'behind a script, which may change that' }] as const;

/** The loader and the libraries of a program. */
export const linked = {
  'loader-missing': rule<{ readonly path: string; readonly loader: string; readonly why: string }>({
    title: 'The loader of the program is not there',
    severity: 'error',
    otherwise: SEVERAL,
    cause:
      'A program that uses libraries names the loader that brings them: ld-linux of glibc (Debian, Ubuntu, Red Hat) or ld-musl of musl (Alpine). An image with the other C library, or with none (scratch, distroless/static), does not have it, and the kernel says "no such file or directory" of a file that is there.',
    message: ({ path, loader, why }) => `${path} needs the loader ${loader}, ${LOADER[why] ?? why}.`,
    remedies: ({ loader }, { family }) => [
      STATIC,
      ...(family === 'alpine' && loader.includes('ld-linux')
        ? command('apk add --no-cache gcompat', {
            needs: ['network'],
            why: 'stands in for glibc; it does not carry every program',
          })
        : []),
      byHand(
        'image',
        'build it in an image with the C library that the final image has, or take a final image with that of the builder',
      ),
    ],
    restart: SAME_IMAGE,
    example: { path: '/app', loader: '/lib64/ld-linux-x86-64.so.2', why: 'absent' },
  }),
  'library-missing': rule<{
    readonly library: string;
    readonly neededBy: string;
    readonly damaged: string | null;
  }>({
    title: 'A library of the program is not there',
    severity: 'error',
    otherwise: SEVERAL,
    cause:
      'The loader looks for each library where the program, LD_LIBRARY_PATH and its own list say (ld.so(8)), and does not start the program where one is missing: code 127. The builder had it, and the final image has not.',
    says: ['error while loading shared libraries'],
    message: ({ library, neededBy, damaged }) =>
      damaged === null
        ? `${neededBy} needs ${library}, which is nowhere where the loader looks.`
        : `${neededBy} needs ${library}, and ${damaged} is no library that can be loaded.`,
    remedies: ({ library }, platform) => {
      const names = PACKAGES[library];
      return [
        ...(names === undefined ? [] : install(names, platform)),
        byHand('image', `install the package that has ${library}, or copy it to where the loader looks`),
        STATIC,
      ];
    },
    restart: SAME_IMAGE,
    example: { library: 'libstdc++.so.6', neededBy: '/app', damaged: null },
  }),
  'library-unreadable': rule<{ readonly path: string; readonly library: string; readonly neededBy: string }>({
    title: 'A library of the program may not be read by the user of the container',
    severity: 'error',
    otherwise: SEVERAL,
    cause:
      'The loader reads libraries as the user that the program runs as, and goes on as if one that he may not read were not there. An image that was built with a umask of 077, or files of root copied with their mode, have such ones.',
    message: ({ path, neededBy }) => `${neededBy} needs ${path}, which this user may not read.`,
    remedies: ({ path }) => [
      ...command(`chmod a+r ${quote(path)}`),
      byHand('image', `let everybody read ${path} and enter the directories on the way`),
    ],
    restart: SAME_IMAGE,
    example: { path: '/opt/app/libfoo.so.1', library: 'libfoo.so.1', neededBy: '/app' },
  }),
  'symbol-version-missing': rule<{
    readonly version: string;
    readonly library: string;
    readonly neededBy: string;
  }>({
    title: 'A library is too old for the program',
    severity: 'error',
    otherwise: SEVERAL,
    cause:
      'A program that was linked on a newer system asks its libraries for versions of functions that an older release does not have. With glibc it runs on the release that it was built on and on newer ones, never on older ones.',
    says: ["' not found (required by"],
    message: ({ version, library, neededBy }) =>
      `${neededBy} needs ${version}, and ${library} does not have it.`,
    remedies: () => [
      byHand(
        'image',
        'build it in an image of the release that the final image has, or take a newer final image',
      ),
      STATIC,
    ],
    restart: SAME_IMAGE,
    example: { version: 'GLIBC_2.34', library: '/lib/x86_64-linux-gnu/libc.so.6', neededBy: '/app' },
  }),
  'cpu-level': rule<{ readonly path: string; readonly needs: number; readonly has: number }>({
    title: 'The program needs a newer processor',
    severity: 'error',
    otherwise: SEVERAL,
    cause:
      'Built for x86-64-v2, v3 or v4 (GOAMD64, gcc -march), it uses instructions that older processors, and some virtual machines, do not have. Go and glibc refuse to start it; anything else dies by SIGILL.',
    message: ({ path, needs, has }) => `${path} needs x86-64-v${needs}; this processor has v${has}.`,
    remedies: ({ has }) => [
      dockerfile(`ENV GOAMD64=v${has}`, { why: 'in the stage that builds a Go program' }),
      byHand(
        'host',
        'run it on nodes with a newer processor, or give the virtual machine the processor of its host',
      ),
    ],
    restart: SAME_IMAGE,
    example: { path: '/app', needs: 3, has: 2 },
  }),
} as const satisfies RuleSet;
