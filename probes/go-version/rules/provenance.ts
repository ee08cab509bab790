import type { Family } from '../../../src/core/platform.ts';
import { byHand, ci } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { IMAGE, install } from '../install.ts';

type Differing = {
  readonly goroot: string;
  /** As the policy names it. */
  readonly list: string;
  /** Absolute, the first few. */
  readonly paths: readonly string[];
  readonly count: number;
  /** Files of the list. */
  readonly listed: number;
  /** Of the go command; null where it tells none. */
  readonly version: string | null;
};

const EXAMPLE = {
  goroot: '/usr/local/go',
  list: 'go1.26.10.sha256',
  count: 1,
  listed: 15_000,
  version: '1.26.10',
} as const;

/** The tree against the list of a release's files: goVersion.checksums. */
export const provenanceRules = {
  'toolchain-changed': rule<Differing>({
    title: 'Files of the toolchain are not those of the release',
    severity: 'error',
    cause:
      'goVersion.checksums names a list of the files of a release, each with its SHA-256. A file with another one was written after the release was unpacked: by a patch, by a layer that copied over it, by a disk, or by somebody who wanted it. What such a toolchain builds is not what its sources say.',
    message: ({ list, paths, count }) =>
      `${named(paths, count, 'has', 'have')} another SHA-256 than ${list} says.`,
    remedies: (args, { family }) => [
      ...anew(args, family),
      byHand('policy', 'where the change is wanted, make the list of the tree that is wanted'),
    ],
    restart: IMAGE,
    example: { ...EXAMPLE, paths: ['/usr/local/go/pkg/tool/linux_amd64/link'] },
  }),
  'toolchain-incomplete': rule<Differing>({
    title: 'The toolchain lacks files of the release',
    severity: 'error',
    cause:
      'goVersion.checksums names a list of the files of a release, and some are not in the tree: it was made smaller, or not copied whole. A build that needs one of them fails; one that finds another file of its package alone builds something else.',
    message: ({ list, count, paths, listed }) =>
      `${named(paths, count)} not there, of the ${listed} files in ${list}.`,
    remedies: (args, { family }) => [
      ...anew(args, family),
      byHand(
        'policy',
        'where a smaller tree is wanted, make the list of the tree that is wanted, or take the lines out',
      ),
    ],
    restart: IMAGE,
    example: { ...EXAMPLE, paths: ['/usr/local/go/src/crypto/tls/cipher_suites.go'] },
  }),
  'toolchain-added': rule<Differing>({
    title: 'The toolchain holds files that the release does not have',
    severity: 'error',
    cause:
      'goVersion.checksums names a list of the files of a release, and the tree holds more. The go command compiles every .go file of a package that fits the platform: one that was put beside the others becomes part of every program. Programs of GOBIN=$GOROOT/bin and archives of "go install std" are harmless, and belong elsewhere.',
    message: ({ list, count, paths }) => `${named(paths, count)} not in ${list}.`,
    remedies: (args, { family }) => [
      ...anew(args, family),
      byHand(
        'image',
        'where these files are wanted, put them elsewhere: programs into a directory of PATH of their own',
      ),
    ],
    restart: IMAGE,
    example: { ...EXAMPLE, paths: ['/usr/local/go/src/crypto/rand/rand_seed.go'] },
  }),
  'toolchain-other': rule<
    Pick<Differing, 'goroot' | 'list' | 'count' | 'listed'> & { readonly stated: string }
  >({
    title: 'The toolchain is not the release whose files are listed',
    severity: 'error',
    cause:
      'goVersion.checksums names a list of the files of a release, and both VERSION and bin/go are others: the toolchain is of another release, or for another processor, or was built by somebody else.',
    message: ({ goroot, list, stated, count, listed }) =>
      `${goroot} says ${stated === '' ? 'no version' : stated}; of the ${listed} files in ${list}, ${count} are others or are not there.`,
    remedies: ({ goroot, list }, { family }) => [
      ...ofList(list, goroot, family),
      byHand('policy', 'where this toolchain is wanted, make the list of its release'),
    ],
    restart: IMAGE,
    example: {
      goroot: '/usr/local/go',
      list: 'go1.26.10.sha256',
      stated: 'go1.25.12',
      count: 14_210,
      listed: 15_000,
    },
  }),
  'checksums-unusable': rule<{
    readonly list: string;
    readonly why: keyof typeof WHY;
    readonly code: string | null;
    readonly line: number | null;
  }>({
    title: 'The toolchain cannot be compared with the list of its release',
    severity: 'error',
    cause:
      'goVersion.checksums names a file of the machine on which probe-env is called: the SHA-256 of each file of a release, as sha256sum prints it. The checksum that go.dev/dl shows is that of the archive: it says that the download is whole, and nothing of a tree that was unpacked from it. Check the archive with it, and make the list from what it unpacks to.',
    message: ({ list, why, code, line }) => `${list} ${WHY[why](code ?? '', line ?? 0)}.`,
    remedies: ({ list, why }) =>
      why === 'no-tree'
        ? [
            byHand('image', 'bring a toolchain of a release: its bin/go lies in its tree'),
            byHand('policy', 'take goVersion.checksums out'),
          ]
        : [
            ci([`tar -xzf ${ARCHIVE}`, `(cd go && find . -type f -exec sha256sum {} +) > ${quote(list)}`], {
              why: `with the archive of your release, after sha256sum has shown that it is the one of go.dev/dl`,
            }),
          ],
    restart: { mends: false, why: 'The list is no part of the container.' },
    example: { list: 'go1.26.10.sha256', why: 'archive', code: null, line: 1 },
  }),
} as const satisfies RuleSet;

const ARCHIVE = 'go*.linux-*.tar.gz';

const WHY = {
  unreadable: (code: string) => (code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`),
  line: (_: string, line: number) => `has a line that sha256sum does not print: ${line}`,
  archive: (_: string, line: number) =>
    `has the checksum of an archive (line ${line}), and not those of the files in it`,
  'no-toolchain': () => 'lists no bin/go with a VERSION above it',
  'no-tree': () => 'has nothing to be compared with: the go command lies in no tree',
};

function named(paths: readonly string[], count: number, one = 'is', several = 'are'): string {
  const more = count - paths.length;
  const names = more > 0 ? `${paths.join(', ')} and ${more} more` : paths.join(', ');
  return `${names} ${count === 1 ? one : several}`;
}

function anew({ version, goroot }: Differing, family: Family): readonly Remedy[] {
  return version === null ? [] : install(version, family, goroot);
}

/** By the usual name of such a list. */
function ofList(name: string, goroot: string, family: Family): readonly Remedy[] {
  const version = /go(1\.\d{1,3}(?:\.\d{1,3})?)(?!\d|\.\d)/.exec(name)?.[1];
  return version === undefined
    ? [byHand('image', `bring the release that ${name} lists`)]
    : install(version, family, goroot);
}
