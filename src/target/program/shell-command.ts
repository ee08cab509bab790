import type { Host } from '../host.ts';
import type { NotStarted } from './first-process.ts';
import { onPath } from './first-process.ts';

/** Words of every shell that are no programs (POSIX 2.9, 2.14, and what dash, busybox and bash have beside). */
const OWN =
  /^(?:\.|:|alias|bg|break|builtin|case|cd|command|continue|declare|do|done|echo|elif|else|esac|eval|exec|exit|export|false|fg|fi|for|function|getopts|hash|if|in|jobs|kill|let|local|printf|pwd|read|readonly|return|select|set|shift|source|test|then|time|times|trap|true|type|ulimit|umask|unalias|unset|until|wait|while)$/;

/** What bash alone has (bash(1), SHELL BUILTIN COMMANDS), and what all but bash have. */
const OF_BASH =
  /^(?:bind|caller|compgen|complete|compopt|dirs|disown|enable|fc|help|history|logout|mapfile|popd|pushd|readarray|shopt|suspend|typeset)$/;
const OF_OTHERS = /^chdir$/;

/**
 * Whether a word is one of a shell's own, for which no program is looked for.
 *
 * @param shell as it is called; `sh` is taken for none of bash
 */
export function isShellsOwn(word: string, shell: string): boolean {
  return OWN.test(word) || (/(?:^|\/)bash$/.test(shell) ? OF_BASH : OF_OTHERS).test(word);
}

/**
 * The program without which a text for `sh -c` fails: that of its first command, where nothing but an exit stands in
 * for it. Null where it is not that simple.
 */
export function neededProgram(text: string, shell = 'sh'): string | null {
  const [, word = '', rest = ''] = /^\s*(?:exec\s+)?([\w./+-]+)(?=\s|$)(.*)$/s.exec(text) ?? [];
  if (word === '' || isShellsOwn(word, shell)) return null;
  const bare = rest.replace(/'[^']*'|"[^"$`]*"/g, 'x').replace(/\d?[<>]{1,2}(?:&\d| {0,4}\/dev\/null)/g, ' ');
  const [first = '', ...others] = bare.split('||');
  if (/[\\$`'"<>|;()\n]|(?:^|[^&])&(?:[^&]|$)/.test(first)) return null;
  return others.every((one) => /^\s*(?:exit\s+[1-9]\d*|false)\s*$/.test(one)) ? word : null;
}

/** Why the first command of `sh -c TEXT` cannot be run, as the shell says it; null where nothing speaks against it. */
export function notRunByShell(host: Host, words: readonly string[]): NotStarted | null {
  const [shell = '', option = '', text = ''] = words;
  if (!/(?:^|\/)(?:sh|ash|dash|bash)$/.test(shell) || !/^-[a-z]*c$/.test(option)) return null;
  const program = neededProgram(text, shell);
  if (program === null) return null;
  const failed = (why: string): NotStarted => ({
    program,
    message: `${shell.slice(shell.lastIndexOf('/') + 1)}: ${program}: ${why}`,
    machine: null,
  });
  if (!program.includes('/')) return onPath(host, program, 'shell') === null ? failed('not found') : null;
  const there = host.stat(program);
  if (!there.ok) return /^(?:ENOENT|ENOTDIR)$/.test(there.error.code) ? failed('not found') : null;
  const may = host.access(program, 'execute');
  return !may.ok && may.error.code === 'EACCES' ? failed('Permission denied') : null;
}
