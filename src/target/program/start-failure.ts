import type { Silence } from '../../core/reason.ts';
import type { FsFailure } from '../file.ts';
import type { Host } from '../host.ts';
import { inspectExecutable } from './elf.ts';
import type { RunSpec, StartFailure } from './program.ts';

/** What has to be known of the machine to say why a program cannot start. */
export interface Machine {
  readonly arch: string;
  readonly files: Pick<Host, 'readHead' | 'access' | 'stat'>;
}

/**
 * What execve(2) would answer with a bare ENOENT or ENOEXEC. Looked at before the start for one more
 * reason: libuv starts programs by execvp(3), which hands a file of unknown format to /bin/sh.
 */
export function cannotStart(spec: Pick<RunSpec, 'file' | 'cwd'>, machine: Machine): StartFailure | null {
  const { files } = machine;
  const head = files.readHead(spec.file, HEAD_BYTES);
  // A program may be executable and not readable: then only the start itself can tell what it is.
  if (!head.ok && head.error.code !== 'EACCES') return unreadable(head.error);
  const execute = files.access(spec.file, 'execute');
  if (!execute.ok) return noAnswer(execute.error) ?? { code: 'not-permitted' };
  const cwd = files.access(spec.cwd, 'search');
  if (!cwd.ok) return noAnswer(cwd.error) ?? { code: 'cwd-missing' };
  return head.ok ? formatFailure(head.value, spec.cwd, machine, MAX_INTERPRETERS) : null;
}

/** Enough for the program headers and the interpreter behind them. */
const HEAD_BYTES = 4096;

/** A script may name a script: the kernel follows four (fs/exec.c). */
const MAX_INTERPRETERS = 4;

/** The start itself would wait as long: execve(2) reads the file, chdir(2) looks the directory up. */
function noAnswer({ code, why }: FsFailure): StartFailure | null {
  return code === 'NO_ANSWER' ? { code: 'no-answer', why: why as Silence } : null;
}

function unreadable(error: FsFailure): StartFailure {
  const { code } = error;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { code: 'file-missing' };
    case 'NOT_REGULAR':
      return { code: 'not-permitted' };
    case 'EMFILE':
    case 'ENFILE':
      return { code: 'no-resources', errno: code };
    default:
      return noAnswer(error) ?? { code: 'other', errno: code };
  }
}

/** What is wrong with the file's format, or with the interpreters behind it. */
function formatFailure(head: Buffer, cwd: string, machine: Machine, left: number): StartFailure | null {
  const { arch, files } = machine;
  const program = inspectExecutable(head);
  if (program.kind === 'unknown') return { code: 'not-a-program' };
  if (program.kind === 'script') {
    const { interpreter } = program;
    const path = interpreter.startsWith('/') ? interpreter : `${cwd}/${interpreter}`;
    const there = files.stat(path);
    if (!there.ok) return noAnswer(there.error) ?? { code: 'interpreter-missing', interpreter };
    const next = files.readHead(path, HEAD_BYTES);
    return next.ok && left > 0 ? formatFailure(next.value, cwd, machine, left - 1) : null;
  }
  if (!isRunnable(program.machine, arch, files)) {
    return { code: 'wrong-architecture', machine: program.machine };
  }
  const loader = program.interpreter;
  const there = loader === null ? null : files.stat(loader);
  return loader === null || there === null || there.ok
    ? null
    : (noAnswer(there.error) ?? { code: 'loader-missing', loader });
}

/** Whether a machine runs programs of another: itself, by its kernel, or by an emulator that is registered. */
export function isRunnable(machine: string, arch: string, files: Pick<Host, 'stat'>): boolean {
  return machine === arch || runsHere(machine, arch) || emulated(machine, files);
}

/** 64-bit kernels run the 32-bit programs of their family. */
function runsHere(machine: string, arch: string): boolean {
  return (machine === 'ia32' && arch === 'x64') || (machine === 'arm' && arch === 'arm64');
}

/** Names under which QEMU and Docker Desktop register with binfmt_misc; then the kernel decides. */
const EMULATORS: Readonly<Record<string, readonly string[]>> = {
  arm: ['qemu-arm'],
  arm64: ['qemu-aarch64'],
  ia32: ['qemu-i386'],
  loong64: ['qemu-loongarch64'],
  ppc64: ['qemu-ppc64le', 'qemu-ppc64'],
  riscv64: ['qemu-riscv64'],
  s390x: ['qemu-s390x'],
  x64: ['qemu-x86_64', 'rosetta'],
};

function emulated(machine: string, files: Pick<Host, 'stat'>): boolean {
  return (EMULATORS[machine] ?? []).some((name) => files.stat(`/proc/sys/fs/binfmt_misc/${name}`).ok);
}

/** The reason behind the errno of a failed spawn. */
export function startFailure(error: NodeJS.ErrnoException): StartFailure {
  const errno = error.code ?? 'unknown';
  switch (errno) {
    case 'ENOENT':
      return { code: 'file-missing' };
    case 'EACCES':
      return { code: 'not-permitted' };
    case 'ENOEXEC':
      return { code: 'not-a-program' };
    case 'ETXTBSY':
      return { code: 'busy' };
    case 'EAGAIN':
    case 'ENOMEM':
    case 'EMFILE':
    case 'ENFILE':
      return { code: 'no-resources', errno };
    default:
      return { code: 'other', errno };
  }
}
