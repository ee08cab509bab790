import { type Known, known, unknown } from '../../core/known.ts';
import { IMAGE_DECIDES } from '../../core/reason.ts';
import type { Host } from '../host.ts';
import { passwdLines } from '../posix/account.ts';
import { graft } from '../tree/graft.ts';
import { type DirectoryNode, fileNode } from '../tree/node.ts';
import type { Runtime } from './given.ts';
import { homeOf, type PodIdentity } from './model/identity.ts';
import type { Mounted } from './volumes/mounting.ts';

/** What decides about the line of /etc/passwd that CRI-O adds. */
export interface Deciding {
  readonly uid: PodIdentity['uid'];
  readonly cwd: string;
  readonly runtime: Runtime | null;
  /** HOME as somebody sets it; null where nobody does. */
  readonly home: Known<string> | null;
  readonly mounted: readonly Mounted[];
}

export interface Lined {
  readonly root: DirectoryNode;
  /** HOME as the runtime sets it where nobody else does. */
  readonly home: Known<string>;
}

/**
 * Who the user is in /etc/passwd. containerd leaves the file as it is, and runc sets HOME=/ for a user who is not in
 * it; CRI-O adds a line (setupContainerUser, utils.GeneratePasswd) with HOME, or else the working directory, as home.
 *
 * @param files as root sees them; null: nobody knows those of the image
 */
export function withUser(
  root: DirectoryNode,
  files: Pick<Host, 'readFile' | 'stat'> | null,
  of: Deciding,
): Lined {
  const { uid } = of;
  if (!uid.known || files === null) return { root, home: unknown(IMAGE_DECIDES) };
  const plain: Lined = { root, home: homeOf(files, uid.value) };
  if (of.runtime === 'containerd' || !addsLine(files, of)) return plain;
  const home = of.home === null ? known(of.cwd) : of.home;
  if (of.runtime === null)
    return of.cwd === '/' ? plain : { root, home: unknown({ code: 'runtimes-differ', data: {} }) };
  const passwd = files.readFile(PASSWD);
  const stat = files.stat(PASSWD);
  if (!passwd.ok || !stat.ok || !home.known) return plain;
  const { mode, uid: owner, gid } = stat.value;
  const id = uid.value;
  const text = `${passwd.value.toString('utf8')}${id}:x:${id}:0:${id} user:${home.value}:/sbin/nologin\n`;
  return { root: graft(root, PASSWD, fileNode(Buffer.from(text), { mode, uid: owner, gid })).root, home };
}

const PASSWD = '/etc/passwd';
/** Whoever is not the owner may write there: then he adds the line himself, as images for OpenShift do. */
const WRITTEN_BY_OTHERS = 0o022;
const WRITTEN_BY_OWNER = 0o200;

/** Not where somebody else has put the file there, where it is empty, or where the user may add the line himself. */
function addsLine(files: Pick<Host, 'readFile' | 'stat'>, { uid, mounted }: Deciding): boolean {
  if (!uid.known || mounted.some(({ place }) => place === '/etc' || place === PASSWD)) return false;
  const file = files.stat(PASSWD);
  if (!file.ok || file.value.size === 0) return false;
  if (passwdLines(files).some(({ id }) => id === uid.value)) return false;
  const { mode, uid: owner } = file.value;
  return (mode & WRITTEN_BY_OTHERS) === 0 && !(owner === uid.value && (mode & WRITTEN_BY_OWNER) !== 0);
}
