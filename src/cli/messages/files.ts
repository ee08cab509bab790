import type { KnownMessage } from './message.ts';

const ASK =
  'probe-env check --only permissions tells what of HOME, TMPDIR and the paths of the policy this user may do, and what fixes it.';

/** What is said of paths: refused, not there, or on a mount that takes no writes. */
export const FILE_MESSAGES: readonly KnownMessage[] = [
  {
    says: /lib\/time\/zoneinfo\.zip: no such file or directory/i,
    rules: ['timezone/zoneinfo-missing', 'timezone/tz-unknown'],
    means:
      'time.LoadLocation looked everywhere for zone data, at last where Go lay when the program was built: the image has no tzdata (apk add tzdata, apt-get install tzdata), or copy it: COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo. A program that imports time/tzdata needs none.',
  },
  {
    says: /unable to open database file|attempt to write a readonly database|\bSQLITE_(?:CANTOPEN|READONLY)\b/i,
    rules: [
      'permissions/not-writable',
      'permissions/volume-unwritable',
      'permissions/read-only-mount',
      'permissions/path-missing',
    ],
    means: `SQLite makes files beside that of the database (-journal, -wal): this user must be able to write both the file and its directory, and the directory must be there. ${ASK}`,
  },
  {
    says: /dial unix [^\n]{1,1024}(?:no such file or directory|permission denied)|cannot connect to the Docker daemon/i,
    rules: ['permissions/path-missing', 'permissions/not-writable'],
    means:
      'A socket of another program is not there, or closed to this user: it has to be mounted (-v /var/run/docker.sock:/var/run/docker.sock; who has that is root of the host), and the user needs its group (docker run --group-add, supplementalGroups), or the program behind it does not run.',
  },
  {
    says: /\/etc\/(?:ssl|pki|ca-certificates)\/[^\n]{0,1024}permission denied/i,
    rules: ['ca-certs/unreadable', 'permissions/not-readable'],
    means:
      'The user of the container may not read the list of CAs, so that no server is trusted: it was copied with --chmod=600, written with a umask of 077, or mounted with a defaultMode that leaves him out. chmod -R a+rX there.',
  },
  {
    says: /user: Current requires cgo or|(?<!GOCACHE is not defined and )\bneither \$XDG_\w{1,16} nor \$HOME are defined|(?:^|[\s:])\$?HOME (?:environment variable )?is not (?:defined|set)/im,
    rules: ['permissions/home-unset', 'permissions/no-passwd-entry'],
    means:
      'The program asks where its user is at home, and nobody says so: HOME is not set or empty. Docker and the kubelet set it by /etc/passwd, to / for a user who has no line there; ENV HOME= in the image, su and env -i take it away. ENV HOME=/tmp, or a directory that this user may write.',
  },
  {
    says: /user: (?:unknown|lookup) (?:userid|user|groupid|group) [^\n]{1,256}|cannot find name for (?:user|group) ID|getpwuid\(\)[^\n]{0,64}not found|uid \d{1,10} does not exist in the passwd file|no user exists for uid \d{1,10}/i,
    rules: ['permissions/no-passwd-entry'],
    means:
      "The program asks for the name of a user, and /etc/passwd of the container has no line for that number: runAsUser, docker run --user or OpenShift give any number, and an image from scratch has no passwd at all. RUN echo 'app:x:UID:0::/:/sbin/nologin' >>/etc/passwd, or COPY --from=build /etc/passwd /etc/passwd.",
  },
  {
    says: /(?:^|[\s/:])go\.(?:mod|sum|work): permission denied/i,
    rules: ['go-env/file-unreadable'],
    means:
      'The user who builds may not read the files of the module: they were copied with --chmod=600, or checked out with a umask of 077. chmod -R a+rX in the directory of the module.',
  },
  {
    says: /(?:build cache at|disabling cache \() ?\/(?:\.cache|root)\/[^\n]{0,4096}permission denied/i,
    rules: ['permissions/home-unwritable', 'go-env/build-cache-unwritable', 'permissions/no-passwd-entry'],
    means:
      'A user that is in no /etc/passwd has / for its HOME, and go keeps its cache in $HOME/.cache: name a directory that it may write (ENV GOCACHE=/tmp/go-build, or HOME).',
  },
  {
    says: /(?:build cache at|disabling cache \()[^\n]{0,4096}(?:permission denied|read-only file system)|go-build\/[0-9a-f]{2}[^\n]{0,256}permission denied/i,
    rules: ['go-env/build-cache-unwritable', 'permissions/home-unwritable', 'permissions/not-writable'],
    means:
      'GOCACHE, or its 256 subdirectories, belong to another user: the one who built there before, or root, who owns what RUN --mount=type=cache makes unless it is given uid=UID,gid=GID.',
  },
  {
    says: /could not create module cache[^\n]{0,4096}|cache directory [^\n]{0,4096}\/pkg\/mod[^\n]{0,4096}permission denied|(?:mkdir|open|writing|lock)[^\n]{0,1024}\/pkg\/(?:mod|sumdb)[^\n]{0,4096}(?:permission denied|read-only file system)/i,
    rules: ['go-env/module-cache-unwritable', 'permissions/not-writable', 'go-env/module-cache-unreadable'],
    means:
      'GOMODCACHE ($GOPATH/pkg/mod) belongs to another user, mostly to root, who fetched modules there while the image was built. chown it there, or name another one (ENV GOMODCACHE=/tmp/go-mod).',
  },
  {
    says: /\/(?:var\/)?tmp\b[^\n]{0,4096}read-only file system|temp file[^\n]{0,256}read-only file system/i,
    rules: ['permissions/tmp-unwritable', 'permissions/read-only-mount'],
    means: `The root file system is read-only (readOnlyRootFilesystem, docker run --read-only), and nothing is mounted at /tmp: an emptyDir, or --tmpfs /tmp. ${ASK}`,
  },
  {
    isBroad: true,
    says: /read-only file system|\bEROFS\b/i,
    rules: ['permissions/read-only-mount', 'permissions/tmp-unwritable', 'permissions/home-unwritable'],
    means: `The mount on which that path lies takes no writes: the root file system by readOnlyRootFilesystem or docker run --read-only, a volume by readOnly: true or :ro; ConfigMaps and Secrets always. What the program writes needs a volume of its own (emptyDir, --tmpfs). ${ASK}`,
  },
  {
    says: /insufficient UIDs or GIDs available in user namespace|(?:lchown|chown)[^\n]{0,1024}: invalid argument|no subuid ranges found/i,
    rules: ['permissions/outside-user-namespace'],
    means:
      'A rootless container maps as many ids as /etc/subuid and /etc/subgid give to the user who starts it, and a file of the image or volume belongs to one beyond. On the host: a line USER:100000:65536 in both files, then podman system migrate.',
  },
  {
    isBroad: true,
    says: /(?:mkdir|create|touch|rename|unlink|remove|chmod|cp|mv)\b[^\n]{0,4096}permission denied/i,
    rules: [
      'permissions/not-writable',
      'permissions/volume-unwritable',
      'permissions/home-unwritable',
      'permissions/outside-user-namespace',
    ],
    means: `What is to be made needs write and search permission on its directory. A volume belongs to root until fsGroup of the pod (not on NFS and hostPath), an initContainer or docker run --user says otherwise. ${ASK}`,
  },
  {
    isBroad: true,
    says: /permission denied|\bEACCES\b/i,
    rules: [
      'permissions/not-writable',
      'permissions/not-readable',
      'permissions/volume-unwritable',
      'permissions/not-searchable',
      'permissions/outside-user-namespace',
    ],
    means: `The mode or an access list of the file, or of a directory on the way to it, does not let this user do that; namei -l PATH shows each step. ${ASK}`,
  },
  {
    isBroad: true,
    says: /\b(?:open|l?stat|read|chdir|readdir|scandir|access|load(?:ing)?)\b[^\n]{0,4096}(?:no such file or directory|\bENOENT\b)|\bENOENT\b/i,
    rules: ['permissions/path-missing'],
    means:
      'The file is not there in this container: it was not copied into the image (.dockerignore, another stage), is named relative to another working directory (WORKDIR, workingDir), or its volume is not mounted or hides it. permissions: { paths: [{ path: PATH, need: [read] }] } in the policy asks for it.',
  },
];
