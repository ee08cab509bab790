import { dirname } from 'node:path';
import type { Host } from '../../host.ts';
import { isNoExec, mountOf, readMounts } from '../../posix/mounts.ts';
import { realOr } from '../../posix/real-path.ts';
import { nameOf } from './before/name.ts';
import { refusedOptions } from './before/refusal/refused.ts';
import { binary } from './binary.ts';
import type { Execution } from './execution.ts';
import { firstLine, sought } from './first-line.ts';
import { fromHere } from './from-here.ts';
import { lookUp } from './look-up.ts';
import type { ProgramFile, StartProblem } from './problem.ts';

/** The first line of a script (the kernel reads 256 of it), or the headers of an ELF program. */
const HEAD_BYTES = 4096;

/** A script may name a script: the kernel goes from file to file as often (fs/exec.c). */
const MAX_FILES = 6;

/**
 * What a file is to who executes it, and why it would not start: as execve(2), and the loader behind it. What cannot be
 * looked at speaks against nothing.
 *
 * @param path absolute
 */
export function programFile(path: string, execution: Execution, left = MAX_FILES): ProgramFile {
  const refused = (problem: StartProblem): ProgramFile => ({ ...UNREAD, path, problems: [problem] });
  const { host } = execution;
  const there = host.stat(path);
  if (!there.ok) {
    const problem = notThere(path, there.error.code, host);
    return problem === null ? { ...UNREAD, path } : refused(problem);
  }
  const { type } = there.value;
  if (type !== 'file')
    return refused({ code: 'not-executable', path, why: type === 'directory' ? 'directory' : 'type' });
  const execute = host.access(path, 'execute');
  if (!execute.ok && execute.error.code !== 'NOT_KNOWN' && execute.error.code !== 'NO_ANSWER') {
    const problem = notExecutable(path, there.value.mode, execution);
    if (problem !== null) return refused(problem);
  }
  const head = host.readHead(path, HEAD_BYTES);
  if (!head.ok) {
    // The kernel executes what nobody may read; an interpreter reads it as this user.
    const reader = READERS[/\.(?:sh|bash|py|pl|rb)$/.exec(path)?.[0] ?? ''];
    return reader === undefined || head.error.code !== 'EACCES' || execution.otherUser
      ? { ...UNREAD, path }
      : refused({ code: 'script-unreadable', path, program: reader });
  }
  if (head.value.toString('latin1', 0, 2) !== '#!') return binary(path, head.value, there.value, execution);
  return script(path, head.value, execution, left);
}

/** Who reads a script, by the end of its name. */
const READERS: Readonly<Record<string, string>> = {
  '.sh': 'sh',
  '.bash': 'bash',
  '.py': 'python',
  '.pl': 'perl',
  '.rb': 'ruby',
};

const UNREAD = { format: 'unknown', interpreter: null, libraries: [], problems: [] } as const;

function notThere(path: string, code: string, host: Host): StartProblem | null {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ELOOP': {
      const link = host.readlink(path);
      if (link.ok) return { code: 'missing', program: path, path, link: link.value };
      const volume = volumeOf(host, dirname(path));
      return { code: 'missing', program: path, path, link: null, ...(volume === null ? {} : { volume }) };
    }
    case 'EACCES':
      return { code: 'not-executable', path, why: 'denied' };
    default:
      return null;
  }
}

/** The mount over the image that a path lies on; null: it lies on none, or nobody knows. */
function volumeOf(host: Host, path: string): string | null {
  const mounts = readMounts(host);
  const mount = mounts === null ? null : mountOf(mounts, realOr(host, path));
  return mount === null || mount.mountPoint === '/' ? null : mount.mountPoint;
}

function notExecutable(path: string, mode: number, { host, otherUser }: Execution): StartProblem | null {
  const mounts = readMounts(host);
  const mount = mounts === null ? null : mountOf(mounts, realOr(host, path));
  if ((mode & 0o111) === 0) {
    const isOnVolume = mount !== null && mount.mountPoint !== '/';
    return { code: 'not-executable', path, why: 'mode', ...(isOnVolume ? { volume: mount.mountPoint } : {}) };
  }
  if (mount !== null && isNoExec(mount)) return { code: 'noexec-mount', path, mount: mount.mountPoint };
  return otherUser ? null : { code: 'not-executable', path, why: 'denied' };
}

function script(path: string, head: Buffer, execution: Execution, left: number): ProgramFile {
  const line = firstLine(head);
  const shell = execution.by === 'execvp';
  const refused = (problem: StartProblem, interpreter: string | null = null): ProgramFile => ({
    path,
    format: 'script',
    interpreter,
    libraries: [],
    problems: [problem],
  });
  if (line.kind !== 'interpreter') return refused({ code: 'script-no-shebang', path, why: line.kind, shell });
  const { interpreter, argument } = line;
  if (left <= 1)
    return refused({ code: 'script-no-shebang', path, why: 'too-deep', shell: false }, interpreter);
  const absolute = fromHere(execution.host.cwd ?? '/', interpreter);
  const behind = programFile(absolute, execution, left - 1);
  const crlf = /\r$/.test(argument ?? interpreter);
  const problems = behind.problems.map((problem): StartProblem => {
    if (problem.code !== 'missing' || problem.path !== absolute) return problem;
    if (crlf && argument === null) return { code: 'script-crlf', path, line: `#!${interpreter}`, by: null };
    return { code: 'interpreter-missing', path, interpreter, by: null };
  });
  const more =
    problems.length > 0 || argument === null ? null : ofArgument(path, absolute, argument, execution);
  return { path, format: 'script', interpreter, libraries: [], problems: more === null ? problems : [more] };
}

/** What becomes of the one argument that a first line may have: env looks for it, and few take a CR off its end. */
function ofArgument(
  path: string,
  interpreter: string,
  argument: string,
  { host, path: searched }: Execution,
): StartProblem | null {
  const by = nameOf(interpreter);
  // perl passes over it, and so does env where it splits the argument.
  const takesCr = by.startsWith('perl') || (by === 'env' && argument.startsWith('-S'));
  if (/\r$/.test(argument) && !takesCr)
    return { code: 'script-crlf', path, line: `#!${interpreter} ${argument}`, by: null };
  const refusal = by === 'env' ? refusedOptions(host, interpreter, [by, argument, path]) : null;
  if (refusal !== null)
    return { code: 'options-refused', script: path, path: interpreter, program: by, ...refusal };
  const program = by === 'env' ? sought(argument.trimEnd()) : null;
  if (program === null) return null;
  const found = lookUp(host, program, searched, 'execvp');
  return found !== 'unknown' && found.found === null
    ? { code: 'interpreter-missing', path, interpreter: program, by }
    : null;
}
