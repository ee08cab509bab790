import { inspectExecutable } from './elf.ts';
import type { Host, RunSpec, StartFailure } from './host.ts';

/** What has to be known of the machine to say why a program cannot start. */
export interface Machine {
  readonly arch: string;
  readonly files: Pick<Host, 'readHead' | 'access' | 'stat' | 'readdir'>;
}

/**
 * What execve(2) would answer with a bare ENOENT or ENOEXEC. Looked at before the start for one more
 * reason: libuv starts programs by execvp(3), which hands a file of unknown format to /bin/sh.
 */
export function cannotStart(
  spec: Pick<RunSpec, 'file' | 'cwd'>,
  { arch, files }: Machine,
): StartFailure | null {
  const head = files.readHead(spec.file, 4096);
  if (!head.ok) {
    // A program may be executable and not readable: then only the start itself can tell.
    if (head.error.code === 'EACCES')
      return files.access(spec.file, 'execute').ok ? null : { code: 'not-permitted' };
    if (head.error.code === 'ENOENT' || head.error.code === 'ENOTDIR') return { code: 'file-missing' };
    if (head.error.code === 'NOT_REGULAR') return { code: 'not-permitted' };
    if (head.error.code === 'EMFILE' || head.error.code === 'ENFILE') {
      return { code: 'no-resources', errno: head.error.code };
    }
    return { code: 'other', errno: head.error.code };
  }
  if (!files.access(spec.file, 'execute').ok) return { code: 'not-permitted' };
  const cwd = files.stat(spec.cwd);
  if (!cwd.ok || cwd.value.type !== 'directory') return { code: 'cwd-missing' };

  const program = inspectExecutable(head.value);
  if (program.kind === 'unknown') return { code: 'not-a-program' };
  if (program.kind === 'script') {
    const { interpreter } = program;
    return files.stat(interpreter).ok ? null : { code: 'interpreter-missing', interpreter };
  }
  if (program.machine !== arch && !runsHere(program.machine, arch) && !emulated(files)) {
    return { code: 'wrong-architecture', machine: program.machine };
  }
  const loader = program.interpreter;
  if (loader !== null && !files.stat(loader).ok) return { code: 'loader-missing', loader };
  return null;
}

/** 64-bit kernels run the 32-bit programs of their family. */
function runsHere(machine: string, arch: string): boolean {
  return (machine === 'ia32' && arch === 'x64') || (machine === 'arm' && arch === 'arm64');
}

/** binfmt_misc may have an emulator for foreign programs; then the kernel decides. */
function emulated(files: Machine['files']): boolean {
  const entries = files.readdir('/proc/sys/fs/binfmt_misc');
  return entries.ok && entries.value.some((name) => name.startsWith('qemu-'));
}

/** The reason behind the errno of a failed spawn. */
export function startFailure(error: NodeJS.ErrnoException): StartFailure {
  const errno = error.code ?? 'unknown';
  switch (errno) {
    case 'ENOENT':
      return { code: 'file-missing' };
    case 'EACCES':
    case 'EPERM':
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
