import type { KnownMessage } from './message.ts';

/** What the kubelet and container runtimes say of a container that they do not start. */
export const POD_MESSAGES: readonly KnownMessage[] = [
  {
    says: /trying to mount a directory onto a file|error while creating mount source path/i,
    rules: ['container/mount-impossible', 'pod/mount-impossible'],
    means:
      'A file is to be mounted and a directory is on one side: docker makes a directory where the source is not there, mostly for a path that the host of the daemon does not have (a remote daemon, Docker in Docker, a relative path from elsewhere). Remove that directory, and write the path as the host has it.',
  },
  {
    says: /(?:parsing|base 10:|address|listen tcp:?) ["']?(?:tcp|udp):\/\/[^\n]{1,256}/i,
    rules: [],
    means:
      'Kubernetes sets NAME_PORT=tcp://IP:PORT, NAME_SERVICE_HOST and more for each Service NAME of the namespace, and a variable of the program is called so. In the pod: enableServiceLinks: false; or set that variable in env of the container, which wins; or give the Service another name.',
  },
  {
    says: /argument list too long|\bE2BIG\b/i,
    rules: [],
    means:
      'Arguments and environment together are more than the kernel passes to a program: a quarter of the stack limit, 128 KiB for a single one. In Kubernetes each Service of the namespace adds seven variables to every container that starts: enableServiceLinks: false.',
  },
  {
    says: /unable to load in-cluster configuration|serviceaccount\/(?:token|ca\.crt)[^\n]{0,16}: no such file or directory/i,
    rules: [],
    means:
      'The program wants to speak to the API of Kubernetes, and is not in a pod, lost its environment (KUBERNETES_SERVICE_HOST; env -i, sudo, su -), or has no token: automountServiceAccountToken: false in the pod or its service account. Outside of a cluster it takes a kubeconfig (KUBECONFIG).',
  },
  {
    says: /chdir to cwd \([^\n]{1,1024}permission denied/i,
    rules: ['permissions/not-searchable'],
    means:
      'The runtime cannot enter the working directory (WORKDIR, workingDir) as the user who is to run: mostly a home of mode 0700 of another user, where runAsUser or OpenShift gives any number. WORKDIR / or chmod 0755 there; newer releases of runc enter it as root before.',
  },
  {
    says: /runAsNonRoot and image (?:will run as root|has non-numeric user)|runAsUser breaks non-root policy/i,
    rules: ['pod/root-refused'],
    means:
      'The kubelet does not start the container (CreateContainerConfigError): with runAsNonRoot it wants a number that is not 0, of the image (USER 10001) or of the manifest (runAsUser: 10001); a name it does not look up. probe-env explain pod/root-refused tells more; probe-env check --image app.tar --pod web.yaml finds it before the deploy.',
  },
  {
    says: /couldn't find key [^\n]{1,512} in (?:ConfigMap|Secret)|references non-existent (?:config|secret) key/i,
    rules: ['pod/key-missing'],
    means:
      'The ConfigMap or Secret is there, and has no such key; the container starts (CreateContainerConfigError), or its volume is mounted (FailedMount), when the key is there or optional: true says that it need not be. probe-env explain pod/key-missing tells more; probe-env check --pod names the line.',
  },
  {
    says: /unable to find (?:user|group) [^\n]{1,256}: no matching entries in (?:passwd|group) file|: no users found/i,
    rules: ['container/user-missing', 'container/group-missing', 'pod/user-missing'],
    means:
      'USER of the image, or user of the call, is a name that the /etc/passwd or /etc/group of the image does not have: the line was made in another stage of the build, or the base image is another one now. A number needs no line (USER 10001). probe-env explain container/user-missing tells more; probe-env check --image app.tar finds it.',
  },
  {
    says: /user group "[^"\n]{1,64}" is specified without user/i,
    rules: ['pod/group-without-user'],
    means:
      'containerd makes the sandbox by the securityContext of the pod alone, which has runAsGroup without runAsUser: give it both, or move runAsGroup to the container. probe-env explain pod/group-without-user tells more.',
  },
];

/** States of a container: asked last, for the sentence behind one says more. */
export const POD_STATES: readonly KnownMessage[] = [
  {
    says: /CreateContainerConfigError/,
    rules: ['pod/key-missing', 'pod/root-refused', 'pod/variable-missing'],
    means:
      'The kubelet cannot put together what the container starts with: a ConfigMap or Secret that is not there or lacks the key (pod/key-missing), or runAsNonRoot with an image that runs as root (pod/root-refused). kubectl describe pod POD has the sentence: give it to probe-env explain. probe-env check --pod FILE --image app.tar finds it before the deploy.',
  },
  {
    says: /ErrImagePull|ImagePullBackOff|InvalidImageName|manifest unknown|pull access denied/i,
    means:
      'The node does not get the image, and nothing of the container exists yet: its name or tag is wrong, it wants a login (imagePullSecrets), the node cannot reach its host, or there is none for its processor. kubectl describe pod POD has the reason. probe-env asks no host of images; probe-env check --image app.tar looks at the image before it is sent there.',
  },
  {
    says: /RunContainerError|CreateContainerError|OCI runtime create failed|failed to create (?:containerd task|shim task)/i,
    rules: [
      'app/missing',
      'app/not-executable',
      'container/user-missing',
      'container/mount-impossible',
      'container/program-not-started',
    ],
    means:
      'The runtime could not make or start the container: its program is not there or not executable (app/missing, app/not-executable), its user is in no passwd (container/user-missing), or a mount has no place (container/mount-impossible). The end of that sentence says which (kubectl describe pod POD): give all of it to probe-env explain. probe-env check --image app.tar, with --pod FILE where there is a manifest, finds it before the deploy.',
  },
];
