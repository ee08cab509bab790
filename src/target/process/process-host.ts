import { once } from '../../core/once.ts';
import type { Host } from '../host.ts';
import { KERNEL_FILE } from '../kernel-file.ts';
import { tellingOfAnswers } from '../live/beside/guard.ts';
import { tellDue } from '../live/beside/notes.ts';
import { readFile, readHead } from '../live/files/read.ts';
import { startOf } from '../live/started.ts';
import { NOT_RUN } from '../program/not-run.ts';
import { fail, ok } from '../result.ts';
import { nodeThere } from '../system/node-there.ts';
import { belowRoot, link } from './link.ts';
import type { Looked } from './look.ts';
import { networkFile } from './network.ts';
import { runningProgram } from './running/running.ts';

/**
 * The container of another process as that process sees it. Nothing of this process speaks for it but the clock.
 *
 * @param given the environment that is asked about, where it is not the one that the process started with
 */
export function processHost(
  operator: Host,
  { seen, files, anew, executable }: Looked,
  given: Readonly<Record<string, string>> | null,
): Host {
  const { now, monotonic, watch } = operator;
  const { pid, thread, cwd, arch, ids, own } = seen;
  const environment = given !== null ? 'given' : seen.environment.known ? 'start' : 'unknown';
  // A thread that stands for a leader which has ended has a start of its own.
  const process = seen.directory.replace(/\/task\/\d+$/, '');
  const host: Host = {
    target: {
      kind: 'process',
      pid,
      ...(thread === null ? {} : { thread }),
      environment,
      note: [NOTES[environment], ...(thread === null ? [] : [`looked at through thread ${thread}`])].join(
        '; ',
      ),
    },
    env: given ?? (seen.environment.known ? seen.environment.values : {}),
    cwd,
    arch,
    proc: '/proc/self',
    ids,
    node: null,
    now,
    monotonic,
    ...(watch === undefined ? {} : { watch }),
    dueAt: (atMs) => {
      anew();
      tellDue(atMs);
    },
    ...withProgram(
      withOwn(withNetwork(tellingOfAnswers(files), seen.directory), own),
      seen.directory,
      executable,
    ),
    run: async () => NOT_RUN,
    outerProc: operator,
    running: { startedMs: () => startOf(process), program: async () => runningProgram(pid, process) },
  };
  return { ...host, nodeThere: once(() => nodeThere(host)) };
}

const NOTES = {
  start: 'environment: the one that the process started with; what it changed since nobody can see',
  given: 'environment: with what --env and --env-from say, not as the process has it',
  unknown: 'environment: unknown, since the process has overwritten it; --env-from FILE gives one',
} as const;

/** Its network namespace, as /proc shows it to anybody. */
function withNetwork(files: Looked['files'], directory: string): Looked['files'] {
  return {
    ...files,
    readFile: (path, options) => {
      const file = networkFile(path, directory);
      return file === null ? files.readFile(path, options) : readFile(file, options, path);
    },
    readHead: (path, bytes, from) => {
      const file = networkFile(path, directory);
      return file === null ? files.readHead(path, bytes, from) : readHead(file, bytes, from);
    },
  };
}

/** What the process finds of itself in its /proc, which is not that of whoever looks. */
function withOwn(files: Looked['files'], own: Readonly<Record<string, string>>): Looked['files'] {
  const of = (path: string) => (Object.hasOwn(own, path) ? Buffer.from(own[path] ?? '') : null);
  const stat = (otherwise: Host['stat']) => (path: string) =>
    of(path) === null ? otherwise(path) : ok(KERNEL_FILE);
  return {
    ...files,
    readFile: (path, options) => {
      const text = of(path);
      return text === null ? files.readFile(path, options) : ok(text);
    },
    readHead: (path, bytes, from = 0) => {
      const text = of(path);
      return text === null ? files.readHead(path, bytes, from) : ok(text.subarray(from, from + bytes));
    },
    stat: stat(files.stat),
    lstat: stat(files.lstat),
    access: (path, mode) => {
      if (of(path) === null) return files.access(path, mode);
      return mode === 'read' ? ok(true) : fail('EACCES');
    },
  };
}

/** Where a process finds the program that it runs (proc_pid_exe(5)). */
const OWN_PROGRAM = '/proc/self/exe';

/** The program that it runs, by the kernel's own link: whatever stands at its path by now. */
function withProgram(
  files: Looked['files'],
  directory: string,
  executable: Looked['executable'],
): Looked['files'] {
  return {
    ...files,
    readHead: (path, bytes, from) => {
      const file = path === OWN_PROGRAM ? executable() : null;
      return file === null ? files.readHead(path, bytes, from) : readHead(file, bytes, from);
    },
    readlink: (path) => {
      const file = path === OWN_PROGRAM ? executable() : null;
      const named = file === null ? null : link(file);
      return named === null ? files.readlink(path) : ok(belowRoot(directory, named) ?? named);
    },
  };
}
