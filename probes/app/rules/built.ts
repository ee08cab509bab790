import { byHand, command, pod } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { SAME_IMAGE } from './same-image.ts';

/** How it was built, and who may replace it. */
export const built = {
  'go-end-of-life': rule<{
    readonly path: string;
    readonly version: string;
    readonly line: string;
    readonly successor: string;
    readonly since: string;
  }>({
    title: 'The program was built by a Go that gets no security fixes any more',
    severity: 'warning',
    cause:
      'Go supports its two newest lines: 1.N ends when 1.(N+2) is released (https://go.dev/doc/devel/release). A program has the standard library of the Go that built it, with every hole that was found since.',
    message: ({ path, version, line, successor, since }) =>
      `${path} was built by ${version}. Go ${line} has had no fixes since ${since}, when ${successor} was released.`,
    remedies: () => [
      byHand('image', 'build it by a line of Go that is supported; what it needs of go.mod can stay'),
    ],
    restart: SAME_IMAGE,
    example: { path: '/app', version: 'go1.21.13', line: '1.21', successor: '1.23', since: '2024-08-13' },
  }),
  'go-race-build': rule<{ readonly path: string; readonly version: string }>({
    title: 'The program was built with the race detector',
    severity: 'warning',
    cause:
      'go build -race is for tests: the program takes five to ten times the memory and two to twenty times the time (https://go.dev/doc/articles/race_detector), and ends at the first race where GORACE says so.',
    message: ({ path }) => `${path} was built with -race.`,
    remedies: () => [byHand('image', 'build it without -race; GOFLAGS may have it')],
    restart: SAME_IMAGE,
    example: { path: '/app', version: 'go1.27.3' },
  }),
  'go-cover-build': rule<{ readonly path: string; readonly version: string }>({
    title: 'The program was built to measure the coverage of tests',
    severity: 'warning',
    cause:
      'go build -cover has the program count each piece of code that runs. At its end it writes the counts to GOCOVERDIR, or, where that is not set, a warning to stderr (https://go.dev/doc/build-cover).',
    message: ({ path }) => `${path} was built with -cover.`,
    remedies: () => [byHand('image', 'build it without -cover; GOFLAGS may have it')],
    restart: SAME_IMAGE,
    example: { path: '/app', version: 'go1.27.3' },
  }),
  'go-modified-build': rule<{ readonly path: string; readonly version: string }>({
    title: 'The program was built from sources that are in no commit',
    severity: 'info',
    cause:
      'The checkout had changes when go built the program (vcs.modified in its build info), often files that the image build itself wrote or left out (.dockerignore). Nobody can build the same program again from the commit that it names.',
    message: ({ path }) => `${path} was built from a checkout with changes that were not committed.`,
    remedies: () => [
      byHand(
        'image',
        'build it from a clean checkout: git status --short in the stage that builds names the files',
      ),
    ],
    restart: SAME_IMAGE,
    example: { path: '/app', version: 'go1.27.3' },
  }),
  'writable-by-self': rule<{ readonly path: string; readonly what: string }>({
    title: 'The program may be replaced by the user that it runs as',
    severity: 'info',
    cause:
      'Whoever takes over the process can put another program in place of this one, which the next start then runs. A file of root in a directory of root, or a read-only root file system, keeps it.',
    message: ({ path, what }) =>
      what === 'file'
        ? `${path} may be written by its own user.`
        : `The directory of ${path} may be written by its own user.`,
    remedies: ({ path, what }) => {
      const mine = what === 'file' ? path : path.slice(0, path.lastIndexOf('/')) || '/';
      return [
        ...command([`chown root:root ${quote(mine)}`, `chmod go-w ${quote(mine)}`]),
        pod('securityContext: { readOnlyRootFilesystem: true }'),
      ];
    },
    restart: SAME_IMAGE,
    example: { path: '/app', what: 'file' },
  }),
} as const satisfies RuleSet;
