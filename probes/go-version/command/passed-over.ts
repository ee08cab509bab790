import { isFile } from '../../../src/target/file-type.ts';
import type { Host } from '../../../src/target/host.ts';
import { inDirectory, pathDirectories } from '../../../src/target/program/find-program.ts';

/** Where a go command was looked for in vain, and what lay on the way. Type, not interface: it is evidence as it stands. */
export type PassedOver = {
  /** Absolute entries of PATH. */
  readonly searched: readonly string[];
  /** Relative or empty entries of PATH that hold a go command: they depend on the working directory. */
  readonly relative: readonly string[];
  /** Links named `go` that lead nowhere. */
  readonly dangling: readonly string[];
  /** Directories that this user may not enter. */
  readonly denied: readonly string[];
};

/** Looked at only when no go command was found, to say why. */
export function passedOver(host: Host): PassedOver {
  const entries = (host.env.PATH ?? '').split(':');
  const searched = pathDirectories(host.env.PATH);
  const places = [...searched, ...goroots(host)];
  return {
    searched,
    relative: host.env.PATH === undefined ? [] : entries.filter((entry) => holdsGo(host, entry)),
    dangling: places
      .map((directory) => inDirectory(directory, 'go'))
      .filter((path) => isDangling(host, path)),
    denied: places.filter((directory) => isDenied(host, inDirectory(directory, 'go'))),
  };
}

function goroots(host: Host): readonly string[] {
  const goroot = host.env.GOROOT;
  return [...(goroot?.startsWith('/') ? [inDirectory(goroot, 'bin')] : []), '/usr/local/go/bin'];
}

function holdsGo(host: Host, entry: string): boolean {
  if (entry.startsWith('/') || host.cwd === null) return false;
  return isFile(host, `${host.cwd}/${entry === '' ? '' : `${entry}/`}go`);
}

function isDangling(host: Host, path: string): boolean {
  const link = host.lstat(path);
  return link.ok && link.value.type === 'symlink' && !host.stat(path).ok;
}

function isDenied(host: Host, path: string): boolean {
  const stat = host.lstat(path);
  return !stat.ok && stat.error.code === 'EACCES';
}
