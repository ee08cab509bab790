import type { Host } from '../host.ts';
import { cannotStart } from './start-failure.ts';

/** Why a program cannot be started. */
export interface NotStarted {
  /** Its first word. */
  readonly program: string;
  /** What the runtime says. */
  readonly message: string;
  /** Set where the program is for another processor: Node's name of it. */
  readonly machine: string | null;
}

/**
 * Why a runtime cannot start these words (runc, by Go's exec.LookPath); null where nothing speaks against it. There
 * has to be a first word.
 */
export function notStarted(host: Host, words: readonly string[]): NotStarted | null {
  const [program = ''] = words;
  const failed = (message: string, machine: string | null = null): NotStarted => ({
    program,
    message: `exec: ${JSON.stringify(program)}: ${message}`,
    machine,
  });
  const path = program.includes('/') ? program : onPath(host, program, 'go');
  if (path === null) return failed('executable file not found in $PATH');
  const there = host.stat(path);
  if (!there.ok) {
    if (there.error.code === 'ENOENT') return failed(`stat ${path}: no such file or directory`);
    if (there.error.code === 'ENOTDIR') return failed(`stat ${path}: not a directory`);
    return there.error.code === 'EACCES' ? failed('permission denied') : null;
  }
  if (there.value.type === 'directory') return failed('is a directory');
  const may = host.access(path, 'execute');
  if (!may.ok) return may.error.code === 'EACCES' ? failed('permission denied') : null;
  const format = cannotStart({ file: absolute(path, host), cwd: '/' }, { arch: host.arch, files: host });
  switch (format?.code) {
    case 'not-a-program':
      return failed('exec format error');
    case 'wrong-architecture':
      // Of an image without a label, and a root in which no program tells, nobody knows what they are for.
      return host.arch === 'unknown' ? null : failed('exec format error', format.machine);
    case 'loader-missing':
    case 'interpreter-missing':
      return failed('no such file or directory: what starts it is not in the image');
    default:
      return null;
  }
}

function absolute(path: string, { cwd }: Host): string {
  return path.startsWith('/') ? path : `${cwd ?? ''}/${path}`;
}

/**
 * Null where it is nowhere; a directory that nobody can know may have it.
 *
 * @param by Go takes nothing that is relative to the working directory, and looks no further
 */
export function onPath(host: Host, name: string, by: 'go' | 'shell'): string | null {
  let open: string | null = null;
  for (const directory of (host.env.PATH ?? '').split(':')) {
    const path = absolute(`${directory === '' ? '.' : directory}/${name}`, host);
    const there = host.stat(path);
    if (!there.ok) {
      if (there.error.code === 'NOT_KNOWN') open ??= path;
      continue;
    }
    if (there.value.type === 'directory') continue;
    const may = host.access(path, 'execute');
    const isRelative = !directory.startsWith('/');
    if (may.ok && isRelative && by === 'go') return open;
    if (may.ok) return open ?? path;
    if (may.error.code === 'NOT_KNOWN') open ??= path;
  }
  return open;
}
