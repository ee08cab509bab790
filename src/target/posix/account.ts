import type { Ignorance } from '../../core/reason.ts';
import type { Host } from '../host.ts';
import { isUnknown } from '../result.ts';

/** The user that a container runtime makes of `NAME`, `UID`, `NAME:GROUP` or `UID:GID`. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups: readonly number[];
  readonly home: string;
}

/** There is no such user or group; in words. */
export class NoAccount extends Error {
  /** What is missing; null where its files cannot be read. */
  readonly missing: Missing | null;

  constructor(message: string, missing: Missing | null = null) {
    super(message);
    this.missing = missing;
  }
}

export interface Missing {
  readonly kind: 'user' | 'group';
  readonly name: string;
}

/** Why nobody knows who would run there. */
export function ignoranceOf({ kind, name }: Missing): Ignorance {
  return kind === 'user'
    ? { code: 'no-such-user', data: { user: name } }
    : { code: 'no-such-group', data: { group: name } };
}

/** One of passwd(5) or group(5). */
export interface Line {
  readonly name: string;
  readonly id: number;
  readonly fields: readonly string[];
}

/** As containerd reads of them. */
const MAX_BYTES = 10 * 1024 * 1024;

/** Above it the kernel's ids end for runc, which keeps them in an int32. */
const MAX_ID = 2 ** 31 - 1;

/**
 * As runc finds it (moby/sys/user, GetExecUser): a name must be in passwd(5) or group(5), a number need not; without
 * a group it is that of passwd, and the groups that list the user come with it.
 */
export function accountOf(files: Pick<Host, 'readFile'>, spec: string): Account {
  const [wanted = '', ...rest] = spec.split(':');
  const wantedGroup = rest.join(':');
  const user = find(passwdLines(files), wanted === '' ? '0' : wanted);
  const uid = user?.id ?? numberOf(wanted === '' ? '0' : wanted);
  if (uid === null) throw noAccount('user', wanted, '/etc/passwd');
  const all = user === null && wantedGroup === '' ? [] : groupLines(files);
  const group = wantedGroup === '' ? null : (find(all, wantedGroup)?.id ?? numberOf(wantedGroup));
  if (wantedGroup !== '' && group === null) throw noAccount('group', wantedGroup, '/etc/group');
  const listed =
    user !== null && wantedGroup === ''
      ? all.filter(({ fields }) => members(fields).includes(user.name))
      : [];
  return {
    uid,
    gid: group ?? (user === null ? 0 : Number(user.fields[3]) || 0),
    groups: [...new Set(listed.map(({ id }) => id))],
    home: user?.fields[5] || '/',
  };
}

function noAccount(kind: Missing['kind'], name: string, file: string): NoAccount {
  return new NoAccount(`there is no ${kind} ${JSON.stringify(name)} in its ${file}`, { kind, name });
}

/** The lines of its passwd(5); none where there is no such file. */
export function passwdLines(files: Pick<Host, 'readFile'>): readonly Line[] {
  return linesOf(files, '/etc/passwd');
}

/** The lines of its group(5). */
export function groupLines(files: Pick<Host, 'readFile'>): readonly Line[] {
  return linesOf(files, '/etc/group');
}

/** The first that has the name or the number. */
function find(lines: readonly Line[], wanted: string): Line | null {
  const id = numberOf(wanted);
  return lines.find((line) => line.name === wanted || line.id === id) ?? null;
}

function numberOf(text: string): number | null {
  return /^\d+$/.test(text) && Number(text) <= MAX_ID ? Number(text) : null;
}

function linesOf(files: Pick<Host, 'readFile'>, path: string): readonly Line[] {
  const file = files.readFile(path, { maxBytes: MAX_BYTES });
  if (!file.ok) {
    if (isUnknown(file.error)) throw new NoAccount(`its ${path} cannot be read: ${file.error.code}`);
    return [];
  }
  return file.value
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const fields = line.split(':');
      return { name: fields[0] ?? '', id: Number(fields[2]) || 0, fields };
    });
}

function members(fields: readonly string[]): readonly string[] {
  return (fields[3] ?? '').split(',');
}
