import type { Host } from '../../../host.ts';
import { isUnknown } from '../../../result.ts';
import { nameOf } from '../before/name.ts';
import { fromHere } from '../from-here.ts';
import type { StartProblem } from '../problem.ts';
import { type Interpreted, interpretedBy } from './interpreters.ts';

type Unread = Extract<
  StartProblem,
  { readonly code: 'script-missing' | 'script-unreadable' | 'script-crlf' }
>;

/** Standard input and its like belong to the process, not to the container. */
const OF_THE_PROCESS = /^\/(?:dev|proc)\//;

/**
 * Why an interpreter cannot read what it is to run; null where nothing speaks against it.
 *
 * @param otherUser it runs as somebody of whom modes say little
 */
export function unread(host: Host, words: readonly string[], otherUser: boolean): Unread | null {
  const found = interpretedBy(words, host.env);
  if (found === null) return null;
  const { by, file, before } = found;
  const program = nameOf(words[0] ?? '');
  for (const one of [...before, file]) {
    const path = fromHere(host.cwd, one);
    if (one === '' || !path.startsWith('/') || OF_THE_PROCESS.test(path)) continue;
    if (by === 'shell' && !one.includes('/') && isOnPath(host, one)) continue;
    const problem = problemOf(host, path, by);
    const crlf = problem === null && by === 'shell' ? lineWithReturn(host, path, program) : null;
    if (crlf !== null) return { code: 'script-crlf', path, line: crlf, by: program };
    if (problem === null || (problem === 'unreadable' && otherUser)) continue;
    if (problem === 'unreadable') return { code: 'script-unreadable', path, program };
    return { code: 'script-missing', path, program, ...problem };
  }
  return null;
}

function problemOf(
  host: Host,
  path: string,
  by: Interpreted['by'],
): 'unreadable' | Pick<Extract<Unread, { readonly code: 'script-missing' }>, 'why' | 'link'> | null {
  const there = host.stat(path);
  if (!there.ok) {
    if (there.error.code === 'EACCES') return 'unreadable';
    if (isUnknown(there.error) || (by === 'node' && ENDS.some((end) => mayBe(host, `${path}${end}`))))
      return null;
    const link = host.readlink(path);
    return { why: 'absent', link: link.ok ? link.value : null };
  }
  if (there.value.type === 'directory')
    return INSIDE[by].some((name) => mayBe(host, `${path}/${name}`))
      ? null
      : { why: 'directory', link: null };
  if (there.value.type !== 'file') return null;
  const may = host.access(path, 'read');
  return !may.ok && may.error.code === 'EACCES' ? 'unreadable' : null;
}

const SCRIPT_BYTES = 64 * 1024;
/** Words of the grammar, which with a carriage return (CR) behind them are others: the script has no end then. */
const OF_GRAMMAR = /^[ \t]*(?:then|do|else|fi|done|esac)\r$/m;
/** What all shells but bash end at, when an option of theirs is none. */
const OPTIONS = /^[ \t]*set -[eux]{1,3}\r$/m;

/** A line at which a script with line ends of Windows ends, if not before; null where that is not sure. */
function lineWithReturn(host: Host, path: string, shell: string): string | null {
  const head = host.readHead(path, SCRIPT_BYTES);
  if (!head.ok) return null;
  const text = head.value.toString('latin1');
  // Where some lines have none, it may stand within a text.
  if (!text.includes('\r\n') || /[^\r]\n/.test(text)) return null;
  const line = (shell === 'bash' ? null : OPTIONS.exec(text)) ?? OF_GRAMMAR.exec(text);
  return line === null ? null : line[0].trimStart();
}

/** What node tries behind a name. */
const ENDS = ['.js', '.json', '.node'];

/** What makes a directory something to run. */
const INSIDE: Readonly<Record<Interpreted['by'], readonly string[]>> = {
  shell: [],
  node: ['package.json', ...ENDS.map((end) => `index${end}`)],
  python: ['__main__.py', '__main__.pyc'],
  perl: [],
  java: [],
};

function mayBe(host: Host, path: string): boolean {
  const there = host.stat(path);
  return there.ok || isUnknown(there.error);
}

/** A shell looks for a plain name there, too. */
function isOnPath(host: Host, name: string): boolean {
  return (host.env.PATH ?? '').split(':').some((entry) => mayBe(host, `${entry}/${name}`));
}
