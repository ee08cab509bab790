import { byHand, command, dockerfile } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { ociArchitecture } from '../../../src/target/program/oci-architecture.ts';
import { asList, lies, type Named } from './absent.ts';
import { SAME_IMAGE } from './same-image.ts';

const NOT_EXECUTABLE: Readonly<Record<string, string>> = {
  mode: 'has no x bit',
  type: 'is no regular file',
  directory: 'is a directory',
  denied: 'is closed to this user: a directory on the way, its mode or an access list',
};

/** Where no mode helps. */
const INSTEAD_OF_MODE: Readonly<Record<string, (path: string) => string>> = {
  type: () => 'name the program itself',
  directory: (path) =>
    `name the program itself; where it lies in that directory: ENTRYPOINT ["${path}/NAME"]`,
};

const NO_PROGRAM: Readonly<Record<string, string>> = {
  windows: 'is a program for Windows',
  macos: 'is a program for macOS',
  object: 'is an ELF file, and no program: an object file or a core dump',
  damaged: 'begins as a program, and its header makes no sense',
  unknown: 'is neither a program nor a script',
  'lfs-pointer': 'is what Git LFS checks out in place of a file that was not fetched',
  page: 'is a page of the web and no program',
  'go-source': 'is Go source and no program',
};

/** What was to be done before. */
const INSTEAD: Readonly<Record<string, string>> = {
  'lfs-pointer': 'where the image is built, before it: git lfs pull; a checkout of CI has an option for it',
  page: 'look at what its address answers: the download was refused, and curl -f would have ended with an error',
  'go-source': 'copy what go build makes of it',
};

/** What is executed: there, whole, and for this machine. */
export const file = {
  missing: rule<Named>({
    title: 'The program of the container is not there',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script, which may put it there' }],
    cause:
      'What the command names is no file of the container: it was not copied, lies elsewhere, is hidden by a mount, or is a name that no directory of PATH has. The container ends before it begins, with code 127 or StartError.',
    message: lies,
    remedies: ({ program, volume, meant }) => {
      if (meant !== undefined)
        return [byHand('image', `write each word by itself, in double quotes: ${asList(meant)}`)];
      return volume === undefined
        ? [
            byHand(
              'image',
              `put ${program} into the image, or name the program by the path that it has there`,
            ),
          ]
        : [
            byHand(
              'pod',
              `mount at ${volume} nothing that hides the program: put the volume beside it, or mount single files (of a ConfigMap by subPath)`,
            ),
            byHand('image', `put the program elsewhere than below ${volume}, and name it by that path`),
          ];
    },
    restart: SAME_IMAGE,
    example: { program: '/usr/local/bin/app', path: '/usr/local/bin/app', link: null },
  }),
  'shell-missing': rule<Named>({
    title: 'The command needs a shell, and the container has none',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script, which may put it there' }],
    cause:
      'Distroless and scratch images have no shell. ENTRYPOINT and CMD that are not written as a list ([...]) are given to /bin/sh -c, and so are many commands of manifests.',
    message: lies,
    remedies: () => [
      byHand('image', 'name the program itself and its arguments, as a list: ENTRYPOINT ["/app", "--flag"]'),
      byHand('pod', 'name the program itself and its arguments: command: ["/app", "--flag"]'),
    ],
    restart: SAME_IMAGE,
    example: { program: '/bin/sh', path: '/bin/sh', link: null },
  }),
  'not-executable': rule<{ readonly path: string; readonly why: string; readonly volume?: string }>({
    title: 'The program of the container may not be executed',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script, which may change that' }],
    cause:
      'The kernel executes regular files with an x bit for this user, and he has to be able to enter every directory on the way. COPY keeps the mode that a file has where the image is built; some checkouts and archives drop the x bit. The container ends with code 126 or StartError.',
    message: ({ path, why }) => `${path} ${NOT_EXECUTABLE[why] ?? why}.`,
    remedies: ({ path, why, volume }) => {
      if (volume !== undefined)
        return [
          byHand(
            'pod',
            `give the file the x bit where the volume of ${volume} is filled (of a ConfigMap or Secret: defaultMode: 0555), or start what reads it: command: [sh, ${path}]`,
          ),
        ];
      return [
        ...(why === 'mode' ? command(`chmod 0755 ${quote(path)}`) : []),
        byHand(
          'image',
          INSTEAD_OF_MODE[why]?.(path) ?? 'copy it with a mode for all users: COPY --chmod=0755',
        ),
      ];
    },
    restart: SAME_IMAGE,
    example: { path: '/usr/local/bin/app', why: 'mode' },
  }),
  'noexec-mount': rule<{ readonly path: string; readonly mount: string }>({
    title: 'The program of the container lies on a mount without the right to execute',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script, which may mount it anew' }],
    cause:
      'No program of a file system that is mounted with noexec is started, whatever its mode: many volumes, /dev/shm, and a /tmp of docker run --tmpfs are mounted so.',
    message: ({ path, mount }) => `${path} lies on ${mount}, which is mounted with noexec.`,
    remedies: ({ mount }) => [
      byHand('image', 'keep the program in the image, and only its data in volumes'),
      byHand('pod', `mount ${mount} with exec: docker run --tmpfs ${mount}:exec`),
    ],
    restart: SAME_IMAGE,
    example: { path: '/data/app', mount: '/data' },
  }),
  truncated: rule<{ readonly path: string; readonly size: number; readonly wanted: number | null }>({
    title: 'The program of the container is cut short',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script, which may replace it' }],
    cause:
      'The file ends before what its own tables speak of: a download or a copy that was broken off, a full disk, or a pointer of Git LFS. The kernel refuses it ("exec format error"), or it dies at once by SIGBUS or SIGSEGV.',
    says: ['exec format error'],
    message: ({ path, size, wanted }) =>
      size === 0
        ? `${path} is empty.`
        : `${path} has ${size} bytes${wanted === null ? ', and its table of segments is not in them' : ` of at least ${wanted}`}.`,
    remedies: ({ path }) => [
      byHand('image', `build or copy ${path} again, and compare it with the original (sha256sum)`),
    ],
    restart: SAME_IMAGE,
    example: { path: '/app', size: 4096, wanted: 8_300_000 },
  }),
  'not-a-program': rule<{ readonly path: string; readonly is: string }>({
    title: 'What the command names is no program of Linux',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script, which may replace it' }],
    cause:
      'The kernel executes ELF programs and scripts. A program that was built on another system without GOOS=linux, a library, an archive or a text is none: "exec format error".',
    message: ({ path, is }) => `${path} ${NO_PROGRAM[is] ?? is}.`,
    remedies: ({ path, is }) => [
      ...(is === 'windows' || is === 'macos'
        ? [dockerfile('ENV GOOS=linux', { why: 'in the stage that builds it' })]
        : []),
      ...(INSTEAD[is] === undefined ? [] : [byHand('image', INSTEAD[is])]),
      byHand('image', `put a program for Linux at ${path}`),
    ],
    restart: SAME_IMAGE,
    example: { path: '/app', is: 'macos' },
  }),
  'wrong-architecture': rule<{ readonly path: string; readonly machine: string; readonly arch: string }>({
    title: 'The program of the container is for another processor',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script, which may replace it' }],
    cause:
      'A program runs on the kind of processor that it was built for. An image that was built on an ARM laptop does not start on a node with x86-64, nor the other way round, unless the node has an emulator: "exec format error".',
    says: ['exec format error'],
    message: ({ path, machine, arch }) => `${path} is a program for ${machine}, and this is ${arch}.`,
    remedies: ({ arch }) =>
      /^[a-z0-9_]+$/.test(arch)
        ? [
            byHand(
              'ci',
              `build the image for this processor: docker build --platform linux/${ociArchitecture(arch)}`,
            ),
            dockerfile(`ENV GOARCH=${ociArchitecture(arch)}`, { why: 'in the stage that builds it' }),
          ]
        : [byHand('ci', 'build the image for this processor: docker build --platform')],
    restart: SAME_IMAGE,
    example: { path: '/app', machine: 'arm64', arch: 'x64' },
  }),
} as const satisfies RuleSet;
