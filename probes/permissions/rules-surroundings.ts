import { type Restart, type RuleSet, rule } from '../../src/core/rule.ts';
import type { AccessEvidence } from './evidence.ts';
import { EXAMPLE } from './example.ts';
import { anyReason, quote, subject } from './prose.ts';
import { writableMount } from './remedy.ts';

const DEFINED: Restart = {
  mends: false,
  why: 'It is part of the image or of the definition of the container.',
};

const HOME: AccessEvidence = {
  ...EXAMPLE,
  paths: [
    { path: '/', role: 'HOME' },
    { path: '/.cache/go-build', role: 'GOCACHE' },
  ],
  need: 'create',
  at: '/',
};

type Exposed = { readonly path: string; readonly mode: string; readonly closedBy: string | null };

/** Rules about HOME, the temporary directory and what surrounds the process. */
export const surroundingRules = {
  'home-unset': rule<{ readonly uid: number; readonly profile: string }>({
    title: 'HOME is not set',
    severity: 'error',
    otherwise: [{ severity: 'info', when: 'where nothing needs it' }],
    cause:
      'Go takes its build cache, GOPATH and module cache from HOME where nothing else names them: without it a build stops with "build cache is required, but could not be located". A program that needs no HOME runs all the same; then this is only a remark.',
    message: ({ uid }) => `HOME is not set for uid ${uid}.`,
    remedy: () =>
      'in the Dockerfile: ENV HOME=/home/build   (a directory that this uid may write)\nor ENV GOCACHE=/tmp/go-build GOPATH=/tmp/go',
    restart: DEFINED,
    example: { uid: 12345, profile: 'build' },
  }),
  'home-unwritable': rule<AccessEvidence>({
    title: 'HOME cannot be written',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'Go keeps its build cache and, by default, GOPATH below HOME. A user without a passwd entry gets HOME=/, which only root may write. Where nothing that go needs lies below it, this is only a remark.',
    message: (e) => {
      const [home, ...others] = e.paths;
      const below = others.length === 0 ? '' : ` With it go: ${subject({ ...e, paths: others })}.`;
      return `HOME ${home?.path ?? '/'} cannot be written: ${anyReason(e)}.${below}`;
    },
    remedy: (e) => {
      const now = e.paths[0]?.path ?? '/';
      // Neither / nor root's own directory should be opened for it.
      const home = now === '/' || now === '/root' ? '/home/build' : quote(now);
      const own =
        e.gid === 0 || e.groups.includes(0)
          ? `chgrp -R 0 ${home} && chmod -R g=u ${home}`
          : `chown -R ${e.uid}:${e.gid} ${home}`;
      if (e.readOnly) return writableMount(e);
      return `in the Dockerfile, before USER: RUN mkdir -p ${home} && ${own}\nENV HOME=${home}`;
    },
    restart: DEFINED,
    example: HOME,
  }),
  'tmp-unwritable': rule<AccessEvidence>({
    title: 'The temporary directory cannot be written',
    severity: 'error',
    otherwise: [
      { severity: 'warning', when: 'at run time' },
      { severity: 'info', when: 'for the default /tmp of a runtime image' },
    ],
    cause:
      'Go builds in GOTMPDIR, else TMPDIR, else /tmp, and does not make it. A built program may never need it: in the runtime profile a /tmp that is missing or read-only is a remark, one that is there and refuses this user a warning.',
    message: (e) => `${subject(e)} cannot be written: ${anyReason(e)}.`,
    remedy: (e, { family }) => {
      const path = quote(e.paths[0]?.path ?? '/tmp');
      if (e.readOnly) return writableMount(e);
      return family === 'scratch'
        ? `in the Dockerfile: COPY --from=build --chmod=1777 /tmp ${path}\nor mount a volume there (Kubernetes: emptyDir; Docker: --tmpfs ${path})`
        : `in the Dockerfile: RUN mkdir -p ${path} && chmod 1777 ${path}\nor mount a volume there (Kubernetes: emptyDir; Docker: --tmpfs ${path})`;
    },
    restart: DEFINED,
    example: {
      ...HOME,
      paths: [{ path: '/tmp', role: 'TMPDIR' }],
      need: 'write',
      at: '/tmp',
    },
  }),
  'no-passwd-entry': rule<{ readonly uid: number }>({
    title: 'The user has no line in /etc/passwd',
    severity: 'info',
    cause:
      'Platforms that give a random uid (OpenShift) start users that the image does not know. Most programs do not mind; ssh, git and getpwuid(3) do, and HOME becomes /.',
    message: ({ uid }) => `There is no line for uid ${uid} in /etc/passwd.`,
    remedy: ({ uid }) =>
      `none needed, unless a program asks for the name of its user: echo 'app:x:${uid}:0::/home/app:/sbin/nologin' >> /etc/passwd`,
    restart: DEFINED,
    example: { uid: 12345 },
  }),
  'netrc-exposed': rule<Exposed>({
    title: 'Other users may read the file of credentials',
    severity: 'warning',
    cause:
      '.netrc holds the passwords with which go, git and curl fetch private modules. With the r bit for others every user of the container may read them, and a COPY keeps the mode that the file had outside.',
    message: ({ path, mode, closedBy }) =>
      `${path} has mode ${mode}: others may read it${closedBy === null ? '' : `, though they cannot pass ${closedBy}`}.`,
    remedy: ({ path }) =>
      `chmod 600 ${quote(path)}\nbetter: give it to the build alone, RUN --mount=type=secret,id=netrc,target=${quote(path)}`,
    restart: DEFINED,
    example: { path: '/root/.netrc', mode: '0644', closedBy: null },
  }),
  'path-entry-world-writable': rule<Exposed>({
    title: 'Everybody may put programs into a directory of PATH',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'behind a directory that nobody else may enter' }],
    cause:
      'A program that another user puts there is started in place of the one that is meant, with the rights of whoever starts it. The sticky bit keeps programs from being replaced, not from being added.',
    message: ({ path, mode, closedBy }) =>
      `${path}, a directory of PATH, has mode ${mode}: every user may add programs${closedBy === null ? '' : ` who can pass ${closedBy}`}.`,
    remedy: ({ path }) => `in the Dockerfile: RUN chmod o-w ${quote(path)}`,
    restart: DEFINED,
    example: { path: '/usr/local/bin', mode: '0777', closedBy: null },
  }),
  'proc-missing': rule<Record<string, never>>({
    title: '/proc is not mounted',
    severity: 'warning',
    cause:
      'Without /proc a program cannot find its own file (os.Executable), and neither mounts nor capabilities nor the umask can be seen: what is said here of paths comes from trying alone.',
    message: 'There is no /proc: mounts, capabilities and umask of this process cannot be seen.',
    remedy: 'mount -t proc proc /proc   (as root, in the mount namespace of the container)',
    restart: { mends: false, why: 'The mounts of a container are part of its definition.' },
    example: {},
  }),
} as const satisfies RuleSet;
