import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';

/** Names of users and groups by number, from /etc/passwd and /etc/group. */
export interface Accounts {
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

/** Directories of users elsewhere (LDAP) are not asked: a container rarely has them, and they can hang. */
export function readAccounts(host: Host): Accounts {
  return { users: names(host, '/etc/passwd'), groups: names(host, '/etc/group') };
}

/** Whether passwd(5) has a line for the user; null where it cannot be read. */
export function hasPasswdLine(host: Host, uid: number): boolean | null {
  const { known, error } = read(host, '/etc/passwd');
  return error !== null && isUnknown(error) ? null : known.has(uid);
}

/** The names by number; none of a file that cannot be read. */
export function names(host: Host, path: string): ReadonlyMap<number, string> {
  return read(host, path).known;
}

/** The line of passwd(5) and group(5) begins with name, password, number; the first of equals counts. */
function read(host: Host, path: string) {
  const file = host.readFile(path, { maxBytes: 1024 * 1024 });
  const result = new Map<number, string>();
  if (!file.ok) return { known: result, error: file.error };
  for (const line of file.value.toString('utf8').split('\n')) {
    const [name, , id] = line.split(':', 3);
    if (name && id && /^\d+$/.test(id) && !result.has(Number(id))) result.set(Number(id), name);
  }
  return { known: result, error: null };
}

/** `root`, or the number where it has no name. */
export function nameOf(names: ReadonlyMap<number, string>, id: number): string {
  return names.get(id) ?? String(id);
}
