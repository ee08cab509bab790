import type { Host } from '../../../src/target/host.ts';
import { configFiles } from './safe-directory.ts';

/** What is wrong with a file of a repository: git ends with 128 at it, whatever it is asked. */
export type Damage = {
  readonly problem: 'head' | 'index' | 'objects' | 'format' | 'config';
  readonly path: string;
};

/** A whole name of a commit, of SHA-1 or SHA-256. */
const HASH = /^(?:[\da-f]{40}|[\da-f]{64})$/;

/** The newest format of a repository that any git knows (gitformat-repository, core.repositoryFormatVersion). */
const NEWEST_FORMAT = 1;

/**
 * What keeps git from reading a repository that its user may read, as far as few files tell it; null where nothing does.
 * `directory`: where HEAD is.
 */
export function damageOf(host: Host, directory: string): Damage | null {
  const config = `${directory}/config`;
  for (const path of [...configFiles(host), config]) {
    const text = textOf(host, path);
    if (text !== null && opensWithoutEnd(text)) return { problem: 'config', path };
  }
  const [, format] =
    /^[ \t]*repositoryformatversion[ \t]*=[ \t]*(\d{1,9})/im.exec(textOf(host, config) ?? '') ?? [];
  if (Number(format ?? 0) > NEWEST_FORMAT) return { problem: 'format', path: config };
  const head = textOf(host, `${directory}/HEAD`)?.trim();
  if (head !== undefined && !/^ref:\s*refs\//.test(head) && !HASH.test(head))
    return { problem: 'head', path: `${directory}/HEAD` };
  const index = host.readHead(`${directory}/index`, 4);
  if (index.ok && index.value.toString('latin1') !== 'DIRC')
    return { problem: 'index', path: `${directory}/index` };
  return head !== undefined && lacksCommit(host, directory, head)
    ? { problem: 'objects', path: `${directory}/objects` }
    : null;
}

/** A section that begins and does not end in its line (git-config(1), syntax). */
function opensWithoutEnd(config: string): boolean {
  // A line may go on in the next one.
  const lines = config.replace(/\\\r?\n/g, '').split('\n');
  return lines.some((line) => /^\s*\[[^\]]*$/.test(line));
}

/** Whether the commit that is checked out is surely not there: in no file of its own, and no pack or other store may hold it. */
function lacksCommit(host: Host, directory: string, head: string): boolean {
  const name = head.replace(/^ref:\s*/, '');
  const hash = name === head ? head : textOf(host, `${directory}/${name}`)?.trim();
  // A branch without commits; or it is packed, or of a worktree, whose branches and objects are elsewhere.
  if (hash === undefined || !HASH.test(hash)) return false;
  const objects = `${directory}/objects`;
  const elsewhere = [`${directory}/commondir`, `${objects}/info/alternates`];
  if (host.env.GIT_OBJECT_DIRECTORY !== undefined || elsewhere.some((path) => host.lstat(path).ok))
    return false;
  const packs = host.readdir(`${objects}/pack`);
  const packed = packs.ok
    ? packs.value.some((file) => file.endsWith('.pack'))
    : packs.error.code !== 'ENOENT';
  const own = host.lstat(`${objects}/${hash.slice(0, 2)}/${hash.slice(2)}`);
  return !packed && !own.ok && own.error.code === 'ENOENT';
}

function textOf(host: Host, path: string): string | null {
  const file = host.readFile(path, { maxBytes: 1024 * 1024 });
  return file.ok ? file.value.toString('utf8') : null;
}
