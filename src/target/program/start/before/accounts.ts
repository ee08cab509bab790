import type { Host } from '../../../host.ts';
import { accountOf, groupLines, NoAccount, passwdLines } from '../../../posix/account.ts';

type Files = Pick<Host, 'readFile'>;

/** Others than files may know users and groups, too. */
const ELSEWHERE = /^(?:passwd|group):.*\b(?:sss|ldap|winbind|nis|nisplus|hesiod|extrausers|db)\b/m;

/** Programs that look the name up and take no number. */
const BY_NAME = ['su', 'runuser', 'setuidgid', 's6-setuidgid', 'strace'];

/** Programs that look the group up together with the user. */
const WITH_GROUP = ['gosu', 'su-exec', 'chpst', 'start-stop-daemon'];

/** The number of a user, as the program finds it; `missing`: surely nobody. */
export function uidOf(host: Files, user: string, program = ''): number | 'missing' | 'unknown' {
  const [name = ''] = user.split(':', 1);
  return sureOf(host, () => {
    if (BY_NAME.includes(program)) return passwdLines(host).find((line) => line.name === name)?.id ?? null;
    // To setpriv it is a number all the same.
    if (/^-\d+$/.test(name) && program === 'setpriv') return 'unknown';
    return accountOf(host, WITH_GROUP.includes(program) ? user.split(':').slice(0, 2).join(':') : name).uid;
  });
}

/** The same of a group. @param named a number is none */
export function gidOf(host: Files, group: string, named = false): number | 'missing' | 'unknown' {
  if (!named && /^\d+$/.test(group)) return Number(group) < 2 ** 32 ? Number(group) : 'missing';
  return sureOf(host, () => groupLines(host).find(({ name }) => name === group)?.id ?? null);
}

function sureOf(host: Files, find: () => number | 'unknown' | null): number | 'missing' | 'unknown' {
  try {
    const found = find();
    if (found !== null) return found;
  } catch (error) {
    if (!(error instanceof NoAccount)) throw error;
    if (error.missing === null) return 'unknown';
  }
  const file = host.readFile('/etc/nsswitch.conf');
  return file.ok && ELSEWHERE.test(file.value.toString('latin1')) ? 'unknown' : 'missing';
}

/** Whether passwd(5) has it, by name or number; true where nobody can tell. */
export function isListed(host: Files, user: string): boolean {
  const found = sureOf(
    host,
    () => passwdLines(host).find(({ name, id }) => name === user || `${id}` === user)?.id ?? null,
  );
  return found !== 'missing';
}
