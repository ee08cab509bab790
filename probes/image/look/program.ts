import type { Host } from '../../../src/target/host.ts';
import { inspectExecutable } from '../../../src/target/program/elf.ts';
import { findOnPath, inDirectory, pathDirectories } from '../../../src/target/program/find-program.ts';
import type { Program } from '../facts.ts';

const HEAD_BYTES = 4096;

/**
 * The program that an image starts, or that the policy names.
 *
 * @param asked absolute path; null: the first word of what is started
 * @param command of the image
 */
export function readProgram(host: Host, asked: string | null, command: readonly string[]): Program {
  const [word = ''] = command;
  if (asked === null && word === '') return { kind: 'unknown', path: null, why: 'nothing-started' };
  const path = asked ?? (word.startsWith('/') ? word : inPath(host, word));
  if (path === null)
    return { kind: 'unknown', path: word, why: isHidden(host, word) ? 'unreadable' : 'missing' };
  const stat = host.stat(path);
  if (!stat.ok)
    return { kind: 'unknown', path, why: stat.error.code === 'ENOENT' ? 'missing' : 'unreadable' };
  const head = host.readHead(path, HEAD_BYTES);
  if (!head.ok) {
    const why = head.error.code === 'NOT_KNOWN' ? 'not-kept' : 'unreadable';
    return { kind: 'unknown', path, why };
  }
  const program = inspectExecutable(head.value);
  if (program.kind === 'script') return { kind: 'unknown', path, why: 'script' };
  if (program.kind === 'unknown') return { kind: 'unknown', path, why: 'no-program' };
  return { kind: 'program', path, bytes: stat.value.size, interpreter: program.interpreter };
}

/** As execvp(3): what has a slash is looked for from the working directory. */
function inPath(host: Host, word: string): string | null {
  return word.includes('/') ? `${host.cwd ?? ''}/${word}` : findOnPath(host, word);
}

/** A directory of PATH lets nobody look. */
function isHidden(host: Host, word: string): boolean {
  return pathDirectories(host.env.PATH).some((directory) => {
    const stat = host.stat(inDirectory(directory, word));
    return !stat.ok && stat.error.code !== 'ENOENT' && stat.error.code !== 'ENOTDIR';
  });
}
