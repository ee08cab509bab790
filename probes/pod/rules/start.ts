import { byHand, ci, dockerfile, pod } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';

/** Where it stands, and what the kubelet or the runtime says of it. */
export type Said = {
  readonly reason: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
};

export const SAME_MANIFEST = { mends: false, why: 'The manifest is the same after a restart.' } as const;

const example = (reason: string, message: string): Said => ({ reason, message, file: 'web.yaml', line: 12 });

/** The container does not start. */
export const start = {
  refused: rule<Said>({
    title: 'The API server refuses the pod',
    severity: 'error',
    cause:
      'Kubernetes checks a pod before it takes it. One that breaks a rule of it (a mount of a volume that the pod does not have, two mounts at one path, a request above its limit) is not stored, and nothing starts.',
    message: ({ message }) => `The API server refuses it: ${message}.`,
    remedies: ({ file, line }) => [
      byHand(
        'pod',
        `change ${file}:${line}; kubectl apply --dry-run=server -f ${file} tells whether it is taken`,
      ),
    ],
    restart: SAME_MANIFEST,
    example: example('Invalid', 'spec.containers[0].volumeMounts[0].name: Not found: "data"'),
  }),
  'key-missing': rule<Said>({
    title: 'A key is not in the ConfigMap or Secret that is named',
    severity: 'error',
    cause:
      'A variable or a volume asks for one key of a ConfigMap or a Secret which has no such key, and it is not optional. The kubelet does not start the container (CreateContainerConfigError), or does not mount the volume (FailedMount), until the key is there.',
    message: ({ reason, message }) => `The container does not start: ${reason}: ${message}.`,
    remedies: ({ file, line }) => [
      byHand(
        'pod',
        `add the key to the object, or name one that it has at ${file}:${line}; optional: true starts without it`,
      ),
    ],
    restart: SAME_MANIFEST,
    example: example('CreateContainerConfigError', "couldn't find key zone in ConfigMap default/app"),
  }),
  'root-refused': rule<Said & { readonly uid: number | null }>({
    title: 'runAsNonRoot is asked for, and the user is root or only a name',
    severity: 'error',
    cause:
      'With runAsNonRoot the kubelet starts a container only where it can tell that the user is not root: it looks at the number that the manifest or the image says, and never into /etc/passwd. An image with a name as its USER is refused, as one that runs as root is.',
    message: ({ message }) => `The container does not start: ${message}.`,
    remedies: ({ uid }) => {
      const number = uid === null || uid === 0 ? null : uid;
      if (number === null) {
        return [
          byHand(
            'image',
            'let the image run as a user with a number that is not 0 (USER 10001), who may read and write what the program needs',
          ),
          byHand('pod', 'name that number: securityContext: { runAsUser: 10001 }'),
        ];
      }
      return [
        pod(`securityContext: { runAsUser: ${number} }`, {
          why: 'the number that the image has for its user',
        }),
        dockerfile(`USER ${number}`),
      ];
    },
    restart: SAME_MANIFEST,
    example: {
      ...example(
        'CreateContainerConfigError',
        'container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root',
      ),
      uid: 10001,
    },
  }),
  'user-missing': rule<Said>({
    title: 'The image has no user of that name',
    severity: 'error',
    cause:
      'The USER of the image is a name, and its /etc/passwd has no line for it (or a volume of the pod lies over it). The runtime cannot tell which number is meant, and does not make the container.',
    message: ({ message }) => `The container is not made: ${message}.`,
    remedies: () => [
      byHand('image', 'make the user where the image is built, or write its number: USER 10001'),
      byHand('pod', 'name a number: securityContext: { runAsUser: 10001 }'),
    ],
    restart: SAME_MANIFEST,
    example: example('CreateContainerError', 'no user app in the image: no users found'),
  }),
  'group-without-user': rule<Said>({
    title: 'The pod names a group and no user',
    severity: 'error',
    cause:
      'containerd makes the sandbox of a pod by the securityContext of the pod alone, and refuses one that has runAsGroup without runAsUser: no container of the pod starts.',
    message: ({ message }) => `The sandbox of the pod is not made: ${message}.`,
    remedies: () => [
      byHand(
        'pod',
        'give the pod a runAsUser too, or move runAsGroup to the securityContext of the container',
      ),
    ],
    restart: SAME_MANIFEST,
    example: example('FailedCreatePodSandBox', 'user group "3000" is specified without user'),
  }),
  'variable-missing': rule<Said>({
    title: 'subPathExpr names a variable that the container does not have',
    severity: 'error',
    cause:
      'What stands in subPathExpr as $(NAME) is taken from the variables of the pod; those of the image do not count. Without the variable the kubelet does not start the container.',
    message: ({ message }) => `The container does not start: ${message}.`,
    remedies: ({ file, line }) => [
      byHand('pod', `set the variable in env of that container, or change ${file}:${line}`),
    ],
    restart: SAME_MANIFEST,
    example: example('CreateContainerConfigError', 'missing value for "POD_NAME"'),
  }),
  'mount-impossible': rule<Said>({
    title: 'A volume or the working directory cannot be put where the manifest says',
    severity: 'error',
    cause:
      'A directory cannot be mounted onto a file, nor a file onto a directory; in a volume that is read-only, such as a ConfigMap mounted over /etc, the runtime cannot make the places of further mounts (/etc/hosts is one of every pod); and a working directory cannot be a file.',
    message: ({ message }) => `The container does not start: ${message}.`,
    remedies: ({ file, line }) => [
      byHand('pod', `mount it at a directory of its own, and a single file by subPath: ${file}:${line}`),
    ],
    restart: SAME_MANIFEST,
    example: example('StartError', 'error mounting "/etc/hosts": read-only file system'),
  }),
  'volume-impossible': rule<Said>({
    title: 'A volume cannot be made',
    severity: 'error',
    cause:
      'The medium of an emptyDir is Memory, HugePages or HugePages-SIZE, in these capitals. The API server stores any other word, too; the kubelet then makes no volume, and the pod stays in ContainerCreating.',
    message: ({ message }) => `The container does not start: ${message}.`,
    remedies: ({ file, line }) => [
      byHand('pod', `write medium: Memory at ${file}:${line}, or take the line out for the disk of the node`),
    ],
    restart: SAME_MANIFEST,
    example: example(
      'FailedMount',
      'MountVolume.SetUp failed for volume "tmp" : unknown storage medium "memory"',
    ),
  }),
  'memory-too-small': rule<Said>({
    title: 'The limit of memory is smaller than what any container needs to start',
    severity: 'error',
    cause:
      'm is a thousandth: memory: 512m is less than one byte, and a number without a unit is bytes. The API server takes both. runc needs about 2 MiB before the program begins, and gives up.',
    message: ({ message }) => `The container does not start: ${message}.`,
    remedies: ({ file, line }) => [
      byHand('pod', `write the limit with the unit Mi or Gi, such as 512Mi, at ${file}:${line}`),
    ],
    restart: SAME_MANIFEST,
    example: example('StartError', 'unable to set memory limit to 1'),
  }),
  'program-not-started': rule<Said>({
    title: 'The program of the container cannot be started',
    severity: 'error',
    cause:
      'What command and args of the manifest, or entrypoint and cmd of the image, name is not in the image as this pod mounts it, may not be executed by this user, or is for another processor. The container ends at once with StartError.',
    message: ({ message }) => `The container does not start: ${message}.`,
    remedies: ({ file, line }) => [
      byHand('pod', `name a program that the image has, by its whole path: ${file}:${line}`),
      byHand('image', 'put it into the image, for its processor and executable for this user'),
    ],
    restart: SAME_MANIFEST,
    example: example('StartError', 'exec: "/app": stat /app: no such file or directory'),
  }),
  'architecture-differs': rule<{
    readonly program: string;
    readonly machine: string;
    readonly platform: string;
    readonly file: string;
    readonly line: number;
  }>({
    title: 'The image says another processor than its program is for',
    severity: 'error',
    cause:
      'The platform of an image is a label that the build writes; nobody compares it with what was copied in. A node takes the image by that label, and its kernel refuses the program: "exec format error", StartError, and the pod crashes again and again.',
    message: ({ program, machine, platform }) =>
      `The container does not start: the image is for ${platform}, and its program ${program} is for ${machine}: "exec format error".`,
    remedies: ({ platform }) => [
      ...(/^[a-z0-9_]+$/.test(platform)
        ? [ci(`GOOS=linux GOARCH=${platform} go build -o app .`, { why: 'the program for the label' })]
        : []),
      byHand('image', 'build the image for the processor of the program: docker build --platform'),
    ],
    restart: SAME_MANIFEST,
    example: { program: '/app', machine: 'arm64', platform: 'amd64', file: 'web.yaml', line: 12 },
  }),
} as const satisfies RuleSet;
