import type { Result } from '../../file.ts';
import type { Host } from '../../host.ts';
import { realPath } from '../../posix/real-path.ts';
import { parentOf } from '../../posix/walk-path.ts';
import { fail, orNull } from '../../result.ts';
import type { ProgramFile, StartProblem } from './problem.ts';

/**
 * The files as they are seen from within another root, chroot(2): each link that begins with a slash leads there again. Of its mounts
 * nothing is known: the table has the paths of the root above.
 *
 * @param root absolute
 */
export function below(host: Host, root: string): Host {
  const top = orNull(realPath(host, root)) ?? root;
  const outer = (path: string) => `${top === '/' ? '' : top}${path}`;
  const absolute = (path: string) => (path.startsWith('/') ? path : `/${path}`);
  const entries = {
    lstat: (path: string) => host.lstat(outer(path)),
    readlink: (path: string) => host.readlink(outer(path)),
  };
  const followed = <T>(path: string, ask: (path: string) => Result<T>): Result<T> => {
    const real = realPath(entries, absolute(path));
    return real.ok ? ask(outer(real.value)) : real;
  };
  /** The last entry is not followed. */
  const kept = <T>(path: string, ask: (path: string) => Result<T>): Result<T> => {
    const whole = absolute(path);
    return followed(parentOf(whole), (parent) => ask(`${parent}/${whole.slice(whole.lastIndexOf('/') + 1)}`));
  };
  return {
    ...host,
    readFile: (path, options) =>
      path === `${host.proc}/mountinfo`
        ? fail('ENOENT')
        : followed(path, (real) => host.readFile(real, options)),
    readHead: (path, bytes, from) => followed(path, (real) => host.readHead(real, bytes, from)),
    stat: (path) => followed(path, host.stat),
    lstat: (path) => kept(path, host.lstat),
    readlink: (path) => kept(path, host.readlink),
    readdir: (path) => followed(path, host.readdir),
    entries: (path) => followed(path, host.entries),
    statfs: (path) => followed(path, host.statfs),
    access: (path, mode) => followed(path, (real) => host.access(real, mode)),
  };
}

const ACCOUNTS: readonly string[] = ['/etc/passwd', '/etc/group'];

/** chroot(1) looks a user up on both sides of the new root; the one below counts where both have the name. */
export function withAccountsBelow(host: Host, root: string): Host {
  const inner = below(host, root);
  return {
    ...host,
    readFile: (path, options) => {
      const outer = host.readFile(path, options);
      const own = ACCOUNTS.includes(path) ? inner.readFile(path, options) : outer;
      if (own === outer || !own.ok || !outer.ok)
        return own.ok || own.error.code === 'NOT_KNOWN' ? own : outer;
      return { ok: true, value: Buffer.concat([own.value, Buffer.from('\n'), outer.value]) };
    },
  };
}

/** A path that was found below a root, as it is above. */
export function above(root: string, path: string): string {
  return path.startsWith('/') ? `${root.endsWith('/') ? root.slice(0, -1) : root}${path}` : path;
}

/** @param root as {@link below} was given it */
export function programAbove(root: string, program: ProgramFile): ProgramFile {
  return {
    ...program,
    path: above(root, program.path),
    problems: program.problems.map((problem) => problemAbove(root, problem)),
  };
}

/** Where it names files, these are named as they are above. */
export function problemAbove(root: string, problem: StartProblem): StartProblem {
  const named = Object.fromEntries(
    PATHS.flatMap((name) => {
      const value: unknown = Reflect.get(problem, name);
      return typeof value === 'string' ? [[name, above(root, value)]] : [];
    }),
  );
  return { ...problem, ...named };
}

/** A program that no directory of PATH has is named by its word, which has no slash. */
const PATHS = ['path', 'program', 'loader', 'interpreter', 'neededBy'];
