import { byHand, dockerfile } from '../../../src/core/remedy/forms.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import type { DirectoryKind } from '../../../src/target/image-contents.ts';
import { KIND_IN_WORDS } from '../kinds.ts';
import { size } from '../size.ts';
import { type Layers, SAME_IMAGE } from './same-image.ts';

const BY_SIZE = [
  { severity: 'warning', when: 'from 5 MiB on' },
  { severity: 'error', when: 'where the policy forbids it' },
] as const;
const FORBIDDEN = [{ severity: 'error', when: 'where the policy forbids it' }] as const;

type Directory = Layers & {
  readonly kind: DirectoryKind;
  readonly path: string;
  readonly bytes: number;
};
type Files = Layers & { readonly paths: readonly string[]; readonly count: number };

/** What takes room, or is of use to an attacker, and serves no container. */
export const leftoverRules = {
  'cache-left': rule<Directory>({
    title: 'A cache is left in the image',
    severity: 'info',
    otherwise: BY_SIZE,
    cause:
      "Package managers, pip and Go keep what they downloaded and built. In an image nobody uses it again: it is pulled and kept on every node. A cache must be emptied in the RUN line that fills it, or be none of the image's. Go's caches are left alone in a build image, where builds use them.",
    message: ({ kind, path, bytes }) => `${path} has ${size(bytes)}: ${KIND_IN_WORDS[kind] ?? kind}.`,
    remedies: ({ kind, path }) => emptied(kind, path),
    restart: SAME_IMAGE,
    example: { kind: 'package-lists', path: '/var/lib/apt/lists', bytes: 19_000_000, layers: [1] },
  }),
  'removed-late': rule<Directory & { readonly layer: number; readonly removedIn: number }>({
    title: 'Something is deleted in a later layer, and still takes its room',
    severity: 'info',
    otherwise: BY_SIZE,
    cause:
      'A layer is never changed: what a later line of the Dockerfile deletes is hidden, and pulled and kept with the layer that has it. It must be deleted in the RUN line that makes it.',
    message: ({ kind, path, bytes, layer, removedIn }) =>
      `${path} (${KIND_IN_WORDS[kind] ?? kind}): layer ${removedIn} deletes it, and its ${size(bytes)} stay in layer ${layer}.`,
    remedies: ({ kind, path }) => emptied(kind, path),
    restart: SAME_IMAGE,
    example: {
      kind: 'package-lists',
      path: '/var/lib/apt/lists',
      bytes: 19_000_000,
      layer: 1,
      removedIn: 2,
      layers: [1, 2],
    },
  }),
  'git-left': rule<Layers & { readonly path: string; readonly bytes: number }>({
    title: 'A Git repository is in the image',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'in a build image' }, ...FORBIDDEN],
    cause:
      'A .git directory holds all that was ever committed, sources and secrets that were deleted since among it, and often a large part of the image. It comes with COPY . of a whole checkout.',
    message: ({ path, bytes }) => `${path} has ${size(bytes)}: the history of the sources.`,
    remedies: () => [byHand('image', 'write .git into .dockerignore, so that COPY leaves it out')],
    restart: SAME_IMAGE,
    example: { path: '/app/.git', bytes: 48_000_000, layers: [3] },
  }),
  'compiler-left': rule<Files & { readonly bytes: number }>({
    title: 'Compilers are in an image that builds nothing',
    severity: 'info',
    otherwise: FORBIDDEN,
    cause:
      'A compiler in a container that only runs a service is room on every node, packages to keep up to date, and a tool for whoever breaks in. Base images that are meant for builds have one.',
    message: ({ paths, count, bytes }) => `${list(paths, count)} (${size(bytes)}).`,
    remedies: () => [
      byHand('image', 'build in a stage of its own, and COPY --from it the program into a smaller image'),
    ],
    restart: SAME_IMAGE,
    example: { paths: ['/usr/bin/x86_64-linux-gnu-gcc-12'], count: 1, bytes: 1_100_000, layers: [2] },
  }),
  'set-uid': rule<Files>({
    title: 'Programs run as their owner, whoever starts them',
    severity: 'info',
    otherwise: FORBIDDEN,
    cause:
      'A set-uid program of root gives its rights to whoever starts it, unless the container has no_new_privs (allowPrivilegeEscalation: false). Distributions bring su, mount and passwd along, which a service does not need.',
    message: ({ paths, count }) => `${list(paths, count)}.`,
    remedies: () => [
      dockerfile("RUN find / -xdev -type f -perm /4000 -exec chmod u-s '{}' +", {
        needs: ['root'],
        why: 'takes the bit away',
      }),
      byHand('pod', 'securityContext: { allowPrivilegeEscalation: false } makes it of no effect'),
    ],
    restart: SAME_IMAGE,
    example: { paths: ['/usr/bin/passwd', '/usr/bin/su'], count: 2, layers: [0] },
  }),
  'world-writable': rule<Files>({
    title: 'Everybody may write to a directory, and remove what others wrote there',
    severity: 'info',
    otherwise: FORBIDDEN,
    cause:
      'A directory with write permission for all and without the sticky bit lets every user of the container replace files of others in it.',
    message: ({ paths, count }) => `${list(paths, count)}.`,
    remedies: () => [
      dockerfile("RUN find / -xdev -type d -perm -0002 ! -perm -1000 -exec chmod +t '{}' +", {
        needs: ['root'],
        why: 'sets the sticky bit: then each may remove only what is his',
      }),
    ],
    restart: SAME_IMAGE,
    example: { paths: ['/srv/data'], count: 1, layers: [2] },
  }),
} as const satisfies RuleSet;

function list(paths: readonly string[], count: number): string {
  return `${paths.join(', ')}${count > paths.length ? ` and ${count - paths.length} more` : ''}`;
}

/** Where the line that fills it is known only to whoever wrote it. */
function emptied(kind: DirectoryKind, path: string): readonly Remedy[] {
  switch (kind) {
    case 'package-lists':
      return [byHand('image', 'at the end of the RUN line with apt-get: && rm -rf /var/lib/apt/lists/*')];
    case 'package-cache':
      return path.includes('apk')
        ? [byHand('image', 'apk add --no-cache in place of apk update and apk add')]
        : [byHand('image', `at the end of the RUN line that installs: && rm -rf ${path}/*`)];
    case 'go-build-cache':
    case 'module-cache':
      return [
        byHand('image', 'build in a stage of its own, and COPY --from it the program alone'),
        byHand('image', `or mount it for the build: RUN --mount=type=cache,target=${path} go build`),
      ];
    case 'home-cache':
      return [
        byHand('image', `mount it for the line that fills it: RUN --mount=type=cache,target=${path}`),
        byHand('image', `or at the end of that line: && rm -rf ${path}`),
      ];
    case 'git':
      return [byHand('image', 'write .git into .dockerignore, so that COPY leaves it out')];
  }
}
