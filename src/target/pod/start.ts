import type { Host } from '../host.ts';
import { cannotStart } from '../program/start-failure.ts';
import type { Line } from './manifest/field.ts';
import type { Started } from './model/command.ts';
import type { Trouble } from './model/trouble.ts';

/** Why the first process cannot be started (runc, by Go's exec.LookPath); null where nothing speaks against it. */
export function startTrouble(host: Host, { words, at }: Started, here: Line): Trouble | null {
  if (!words.known) return null;
  const [program] = words.value;
  if (program === undefined)
    return { kind: 'program', reason: 'CreateContainerError', message: 'no command specified', at: here };
  const failed = (message: string): Trouble => ({
    kind: 'program',
    reason: 'StartError',
    message: `exec: ${JSON.stringify(program)}: ${message}`,
    at: at ?? here,
  });
  const path = program.includes('/') ? program : onPath(host, program);
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
    case 'wrong-architecture':
      return failed('exec format error');
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

/** Null where it is nowhere; a directory that nobody can know may have it. */
function onPath(host: Host, name: string): string | null {
  let open: string | null = null;
  for (const directory of (host.env.PATH ?? '').split(':')) {
    const path = `${directory === '' ? '.' : directory}/${name}`;
    const there = host.stat(path);
    if (!there.ok) {
      if (there.error.code === 'NOT_KNOWN') open ??= path;
      continue;
    }
    if (there.value.type === 'directory') continue;
    const may = host.access(path, 'execute');
    if (may.ok) return open ?? path;
    if (may.error.code === 'NOT_KNOWN') open ??= path;
  }
  return open;
}
