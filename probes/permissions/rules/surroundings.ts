import { byHand, command } from '../../../src/core/remedy/forms.ts';
import { type Restart, type RuleSet, rule } from '../../../src/core/rule.ts';
import { LACK_WORDS } from '../../../src/target/room.ts';
import type { AccessEvidence } from '../evidence.ts';
import type { Full } from '../facts.ts';
import { anyReason, quote, subject } from '../prose.ts';
import { writableMount } from '../remedies/provide.ts';
import { CACHES, closeNetrc, giveHome, openTemporary } from '../remedies/surroundings.ts';
import { EXAMPLE } from './example.ts';

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

type Ids = { readonly uid: number; readonly gid: number; readonly groups: readonly number[] };

type Exposed = { readonly path: string; readonly mode: string; readonly closedBy: string | null };

/** Rules about HOME, the temporary directory and what surrounds the process. */
export const surroundingRules = {
  'home-unset': rule<Ids & { readonly profile: string }>({
    title: 'HOME is not set',
    severity: 'error',
    otherwise: [{ severity: 'info', when: 'where nothing needs it' }],
    cause:
      'Go takes its build cache, GOPATH and module cache from HOME where nothing else names them: without it a build stops with "build cache is required, but could not be located". A program that needs no HOME runs all the same; then this is only a remark.',
    message: ({ uid }) => `HOME is not set for uid ${uid}.`,
    remedies: ({ uid, gid, groups }) => [...giveHome({ uid, gid, groups }, null, false), ...CACHES()],
    restart: DEFINED,
    example: { uid: 12345, gid: 0, groups: [0], profile: 'build' },
  }),
  'home-unwritable': rule<AccessEvidence>({
    title: 'HOME cannot be written',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where a build can do without' }],
    cause:
      'Go keeps its build cache and, by default, GOPATH below HOME. A user without a passwd entry gets HOME=/, which only root may write. Where nothing that go needs lies below it, this is only a remark.',
    says: ['failed to initialize build cache at'],
    message: (e) => {
      const [home, ...others] = e.paths;
      const below = others.length === 0 ? '' : ` With it go: ${subject({ ...e, paths: others })}.`;
      return `HOME ${home?.path ?? '/'} cannot be written: ${anyReason(e)}.${below}`;
    },
    remedies: (e) => giveHome(e, e.paths[0]?.path ?? null, e.readOnly),
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
    remedies: (e) => openTemporary(e, writableMount(e, { exec: true })),
    restart: DEFINED,
    example: {
      ...HOME,
      paths: [{ path: '/tmp', role: 'TMPDIR' }],
      need: 'write',
      at: '/tmp',
    },
  }),
  'no-room': rule<Full>({
    title: 'A path that is written lies on a full file system',
    severity: 'error',
    cause:
      'Mode and mount allow the write, and there is no free block or inode left for it: a volume or an emptyDir that has reached its size, a node whose disk is full, or more small files than the file system has inodes for (df -i).',
    says: ['No space left on device'],
    message: ({ path, lacks }) =>
      `The file system of ${path} has no ${LACK_WORDS[lacks]} left for this user.`,
    remedies: ({ path, lacks }) => [
      byHand(
        'pod',
        lacks === 'blocks'
          ? `give the volume at ${path} more room, or delete what fills it: du -x ${quote(path)} shows it`
          : `give the volume at ${path} more inodes, or delete small files: du -x --inodes ${quote(path)} shows where they are`,
      ),
    ],
    restart: {
      mends: false,
      why: 'A volume keeps its files; only what the container itself has written goes.',
    },
    example: { path: '/data', lacks: 'blocks' },
  }),
  'no-passwd-entry': rule<{ readonly uid: number }>({
    title: 'The user has no line in /etc/passwd',
    severity: 'info',
    cause:
      'Platforms that give a random uid (OpenShift) start users that the image does not know. Most programs do not mind; ssh, git and getpwuid(3) do, and HOME becomes /.',
    message: ({ uid }) => `There is no line for uid ${uid} in /etc/passwd.`,
    remedies: ({ uid }) => [
      byHand('image', 'none needed, unless a program asks for the name of its user'),
      ...command(`echo 'app:x:${uid}:0::/home/app:/sbin/nologin' >>/etc/passwd`),
    ],
    restart: DEFINED,
    example: { uid: 12345 },
  }),
  'netrc-exposed': rule<Exposed & { readonly owner: number; readonly ids: Ids }>({
    title: 'Other users may read the file of credentials',
    severity: 'warning',
    cause:
      '.netrc holds the passwords with which go, git and curl fetch private modules. With the r bit for others every user of the container may read them, and a COPY keeps the mode that the file had outside.',
    message: ({ path, mode, closedBy }) =>
      `${path} has mode ${mode}: others may read it${closedBy === null ? '' : `, though they cannot pass ${closedBy}`}.`,
    remedies: ({ path, owner, ids }) => closeNetrc(path, owner, ids),
    restart: DEFINED,
    example: {
      path: '/root/.netrc',
      mode: '0644',
      closedBy: null,
      owner: 0,
      ids: { uid: 0, gid: 0, groups: [0] },
    },
  }),
  'path-entry-world-writable': rule<Exposed>({
    title: 'Everybody may put programs into a directory of PATH',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'behind a directory that nobody else may enter' }],
    cause:
      'A program that another user puts there is started in place of the one that is meant, with the rights of whoever starts it. The sticky bit keeps programs from being replaced, not from being added.',
    message: ({ path, mode, closedBy }) =>
      `${path}, a directory of PATH, has mode ${mode}: every user may add programs${closedBy === null ? '' : ` who can pass ${closedBy}`}.`,
    remedies: ({ path }) => [
      ...command(`chmod o-w ${quote(path)}`),
      byHand('image', `set the mode of ${path} to 0755 in the stage that the image is copied from`),
    ],
    restart: DEFINED,
    example: { path: '/usr/local/bin', mode: '0777', closedBy: null },
  }),
  'proc-missing': rule<Record<string, never>>({
    title: '/proc is not mounted',
    severity: 'warning',
    cause:
      'Without /proc a program cannot find its own file (os.Executable), and neither mounts nor capabilities nor the umask can be seen: what is said here of paths comes from trying alone.',
    message: 'There is no /proc: mounts, capabilities and umask of this process cannot be seen.',
    remedies: () => [byHand('pod', 'mount /proc in the container; engines do so by themselves')],
    restart: { mends: false, why: 'The mounts of a container are part of its definition.' },
    example: {},
  }),
} as const satisfies RuleSet;
