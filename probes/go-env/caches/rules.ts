import { byHand, command, dockerfile, setEnv, shell } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { LACK_WORDS, type Lack } from '../../../src/target/room.ts';
import { type Closed, list, STAYS, whyClosed } from '../rules/text.ts';

/** What go writes to, below the directories that its variables name. */
export const cacheRules = {
  'build-cache-misplaced': rule<{ cache: string; at: string; type: string }>({
    title: 'The build cache lies where no file can be made',
    severity: 'error',
    cause:
      '/proc, /sys and /dev/pts are no places for files: there mkdir fails even for root, with "no such file or directory" or "operation not permitted". Every build ends with "failed to initialize build cache".',
    message: ({ cache, at, type }) =>
      `GOCACHE is ${cache}, and in ${at} (${type}) nobody can make a directory.`,
    remedies: () => setEnv({ GOCACHE: '/tmp/go-build' }),
    restart: STAYS,
    example: { cache: '/proc/go-build', at: '/proc', type: 'proc' },
  }),
  'build-cache-unwritable': rule<{
    cache: string;
    path: string;
    owner: number;
    mode: string;
    code: string;
    uid: number;
  }>({
    title: 'The directories of the build cache belong to somebody else',
    severity: 'error',
    cause:
      'GOCACHE holds 256 directories, 00 to ff, which the first go command made for its own user, often root in an earlier step of the Dockerfile. GOCACHE itself may be open to all: a build by another user still ends, and says "package … is not in std" or "permission denied".',
    says: ['package strconv is not in std'],
    message: ({ path, owner, mode, code, uid }) =>
      code === 'ENOTDIR'
        ? `${path} of GOCACHE is no directory.`
        : `uid ${uid} may not write to ${path} of GOCACHE (${code}): it belongs to uid ${owner}, mode ${mode}.`,
    remedies: ({ cache, path, uid, code }) => [
      ...(code === 'ENOTDIR' ? command(`rm ${quote(path)}`, { why: 'go makes the directory' }) : []),
      ...(code === 'EROFS' || code === 'ENOTDIR' ? [] : command(`chown -R ${uid} ${quote(cache)}`)),
      ...setEnv({ GOCACHE: '/tmp/go-build' }),
    ],
    restart: STAYS,
    example: {
      cache: '/go/.cache',
      path: '/go/.cache/00',
      owner: 0,
      mode: '0755',
      code: 'EACCES',
      uid: 1000,
    },
  }),
  'module-cache-unwritable': rule<
    Closed & { readonly cache: string; readonly modules: readonly string[]; readonly count: number }
  >({
    title: 'Modules have to be fetched, and the module cache refuses to take them',
    severity: 'error',
    cause:
      'go.mod requires modules that are neither vendored nor in the module cache. Go writes them to cache/download and below GOMODCACHE; one of these refuses this user, and downloads end with "permission denied".',
    says: ['could not create module cache'],
    message: (e) =>
      `uid ${e.uid} may not write to ${e.path} ${whyClosed(e)}, but ${list(e.modules, e.count)} must be fetched into it.`,
    remedies: ({ cache, path, uid, code }) => [
      ...(code === 'EROFS' ? [] : command(`${made(cache, path)}chown -R ${uid} ${quote(cache)}`)),
      ...setEnv({ GOMODCACHE: '/tmp/go-mod' }),
    ],
    restart: STAYS,
    example: {
      cache: '/go/pkg/mod',
      path: '/go/pkg/mod/cache/download',
      owner: 0,
      mode: '0755',
      code: 'EACCES',
      uid: 1000,
      modules: ['golang.org/x/text@v0.14.0'],
      count: 1,
    },
  }),
  'module-cache-unreadable': rule<Closed & { readonly cache: string; readonly module: string }>({
    title: 'The module cache holds modules that this user may not read',
    severity: 'error',
    cause:
      'Go needs three things of each module: its files in cache/download, and the directory MODULE@VERSION, which is compiled. Filled by root under a narrow umask they refuse the user who builds: "permission denied". With GOPROXY=off too: nothing is missing.',
    says: ['/go.mod: permission denied'],
    message: (e) =>
      `uid ${e.uid} may not look into ${e.path} ${whyClosed(e)}, where go looks for ${e.module}.`,
    remedies: ({ cache, path }) => [
      ...(path === cache || path.startsWith(`${cache}/`)
        ? command(`chmod -R a+rX ${quote(cache)}`, { why: 'modules are no secret' })
        : command(`chmod a+x ${quote(path)}`, { why: 'lets others through to the module cache' })),
      ...setEnv({ GOMODCACHE: '/tmp/go-mod' }, 'an empty one, where there is a source to fill it from'),
    ],
    restart: STAYS,
    example: {
      cache: '/go/pkg/mod',
      path: '/go/pkg/mod/golang.org/x/text@v0.14.0',
      owner: 0,
      mode: '0700',
      code: 'EACCES',
      uid: 1000,
      module: 'golang.org/x/text@v0.14.0',
    },
  }),
  'module-cache-damaged': rule<{ module: string; path: string }>({
    title: 'A zip of the module cache is damaged',
    severity: 'error',
    cause:
      'The download or the disk broke off, or the file was copied in part. Go takes what is in the module cache for good: it stops at unpacking ("zip: not a valid zip file") and does not fetch the module again.',
    message: ({ module, path }) => `${path} is no whole zip, and ${module} is not unpacked.`,
    remedies: ({ path }) => [
      shell(`rm -f ${quote(path)} ${quote(`${path}hash`)}`, {
        why: 'go fetches it again',
        needs: [`write:${path}`],
      }),
      dockerfile(`RUN rm -f ${quote(path)} ${quote(`${path}hash`)}`, { why: 'go fetches it again' }),
      ...setEnv({ GOMODCACHE: '/tmp/go-mod' }, 'an empty one, which go fills again'),
    ],
    restart: STAYS,
    example: {
      module: 'golang.org/x/text@v0.14.0',
      path: '/go/pkg/mod/cache/download/golang.org/x/text/@v/v0.14.0.zip',
    },
  }),
  'no-room': rule<{ key: string; path: string; lacks: Lack }>({
    title: 'A file system that every build writes to is full',
    severity: 'error',
    cause:
      'Go makes its work directory in GOTMPDIR, TMPDIR or /tmp, and keeps what it builds in GOCACHE. Without a free block or inode there it ends with "no space left on device".',
    says: ['no space left on device'],
    message: ({ key, path, lacks }) =>
      `The file system of ${path} (${key}) has no ${LACK_WORDS[lacks]} left for this user.`,
    remedies: ({ key, path, lacks }) => [
      ...(key === 'GOCACHE' ? [shell('go clean -cache', { needs: ['program:go'] })] : []),
      byHand(
        'pod',
        `give the volume at ${path} more ${lacks === 'inodes' ? 'inodes' : 'room'}, or name another directory in ${key}`,
      ),
    ],
    restart: STAYS,
    example: { key: 'TMPDIR', path: '/tmp', lacks: 'blocks' },
  }),
} as const;

/** Where something above the cache refuses, the cache may not be there yet. */
function made(cache: string, path: string): string {
  return path === cache || path.startsWith(`${cache}/`) ? '' : `mkdir -p ${quote(cache)} && `;
}
