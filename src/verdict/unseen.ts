import type { Ignorance, SeldomReason, Sentences, Silence, Subject } from '../core/reason.ts';
import { milliseconds } from '../core/time/duration.ts';

const MIB = 1024 * 1024;

/** Why a probe did not come to its end, where somebody else is to blame. */
export const SELDOM: Sentences<SeldomReason> = {
  'not-from-outside': ({ of, why }) => `cannot be known of ${of}: ${why}`,
  'path-not-known': ({ path, why }) => `${path} cannot be known: ${why}`,
  'no-answer': ({ why }) => why,
  'program-hangs': ({ file, process }) =>
    `${file} waits for a file system that does not answer (process ${process} hangs there)`,
  'access-lists-late': () => 'the deadline came before getfacl had read the access lists',
};

/** Who did not answer, or could not be asked. */
export const SILENCES: Sentences<Silence> = {
  'mount-silent': ({ point, fsType, waitedMs, hangs }) => {
    const article = /^(?:nfs|smb|autofs|afs|ocfs|orangefs)/.test(fsType) ? 'an' : 'a';
    return `${point} is ${article} ${fsType} mount that did not answer in ${milliseconds(waitedMs)}${left(hangs)}`;
  },
  'mount-not-asked': ({ point, errno, waitedMs }) =>
    `${point} could not be looked at: ${
      errno ??
      (waitedMs === null
        ? 'the process for it cannot be started'
        : `the process for it was not up in ${milliseconds(waitedMs)}`)
    }`,
  'memory-short': ({ path, bytes, limitBytes }) => {
    const [file, all] = [bytes, limitBytes].map((size) => Math.round(size / MIB));
    return `memory is short: ${path} has ${file} MiB, too much for a limit of ${all} MiB`;
  },
  'looker-not-started': ({ errno }) => `no process could be started for it (${errno})`,
  'looker-silent': ({ waitedMs, hangs }) => `it did not answer in ${milliseconds(waitedMs)}${left(hangs)}`,
};

function left(hangs: number | null): string {
  return hangs === null ? '' : ` (process ${hangs} hangs there)`;
}

/** What the cluster chooses. */
const CHOICES = {
  'service-address': 'the address of a service is the choice of the cluster',
  'pod-address': 'the address of the pod is the choice of the cluster',
  'pod-uid': 'the API server makes up the uid',
  annotations: 'the cluster adds annotations of its own',
  node: 'which node it is the scheduler decides',
  'node-address': 'it is the address of the node',
  'node-size': 'without a limit it is what the node has to give',
  'node-capabilities': 'it is all that the node has',
  'node-files': 'it is taken from the node',
  'name-server': 'the name server of the cluster is its own choice',
  'search-limit': 'how many searches count depends on the version of the kubelet',
  'option-order': 'the kubelet writes several options in any order',
  token: 'the API server signs the token',
  'name-of-variable': 'Kubernetes before 1.30 takes no variable of that name',
};

/** Why nobody can know something of a container that is looked at from outside. */
export const IGNORANCE: Sentences<Ignorance> = {
  errno: ({ errno }) => errno,
  'no-process': () => 'no process runs in it',
  'title-over-environment': () =>
    'the process has written its title over the environment that it started with',
  'mounted-by-runtime': ({ path }) => `a container runtime mounts ${path}`,
  'not-kept': () => 'its bytes were not kept when the image was read',
  share: () => 'it lies on a share or on the node',
  'proc-tells-each': () => '/proc tells every process something else',
  'not-for-us': ({ uid }) => `uid ${uid ?? 'unknown'}, as which probe-env looks, may not look at it`,
  'mount-idmapped': ({ at }) => `${at}: it lies on an idmapped mount`,
  'access-list-unread': ({ at }) =>
    `${at}: it may have an access list, and there is no getfacl here to read it`,
  'links-protected': ({ at }) => `${at}: it depends on fs.protected_symlinks of the kernel it will run on`,
  'go-command': ({ args }) => `what go ${args} does`,
  'go-key': ({ key }) => `what go env ${key} prints`,
  'go-flags': () => 'whether this go knows each flag in GOFLAGS',
  'go-own-flags': () => 'what go env does with its own flags in GOFLAGS',
  'go-experiment': () => 'what GOEXPERIMENT makes of this go',
  'go-setting': ({ name, value }) => `what go does with ${name}=${value}`,
  'go-relative': ({ name, value }) => `what go does with the relative ${name} ${value}`,
  'go-link': ({ file }) => `where ${file} leads`,
  'go-start': ({ file, errno }) => `what happens when ${file} is started (${errno})`,
  'go-unread': ({ file }) => `what ${file} does: it is no go command that can be read`,
  'go-platform': ({ file }) => `for which platform ${file} was built`,
  'go-root': ({ file }) => `where the GOROOT of ${file} is`,
  'go-file': ({ path, errno }) => `what ${path} holds (${errno})`,
  'go-presence': ({ path, errno }) => `whether ${path} is there${errno === null ? '' : ` (${errno})`}`,
  'go-module': () => 'which module of a workspace go stands in',
  'go-bin': () => 'where go would install programs without modules',
  'go-compiler': () => 'which C compiler was built into this go',
  'not-in-manifest': ({ kind, name }) => `${kind} ${name} is not in the manifest`,
  'may-be-of-service': ({ name }) => `${name} may be of a service that the manifest does not hold`,
  'cluster-chooses': ({ what }) => CHOICES[what],
  'named-by-controller': ({ kind }) => `a ${kind} makes up the names of its pods`,
  'labelled-by-controller': ({ kind, label }) =>
    label === null ? `a ${kind} adds labels of its own` : `a ${kind} writes the label ${label}`,
  'image-decides': () => 'the image decides it',
  'caller-decides': ({ name }) => `${name} is that of whoever calls docker compose`,
  'not-looked-at': ({ key }) => `${key} is not looked at, and may change it`,
  'made-up-by-docker': () => 'docker makes it up',
  'runtimes-differ': () => 'containerd and CRI-O differ: --runtime says which',
  'no-image': () => 'about an image that is not running, which --image FILE names',
  'not-online': () => 'not asked without --online',
  'no-such-user': ({ user }) => `the image has no user ${user}`,
  'no-such-group': ({ group }) => `the image has no group ${group}`,
  'volume-not-given': ({ volume, type }) =>
    `nobody said what volume ${volume} (${type}) holds: --volume ${volume}=DIR gives it`,
  'volume-shared': ({ volume, container }) =>
    `container ${container} has volume ${volume} too, and may write there`,
  'init-container': ({ container }) => `init container ${container} runs before, and may fail`,
};

/** What is looked at from outside. */
export const SUBJECTS: Sentences<Subject> = {
  root: () => 'a root file system',
  pod: () => 'a pod without its image',
  compose: () => 'a service without its image',
  image: () => 'an image',
  process: ({ pid }) => `process ${pid}`,
};
