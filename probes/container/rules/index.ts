import { byHand, ci, dockerfile } from '../../../src/core/remedy/forms.ts';
import { type FindingOf, type RuleSet, rule } from '../../../src/core/rule.ts';

/** Where it stands; of what the image says its layer tells. */
type Placed = { readonly file?: string; readonly line?: number };

/** What cannot be used, as it is written, and what the runtime says of it. */
type Said = Placed & { readonly of: string; readonly message: string };

const SAME = { mends: false, why: 'Image and settings are the same after a restart.' } as const;

/** Names that can be pasted into a line. */
const NAME = /^[a-z_][a-z0-9_-]{0,30}$/;

export const rules = {
  'user-missing': rule<Said>({
    title: 'The image has no user of the name that it is to run as',
    severity: 'error',
    cause:
      'USER of the image, or user of the call, is a name, and the /etc/passwd of the image has no line for it: often the line is made in an earlier stage of the build, or the base image is another one now. docker, podman and containerd do not make the container. A number needs no line.',
    message: ({ message }) => `The container is not made: ${message}.`,
    remedies: ({ of }) => [
      ...(NAME.test(of) ? [dockerfile(`RUN echo '${of}:x:10001:10001::/:/sbin/nologin' >>/etc/passwd`)] : []),
      byHand('image', 'write a number, which needs no line: USER 10001'),
    ],
    restart: SAME,
    example: { of: 'app', message: 'unable to find user app: no matching entries in passwd file' },
  }),
  'group-missing': rule<Said>({
    title: 'The image has no group of the name that it is to run as',
    severity: 'error',
    cause:
      'The part behind the colon of USER name:group is a name, and the /etc/group of the image has no line for it. docker and podman do not make the container. Kubernetes passes that part over.',
    message: ({ message }) => `The container is not made: ${message}.`,
    remedies: ({ of }) => [
      ...(NAME.test(of) ? [dockerfile(`RUN echo '${of}:x:10001:' >>/etc/group`)] : []),
      byHand('image', 'write a number, which needs no line: USER 10001:10001'),
    ],
    restart: SAME,
    example: { of: 'web', message: 'unable to find group web: no matching entries in group file' },
  }),
  refused: rule<Said>({
    title: 'docker compose, or docker, refuses the service',
    severity: 'error',
    cause:
      'docker compose reads the whole file before it makes anything. An env file that is not there, or a volume, config or secret that the service names and the file does not define, ends it. Other values it hands to docker as they are, which refuses a limit of memory below 6 MiB, a capability or ulimit that does not exist, a soft ulimit above the hard one, and a working directory without a leading /.',
    message: ({ message }) => `docker compose up refuses it: ${message}.`,
    remedies: ({ file, line }) => [
      byHand('pod', `change ${file}:${line}; docker compose config tells whether it is taken`),
    ],
    restart: SAME,
    example: { of: '', message: 'env file ./app.env not found', file: 'compose.yaml', line: 7 },
  }),
  'mount-impossible': rule<Said>({
    title: 'A mount or the working directory cannot be put where the file says',
    severity: 'error',
    cause:
      'A directory cannot be mounted onto a file, nor a file onto a directory. Where the source of a bind mount is missing, docker makes a directory in its place, which then does not fit over the file of the image.',
    message: ({ message }) => `The container does not start: ${message}.`,
    remedies: ({ file, line }) => [
      byHand('pod', `mount it at a place of its own kind, and see that its source is there: ${file}:${line}`),
    ],
    restart: SAME,
    example: {
      of: '',
      message:
        'error mounting "/etc/app.conf": not a directory: a directory cannot be mounted onto a file, nor a file onto a directory',
      file: 'compose.yaml',
      line: 9,
    },
  }),
  'program-not-started': rule<Said>({
    title: 'The program that the container is to start cannot be started',
    severity: 'error',
    cause:
      'What ENTRYPOINT and CMD name is not in the image, may not be executed by its user, or needs a loader or an interpreter that is not there. The container ends before it has begun.',
    message: ({ message }) => `The container does not start: ${message}.`,
    remedies: () => [
      byHand('image', 'name a program that the image has, by its whole path, in ENTRYPOINT or CMD'),
      byHand('image', 'put it into the image, executable for the user of the image (COPY --chmod=0755)'),
    ],
    restart: SAME,
    example: { of: '/app', message: 'exec: "/app": stat /app: no such file or directory' },
  }),
  'architecture-differs': rule<
    Placed & { readonly of: string; readonly machine: string; readonly platform: string }
  >({
    title: 'The image says another processor than its program is for',
    severity: 'error',
    cause:
      'The platform of an image is a label that the build writes; nobody compares it with what was copied in. Runtimes choose an image by that label, and the kernel then refuses the program: "exec format error". It happens where a binary was built on a machine of another kind, or FROM --platform names the platform of the builder.',
    message: ({ of, machine, platform }) =>
      `The image is for ${platform}, and its program ${of} is for ${machine}: "exec format error".`,
    remedies: ({ platform }) => [
      ...(/^[a-z0-9_]+$/.test(platform)
        ? [ci(`GOOS=linux GOARCH=${platform} go build -o app .`, { why: 'the program for the label' })]
        : []),
      byHand('image', 'build the image for the processor of the program: docker build --platform'),
    ],
    restart: SAME,
    example: { of: '/app', machine: 'arm64', platform: 'amd64' },
  }),
  'healthcheck-program': rule<Said>({
    title: 'The health check of the image runs a program that cannot be started',
    severity: 'warning',
    cause:
      'docker and podman run HEALTHCHECK in the container, in its shell form by /bin/sh. Where the shell or the program is missing, as curl and wget are in small images, the container is unhealthy for ever: what waits for it (depends_on: service_healthy) never starts, and an orchestrator replaces it again and again. Kubernetes does not look at HEALTHCHECK.',
    message: ({ message }) => `The health check cannot be run: ${message}.`,
    remedies: () => [
      byHand(
        'image',
        'name a program that the image has, in the form without a shell: HEALTHCHECK CMD ["/app", "health"]',
      ),
      dockerfile('HEALTHCHECK NONE', { why: 'where nothing asks for it' }),
    ],
    restart: SAME,
    example: { of: 'curl', message: 'sh: curl: not found' },
  }),
} as const satisfies RuleSet;

export type ContainerFinding = FindingOf<'container', typeof rules>;
