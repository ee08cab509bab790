import type { AccessMode } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';

/** What the checks ask of a file system. */
export type Files = Pick<Host, 'stat' | 'lstat' | 'readlink' | 'access'>;

/**
 * Asks everything once: many paths of a policy lie in the same directories, and one that refuses is asked
 * about for each path below it.
 */
export function memoFiles(host: Files): Files {
  const access = remember((key) => host.access(key.slice(1), MODES[Number(key[0])] ?? 'read'));
  return {
    stat: remember(host.stat),
    lstat: remember(host.lstat),
    readlink: remember(host.readlink),
    access: (path, mode) => access(`${MODES.indexOf(mode)}${path}`),
  };
}

const MODES: readonly AccessMode[] = ['read', 'write', 'execute', 'search'];

function remember<T>(ask: (path: string) => T): (path: string) => T {
  const answers = new Map<string, T>();
  return (path) => {
    let answer = answers.get(path);
    if (answer === undefined) {
      answer = ask(path);
      answers.set(path, answer);
    }
    return answer;
  };
}
