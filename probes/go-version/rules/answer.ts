import { byHand, dockerfile, setEnv } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { milliseconds } from '../../../src/core/time/duration.ts';
import { LIMIT_UNITS, memoryLimitMeantBy } from '../../../src/go/memory-limit.ts';
import { IMAGE, install } from '../install.ts';

/** What an operator runs to see it himself, without a download. */
const BY_HAND = 'cd / && GOTOOLCHAIN=local';

/** By what the go command is: one of a whole toolchain, one without its tree, a wrapper. */
const FAILED = {
  toolchain: (path: string) =>
    `see whether the environment is at fault: cd / && env -i HOME="$HOME" GOTOOLCHAIN=local ${path} version`,
  alone: (path: string) => `bring the whole tree, not ${path} alone`,
  script: (path: string) => `put the go command of a toolchain on PATH before the script ${path}`,
} as const;

/** The go command starts, and does not tell its version; or tells one that will not do. */
export const answerRules = {
  failed: rule<{ path: string; code: number; errors: string; kind: keyof typeof FAILED }>({
    title: '`go version` fails',
    severity: 'error',
    cause:
      'A go command that cannot tell its version can do nothing else. The environment may be at fault (GOFLAGS with an unknown flag, an unknown GOEXPERIMENT, a relative GOWORK or GOPATH), or the go command was copied without the tree that belongs to it.',
    says: ['malformed GOMEMLIMIT', 'unknown GOEXPERIMENT'],
    message: ({ path, code, errors }) =>
      `${path} version exits with code ${code}${errors === '' ? ' and says nothing' : `: ${errors}`}.`,
    remedies: ({ path, kind, errors }, { family }) => {
      const named = /(?:unknown|invalid|malformed) (GO[A-Z][A-Z0-9]+)/.exec(errors)?.[1];
      if (named === 'GOMEMLIMIT') {
        const value = /GOMEMLIMIT=(\S*)/.exec(errors)?.[1] ?? '';
        return setEnv({ GOMEMLIMIT: memoryLimitMeantBy(value) }, LIMIT_UNITS);
      }
      if (named !== undefined) return setEnv({ [named]: '' }, 'an empty one counts as unset');
      if (kind === 'alone') {
        const link = family === 'scratch' ? [] : [`RUN ln -sf /usr/local/go/bin/go ${quote(path)}`];
        return [
          dockerfile([...(install('1.27', family)[0]?.lines ?? []), ...link], {
            why: 'the whole tree, not bin/go alone',
          }),
        ];
      }
      return [byHand('image', FAILED[kind](path))];
    },
    restart: { mends: false, why: 'Image and environment stay as they are.' },
    example: {
      path: '/usr/local/go/bin/go',
      code: 2,
      errors: 'go: parsing $GOFLAGS: non-flag "mod=vendor"',
      kind: 'toolchain',
    },
  }),
  killed: rule<{ path: string; signal: string; errors: string }>({
    title: '`go version` is ended by a signal',
    severity: 'error',
    cause:
      'SIGKILL: usually the memory limit. SIGILL: the program was built for a newer processor (GOAMD64). SIGSYS: a seccomp profile forbids a system call. SIGSEGV, SIGBUS: a damaged file or a full disk behind it.',
    message: ({ path, signal, errors }) =>
      `${path} version was ended by ${signal}${errors === '' ? '' : `: ${errors}`}.`,
    remedies: ({ signal, path }) => [
      byHand('pod', KILLED[signal] ?? `see it by hand: ${BY_HAND} ${path} version`),
    ],
    restart: { mends: false, why: 'The same program runs under the same limits.' },
    example: { path: '/usr/local/go/bin/go', signal: 'SIGKILL', errors: '' },
  }),
  'timed-out': rule<{ path: string; afterMs: number }>({
    title: '`go version` does not answer in time',
    severity: 'error',
    cause:
      'It takes a few milliseconds on a healthy machine. What holds it up is a file system that hangs, a wrapper script that waits or downloads, or a processor limit that is far too small for builds.',
    message: ({ path, afterMs }) => `${path} had not answered after ${milliseconds(afterMs)}.`,
    remedies: ({ path }) => [
      byHand(
        'container',
        `see what it waits for: ${BY_HAND} strace -f ${path} version; or give a slow machine more time with --timeout`,
      ),
    ],
    restart: { mends: false, why: 'Neither the file system nor the limits change by it.' },
    example: { path: '/usr/local/go/bin/go', afterMs: 820 },
  }),
  unparsable: rule<{ path: string; output: string; bytes: number | null }>({
    title: 'What `go version` prints is no version',
    severity: 'error',
    cause:
      'The program is not the go command of a Go toolchain: another program of that name, or a wrapper that prints something of its own.',
    message: ({ path, output, bytes }) =>
      `${path} version printed ${bytes === null ? (output === '' ? 'nothing' : `"${output}"`) : `${bytes} bytes and more, beginning "${output}"`}.`,
    remedies: ({ path }) => [byHand('image', `put the go command of a toolchain on PATH before ${path}`)],
    restart: IMAGE,
    example: { path: '/usr/games/go', output: 'Welcome to the game of go', bytes: null },
  }),
  'out-of-range': rule<{
    version: string;
    range: string;
    suggested: string | null;
    alternative: { readonly path: string; readonly version: string } | null;
  }>({
    title: 'The version of Go is not one that the policy accepts',
    severity: 'error',
    cause:
      'The policy names the versions that the builds are made for (goVersion.range, in the grammar of npm). A pre-release counts by its place in the order: 1.22rc1 is in >=1.21, and before 1.22.',
    message: ({ version, range, alternative }) =>
      `Go is ${version}; the policy asks for ${range}.${alternative === null ? '' : ` Behind it there is ${alternative.version} at ${alternative.path}.`}`,
    remedies: ({ alternative, suggested }, { family }) =>
      alternative === null ? install(suggested, family) : [prefer(alternative.path)],
    restart: IMAGE,
    example: { version: '1.19.8', range: '>=1.21', suggested: '1.27', alternative: null },
  }),
  'end-of-life': rule<{
    version: string;
    line: string;
    successor: string;
    since: string;
    suggested: string | null;
  }>({
    title: 'This line of Go gets no security fixes any more',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'for a toolchain of Red Hat, which fixes it there' }],
    cause:
      'Go supports its two newest lines: 1.N ends when 1.(N+2) is released (https://go.dev/doc/devel/release). It goes on working, and what it builds keeps every hole that is found in the standard library. The table of releases is part of probe-env; of lines that are newer than the table nothing is said. Red Hat fixes its own toolchains: for them this is only information.',
    message: ({ version, line, successor, since }) =>
      `Go is ${version}. Go ${line} has had no fixes since ${since}, when ${successor} was released.`,
    remedies: ({ suggested }, { family }) =>
      suggested === null
        ? [
            byHand(
              'policy',
              'goVersion.range asks for a line that has ended: raise it, and then the toolchain',
            ),
          ]
        : install(suggested, family),
    restart: IMAGE,
    example: { version: '1.22.12', line: '1.22', successor: '1.24', since: '2025-02-11', suggested: '1.27' },
  }),
  prerelease: rule<{ version: string; line: string; released: string | null }>({
    title: 'This Go is a pre-release',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'as long as the release is not out' }],
    cause:
      'Betas, release candidates and development builds get no fixes: the next one replaces them. Until the release is out that is a choice (information); afterwards it is an oversight (warning).',
    message: ({ version, line, released }) =>
      released === null
        ? `Go is ${version}, and Go ${line} is not released yet.`
        : `Go is ${version}, but Go ${line} has been released since ${released}.`,
    remedies: ({ line, released }, { family }) =>
      released === null
        ? [byHand('image', 'none needed; the release will take its place')]
        : install(line, family),
    restart: IMAGE,
    example: { version: '1.27.0-rc.1', line: '1.27', released: '2026-08-19' },
  }),
} as const satisfies RuleSet;

const DAMAGED =
  'compare the file with where it came from (sha256sum), look for a full disk (df), and bring the tree anew';

const KILLED: Readonly<Record<string, string>> = {
  SIGBUS: DAMAGED,
  SIGSEGV: DAMAGED,
  SIGKILL:
    'raise the memory limit of the container: a build needs far more than this. Look for oom_kill in /sys/fs/cgroup/memory.events',
  SIGILL: 'use a toolchain built for every processor, such as that of the image golang',
  SIGSYS: 'run the container with the default seccomp profile of a recent runtime',
};

function prefer(path: string): Remedy {
  return dockerfile(`ENV PATH=${path.replace(/\/go$/, '')}:$PATH`, { why: 'another toolchain is there' });
}
