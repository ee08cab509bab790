import { type ChildProcess, spawn } from 'node:child_process';
import { inspectExecutable } from './elf.ts';
import {
  MAX_OUTPUT_BYTES,
  type RunOutcome,
  type RunResult,
  type RunSpec,
  type StartFailure,
} from './host.ts';
import type { HostFiles } from './node-host-files.ts';

interface Machine {
  readonly arch: string;
  readonly files: HostFiles;
}

/** After the program's end its pipes are given up when they bring nothing for this long. */
const PIPE_GRACE_MS = 20;

/**
 * Runs a program without a shell, in a process group of its own, with capped output and a deadline
 * after which the whole group gets SIGKILL. This is the one place where probes' programs are started.
 *
 * On node:child_process and not on execa: see docs/decisions.md.
 */
export async function nodeRun(spec: RunSpec, machine: Machine): Promise<RunResult> {
  const cause = cannotStart(spec, machine);
  if (cause !== null) return notStarted(cause);
  if (spec.timeoutMs <= 0) return { kind: 'timed-out', afterMs: 0, stdout: '', stderr: '' };

  let child: ChildProcess;
  try {
    child = spawn(spec.file, [...spec.args], {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    return notStarted(startFailure(error as NodeJS.ErrnoException));
  }
  return supervise(child, spec);
}

function notStarted(cause: StartFailure): RunResult {
  return { kind: 'not-started', cause, stdout: '', stderr: '' };
}

/**
 * What execve(2) would answer with a bare ENOENT or ENOEXEC. Looked at before the start for one more
 * reason: libuv starts programs by execvp(3), which hands a file of unknown format to /bin/sh.
 */
function cannotStart(spec: RunSpec, { arch, files }: Machine): StartFailure | null {
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
function emulated(files: HostFiles): boolean {
  const entries = files.readdir('/proc/sys/fs/binfmt_misc');
  return entries.ok && entries.value.some((name) => name.startsWith('qemu-'));
}

function startFailure(error: NodeJS.ErrnoException): StartFailure {
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

function supervise(child: ChildProcess, spec: RunSpec): Promise<RunResult> {
  const cap = spec.maxOutputBytes ?? MAX_OUTPUT_BYTES;
  const started = performance.now();
  return new Promise((resolve) => {
    /** Set where we end the program: then its exit status says nothing. */
    let verdict: RunOutcome | null = null;
    let grace: NodeJS.Timeout | undefined;
    let finished = false;
    const stdout = collect(child.stdout, cap, overflow);
    const stderr = collect(child.stderr, cap, overflow);
    const timer = setTimeout(() => {
      end({ kind: 'timed-out', afterMs: Math.round(performance.now() - started) });
    }, spec.timeoutMs);

    function end(outcome: RunOutcome): void {
      verdict ??= outcome;
      killGroup(child);
    }
    function overflow(bytes: number): void {
      end({ kind: 'output-limit', bytes });
    }
    function finish(outcome: RunOutcome): void {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      clearTimeout(grace);
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ ...outcome, stdout: stdout.text(), stderr: stderr.text() });
    }

    child.once('error', (error) => {
      // Raised for a failed start; a failed kill has nothing to tell.
      if (child.pid === undefined) finish({ kind: 'not-started', cause: startFailure(error) });
    });
    child.once('exit', (code, signal) => {
      const own: RunOutcome =
        signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'signaled', signal };
      // Whatever the program left in its group would outlive the probe, and hold its output open.
      killGroup(child);
      child.once('close', () => finish(verdict ?? own));
      // A process that left the group can still hold the pipes: wait as long as something comes.
      let seen = -1;
      const idle = () => {
        if (stdout.bytes() + stderr.bytes() === seen) return finish(verdict ?? own);
        seen = stdout.bytes() + stderr.bytes();
        // Behind setImmediate lies one poll of the pipes: after a pause by the CPU quota the timer is
        // due before anything was read.
        grace = setTimeout(() => setImmediate(idle), PIPE_GRACE_MS);
      };
      idle();
    });
  });
}

interface Collected {
  bytes(): number;
  text(): string;
}

function collect(stream: ChildProcess['stdout'], cap: number, overflow: (bytes: number) => void): Collected {
  const chunks: Buffer[] = [];
  let length = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (length > cap) return;
    length += chunk.length;
    chunks.push(chunk);
    if (length > cap) overflow(length);
  });
  return {
    bytes: () => length,
    text: () => Buffer.concat(chunks).toString('utf8', 0, Math.min(length, cap)),
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody is left, which is what we want.
  }
}
