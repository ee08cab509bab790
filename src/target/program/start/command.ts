import type { Host } from '../../host.ts';
import type { CpuLevel } from '../elf/cpu-level.ts';
import { uidOf } from './before/accounts.ts';
import type { Behind } from './before/behind.ts';
import { shellIn } from './before/login-shell.ts';
import { unableToChange, whoBehind, whoStarts } from './before/may-change.ts';
import { refusedWords } from './before/refusal/refused.ts';
import { behindScript } from './before/script.ts';
import { isShell, listGiven } from './before/shell.ts';
import { behind } from './before/words.ts';
import { above, below, problemAbove, programAbove, withAccountsBelow } from './below.ts';
import type { Execution } from './execution.ts';
import { programFile } from './file.ts';
import { unread } from './interpreted/file.ts';
import { sourcedBy } from './interpreted/sourced.ts';
import { lookUp, type Seeker } from './look-up.ts';
import type { ProgramFile, StartProblem } from './problem.ts';

/** A command, what it starts in the end, and why it would not. */
export interface CommandSeen {
  /** The words of the application, without what is in front of it. */
  readonly words: readonly string[];
  /** Names of the programs in front of it, the first one first. */
  readonly through: readonly string[];
  /** Whom it is started as by what is in front of it; null: nobody changes that, or nobody can tell. */
  readonly user: string | null;
  /** Null where it was not found, or nobody looked. */
  readonly program: ProgramFile | null;
  /** Nothing is started behind the first. `sure`: no script stands in between, which may do anything before. */
  readonly problem: { readonly at: StartProblem; readonly word: string; readonly sure: boolean } | null;
}

/** An init, an entrypoint, a change of user, and the application. */
const MAX_STEPS = 4;

const SCRIPT_BYTES = 64 * 1024;

/**
 * Looks at a command as who starts a container would: each program in front of the application has to start, too.
 *
 * @param words not empty
 * @param cpu level of the processor; null: not known
 * @param late see {@link Execution.late}
 */
export function seeCommand(
  host: Host,
  words: readonly string[],
  cpu: () => CpuLevel | null,
  late: () => boolean,
): CommandSeen {
  const through: string[] = [];
  let now = words;
  let execution: Execution = { host, by: 'execve', otherUser: false, cpu, late };
  let sure = true;
  let user: string | null = null;
  let knowsPath = true;
  let seeker: Seeker = 'go';
  let who = whoStarts(host);
  let root = '';
  for (let step = 0; ; step++) {
    const [word = ''] = now;
    const found = firstStarting(word, execution, seeker);
    const seen = (program: ProgramFile | null, at: StartProblem | null): CommandSeen => {
      const file = program === null ? null : programAbove(root, program);
      const nth = at === null ? -1 : (program?.problems.indexOf(at) ?? -1);
      const problem = at === null ? null : (file?.problems[nth] ?? problemAbove(root, at));
      const isSure = sure && (knowsPath || word.includes('/'));
      return {
        words: now,
        through,
        user,
        program: file,
        problem: problem === null ? null : { at: problem, word, sure: isSure },
      };
    };
    if (found === 'unknown') return seen(null, null);
    const { program } = found;
    if (program === null)
      return seen(null, {
        code: 'missing',
        program: word,
        path: null,
        link: null,
        ...(root === '' ? {} : { root }),
      });
    const { path } = program;
    const [problem = null] = program.problems;
    if (problem !== null && !(problem.code === 'script-no-shebang' && problem.shell))
      return seen(program, problem);
    const next = step < MAX_STEPS ? nextOf(execution.host, program, now) : null;
    const accounts =
      next?.root === undefined
        ? execution.host
        : withAccountsBelow(execution.host, rootOf(execution.host, next.root));
    const refused =
      program.format === 'script'
        ? null
        : (refusedWords(accounts, path, now, shellIn(execution.host)) ??
          unableToChange(accounts, path, now, next, who));
    if (refused !== null) return seen(program, refused);
    const unreadable = program.format === 'script' ? null : unread(execution.host, now, execution.otherUser);
    const sourced = unreadable === null ? sourcedBy(execution.host, program, now) : null;
    if (sourced !== null) {
      sure &&= sourced.sure;
      return seen(program, sourced.problem);
    }
    if (next === null) {
      const list = listGiven(now);
      if (list !== null) return { ...seen(program, null), problem: { at: notFound(list), word: list, sure } };
      return seen(program, problem ?? unreadable);
    }
    if (program.format === 'script') sure = false;
    if (next.perhapsOtherPath) knowsPath = false;
    through.push(next.by);
    seeker = next.seeker ?? seekerOf(next.by);
    now = next.words;
    if (next.otherUser) user = userOf(accounts, next);
    who = whoBehind(accounts, who, next);
    if (next.root !== undefined) root = above(root, rootOf(execution.host, next.root));
    execution = {
      ...execution,
      host: surroundings(execution.host, next),
      by: next.usesShell ? 'execvp' : 'execve',
      otherUser: execution.otherUser || next.otherUser,
      ...(next.path === undefined ? {} : { path: next.path }),
    };
  }
}

/** Of a word that no directory of PATH has. */
function notFound(program: string): StartProblem {
  return { code: 'missing', program, path: null, link: null };
}

function seekerOf(by: string): Seeker {
  return by === 'bash' ? 'bash' : isShell(by) ? 'shell' : 'execvp';
}

/** What the kernel calls ENOENT where the file itself is there. */
const MISSES_MORE: readonly string[] = ['interpreter-missing', 'loader-missing', 'script-crlf'];

/** The first file of that name that starts, or the first one of all; null: there is none. */
function firstStarting(
  word: string,
  execution: Execution,
  by: Seeker,
): { readonly program: ProgramFile | null } | 'unknown' {
  let first: ProgramFile | null = null;
  for (let path = execution.path; ; ) {
    const found = lookUp(execution.host, word, path, by);
    if (found === 'unknown') return first === null ? found : { program: first };
    const file = found.found ?? found.passed;
    const program = file === null ? null : programFile(file, execution);
    const misses = program?.problems.some(({ code }) => MISSES_MORE.includes(code)) ?? false;
    if (found.found === null || !misses)
      return { program: found.found === null ? (first ?? program) : program };
    first ??= program;
    if (found.rest === null) return { program: first };
    path = found.rest;
  }
}

/** Below another root its number alone is the same user as above. */
function userOf(host: Host, { user, root, by }: Behind): string | null {
  if (root === undefined || user === undefined) return user ?? null;
  const uid = uidOf(host, user, by);
  return typeof uid === 'number' ? `${uid}` : null;
}

/** Absolute. */
function rootOf(host: Host, root: string): string {
  return root.startsWith('/') ? root : `${host.cwd ?? ''}/${root}`;
}

/** Where and with which variables it is started. */
function surroundings(outer: Host, { directory, environment, root }: Behind): Host {
  const host = root === undefined ? outer : below(outer, rootOf(outer, root));
  if (directory === undefined && environment === undefined) return host;
  const { clears = false, unset = [], sets = [] } = environment ?? {};
  const kept = clears ? [] : Object.entries(host.env).filter(([name]) => !unset.includes(name));
  const cwd =
    directory === undefined || directory.startsWith('/') || host.cwd === null
      ? (directory ?? host.cwd)
      : `${host.cwd}/${directory}`;
  return { ...host, cwd, env: Object.fromEntries([...kept, ...sets]) };
}

function nextOf(host: Host, { format, path }: ProgramFile, words: readonly string[]): Behind | null {
  if (format !== 'script') return behind(words, shellIn(host), host.env);
  const head = host.readHead(path, SCRIPT_BYTES);
  return head.ok ? behindScript(head.value, words) : null;
}
