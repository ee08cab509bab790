import type { Target } from '../machine.ts';

/** The probes of which a row tells, in its order. */
export const COLUMNS = ['go-version', 'go-env', 'ca-certs', 'timezone', 'permissions', 'umask'] as const;

/**
 * What each probe makes of its struck file: a rule of its own (the part behind the slash) at `error`, with
 * `!` at `warning`, or `?` where it has no conclusion; null where it passes, the fault being none to it. So
 * does a probe that has no column: none of the files is its own. Where a go command is struck, only the Go probes have anything to say.
 */
type Row = readonly (string | null)[];

const GONE = ['goroot-incomplete', 'go-env-file-missing'] as const;
const NO_GO: Row = ['missing', '?', null, null, null, null];
const BAD_GO: Row = ['not-a-program', '?', null, null, null, null];

/** By fault. The umask is told by a file that, missing, harms nobody: it is `umask/unknown`, for information. */
export const FILE_OUTCOMES: Readonly<Record<Target, Readonly<Record<string, Row>>>> = {
  files: {
    none: [null, null, null, null, null, null],
    'missing (ENOENT)': [...GONE, 'bundle-missing', '!localtime-missing', 'path-missing', null],
    'a dangling link': [...GONE, 'bundle-link-dangling', 'link-dangling', 'path-missing', null],
    'below a file (ENOTDIR)': [...GONE, 'bundle-link-dangling', 'link-dangling', 'path-missing', null],
    'mode 0000 for another user (EACCES)': [
      'goroot-unreadable',
      'go-env-file-missing',
      'unreadable',
      'unreadable',
      'not-readable',
      null,
    ],
    'unreadable disk (EIO)': [
      'goroot-unreadable',
      'go-env-file-missing',
      'unreadable',
      'unreadable',
      null,
      null,
    ],
    'a link to itself (ELOOP)': [...GONE, 'unreadable', 'link-loop', 'path-missing', null],
    'a name of 300 characters (ENAMETOOLONG)': [...GONE, 'unreadable', 'unreadable', 'path-missing', null],
    'a FIFO that nobody writes': [...GONE, 'not-a-regular-file', 'not-a-file', '!proc-missing', null],
    'a character device, /dev/zero': [...GONE, 'not-a-regular-file', 'not-a-file', '!proc-missing', null],
    'a block device': [...GONE, 'not-a-regular-file', 'not-a-file', '!proc-missing', null],
    'a directory': [...GONE, 'not-a-regular-file', 'not-a-file', '!proc-missing', null],
    'endless, of size 0': ['goroot-unreadable', 'go-env-file-missing', 'too-large', 'not-tzif', null, null],
    'sparse, 1 GiB': [null, 'go-env-file-missing', 'too-large', 'not-tzif', null, null],
    empty: [null, 'roots-missing', 'empty', 'not-tzif', null, null],
    'binary garbage': [null, 'roots-missing', 'no-certificates', 'not-tzif', null, null],
    'no UTF-8': [null, null, 'block-unparsable', 'not-tzif', null, null],
    'NUL bytes': [null, 'roots-missing', 'no-certificates', 'not-tzif', null, null],
  },
  go: {
    none: [null, null, null, null, null, null],
    'missing (ENOENT)': NO_GO,
    'a dangling link': NO_GO,
    'below a file (ENOTDIR)': NO_GO,
    'mode 0000 for another user (EACCES)': ['not-executable', '?', null, null, null, null],
    'unreadable disk (EIO)': ['not-started', '?', null, null, null, null],
    'a link to itself (ELOOP)': NO_GO,
    'a name of 300 characters (ENAMETOOLONG)': NO_GO,
    'a FIFO that nobody writes': NO_GO,
    'a character device, /dev/zero': NO_GO,
    'a block device': NO_GO,
    'a directory': NO_GO,
    'endless, of size 0': ['not-executable', '?', null, null, null, null],
    empty: BAD_GO,
    'binary garbage': BAD_GO,
    'no UTF-8': BAD_GO,
    'NUL bytes': BAD_GO,
  },
};

/** What the probe makes of the fault; undefined for a fault that has no row. */
export function outcomeOf(target: Target, fault: string, probe: string): string | null | undefined {
  const row = FILE_OUTCOMES[target][fault];
  return row && (row[(COLUMNS as readonly string[]).indexOf(probe)] ?? null);
}
