import type { FoundFile, TargetDescription } from '../../core/documents/target-description.ts';
import { visible } from '../../core/text/visible.ts';
import type { Paint } from '../text/paint.ts';
import { beside, NAME_MAX } from './columns.ts';

/** The paths that were asked about. */
export function filesText({ files: found }: TargetDescription, p: Paint, width: number): string {
  if (found.length === 0) return '';
  const column = Math.min(NAME_MAX, Math.max(...found.map(({ path }) => visible(path).length))) + 2;
  const lines = found.map((file) => beside(visible(file.path), fileInWords(file), column, width));
  return [`  ${p.bold('files')}`, ...lines].join('\n');
}

/** What is said of a path of which nothing is known. */
const WITHOUT: Readonly<Record<string, string>> = {
  ENOENT: 'not there',
  NOT_KNOWN: 'not known',
  NO_ANSWER: 'not known: its file system does not answer',
};

function fileInWords({ type, mode, uid, gid, target, real, error, access }: FoundFile): string {
  if (type === null) return WITHOUT[error ?? ''] ?? `${error}`;
  const link = target === null ? '' : ` to ${visible(target)}`;
  const leads = error !== null ? `, which leads nowhere (${error})` : '';
  const end = target === null || real === null || real === target ? '' : ` (${visible(real)})`;
  const owner = `${mode} ${uid}:${gid}`;
  return `${type}${link}${end}${leads}, ${owner}${error === null ? `; ${mayInWords(access)}` : ''}`;
}

function mayInWords({ read, write, execute }: FoundFile['access']): string {
  const pairs = [
    ['read', read],
    ['write', write],
    ['execute', execute],
  ] as const;
  const may = pairs.filter(([, granted]) => granted).map(([name]) => name);
  const open = pairs.filter(([, granted]) => granted === null).map(([name]) => name);
  const first = may.length === 0 ? 'this user may do nothing with it' : `this user may ${may.join(', ')}`;
  return open.length === 0 ? first : `${first}; not known: ${open.join(', ')}`;
}
