import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import type { FsFailure } from '../file.ts';
import type { Host } from '../host.ts';
import { attempt } from '../live/files/attempt.ts';
import { readHead } from '../live/files/read.ts';
import { isUnder, type Mount, mountOf } from '../posix/mounts.ts';
import { inspectExecutable } from '../program/elf.ts';
import { archOf } from '../root/arch.ts';
import { walk } from '../root/resolve.ts';
import { O_PATH, openTree, type Tree } from '../root/tree.ts';
import { belowRoot, link } from './link.ts';
import type { Located } from './locate.ts';
import { whyNot } from './refusal/why-not.ts';

/* What a process has in its root: the tree itself, its working directory, its program. */

/** Nothing in a mounted /proc is looked at: what is told there depends on who asks, and its links lead anywhere. */
export function opened(located: Located, mounts: readonly Mount[], guarded: Tree['closed']): Tree {
  const points = mounts.filter(({ fsType }) => fsType === 'proc').map(({ mountPoint }) => mountPoint);
  const closed = (path: string): FsFailure | null =>
    points.some((point) => path !== point && isUnder(path, point)) && mountOf(mounts, path)?.fsType === 'proc'
      ? { code: 'NOT_KNOWN', why: { code: 'proc-tells-each', data: {} } }
      : guarded(path);
  try {
    return openTree(`${located.directory}/root`, closed);
  } catch (error) {
    throw whyNot(located, (error as NodeJS.ErrnoException).code);
  }
}

/** Inside of the root, by the name that the kernel gives it there, where that name still leads to it. */
export function workingDirectory(directory: string, tree: Tree): string | null {
  const cwd = link(`${directory}/cwd`);
  const path = cwd === null ? null : belowRoot(directory, cwd);
  if (path === null) return null;
  const there = attempt(() => {
    const fd = openSync(`${directory}/cwd`, O_PATH | constants.O_DIRECTORY);
    try {
      return fstatSync(fd);
    } finally {
      closeSync(fd);
    }
  });
  if (!there.ok) return null;
  const { dev, ino } = there.value;
  return walk(tree, path, 'nofollow', (walked) =>
    walked.end === 'reached' && walked.entry.stats.dev === dev && walked.entry.stats.ino === ino
      ? path
      : null,
  );
}

/** By the programs of its root, else by the one that it runs: that one may be an emulator. */
export function architecture(files: Pick<Host, 'readHead'>, directory: string): string {
  const arch = archOf(files);
  if (arch !== 'unknown') return arch;
  const head = readHead(`${directory}/exe`, 4096);
  const program = head.ok ? inspectExecutable(head.value) : null;
  return program?.kind === 'elf' ? program.machine : arch;
}

/** The link of the kernel to the file itself, unless that lies where nothing is opened. */
export function executable(directory: string, { closed }: Tree): string | null {
  const path = `${directory}/exe`;
  const named = link(path)?.replace(/ \(deleted\)$/, '');
  return named !== undefined && closed(belowRoot(directory, named) ?? named) === null ? path : null;
}
