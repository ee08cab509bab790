import type { Host } from '../../host.ts';
import { readElfHeader } from '../../program/elf/header.ts';
import { partOf } from '../../program/elf/part.ts';
import { inspectExecutable } from '../../program/elf.ts';

/** The first Node whose `process.execve` throws where execve(2) refuses; earlier ones abort, with code 134 and a native stack. */
const THROWS_SINCE = 26;

/** By the version of Node, such as `24.1.0`. */
export function abortsWhenRefused(version: string): boolean {
  return Number.parseInt(version, 10) < THROWS_SINCE;
}

type Files = Pick<Host, 'readHead' | 'access' | 'stat'>;

/** What is as young may be open for writing still (ETXTBSY): a copy that goes on changes its time all along. */
const YOUNG_MS = 10_000;

/** Enough for the program headers and the interpreter behind them. */
const HEAD_BYTES = 4096;

/** A script may name a script: the kernel follows four (fs/exec.c). */
const MAX_INTERPRETERS = 4;

/** `damaged`: no kernel loads it. `doubtful`: it may be refused. `young`: only because somebody may be writing it. */
export type Outlook = 'sound' | 'young' | 'doubtful' | 'damaged';

/**
 * What execve(2) will say of a file, as far as that can be told without trying. Nothing tells of a file's capabilities (Node has
 * no getxattr(2)) and of what a security module forbids.
 *
 * @param nowMs milliseconds since 1970
 */
export function outlook(file: string, arch: string, files: Files, nowMs: number): Outlook {
  const stat = files.stat(file);
  const isYoung = stat.ok && Math.abs(nowMs - stat.value.modifiedMs) < YOUNG_MS;
  const seen = outlookOf(file, arch, files, MAX_INTERPRETERS);
  return isYoung && seen === 'sound' ? 'young' : seen;
}

/** Of what the kernel starts in its place, too. */
function outlookOf(file: string, arch: string, files: Files, left: number): Outlook {
  const head = files.readHead(file, HEAD_BYTES);
  if (left < 0 || !head.ok || !files.access(file, 'execute').ok) return 'doubtful';
  const program = inspectExecutable(head.value);
  if (program.kind === 'script') return outlookOf(program.interpreter, arch, files, left - 1);
  if (program.kind === 'unknown') return 'damaged';
  // 32-bit programs, and those of an emulator, of which the kernel may be without.
  if (program.machine !== arch) return 'doubtful';
  const header = readElfHeader(partOf(files, file, head.value), 'kernel');
  if (header === null || typeof header.segments === 'string') return 'damaged';
  const { interpreter } = program;
  return interpreter === null || files.access(interpreter, 'execute').ok ? 'sound' : 'doubtful';
}

/**
 * A terminal sends the signals of its keys to this process and its children alike: a child gets what is passed on as well,
 * twice.
 */
export function isAtTerminal(files: Pick<Host, 'readFile'>): boolean {
  const stat = files.readFile('/proc/self/stat');
  if (!stat.ok) return false;
  // proc_pid_stat(5): behind the name state, ppid, pgrp, session, tty_nr, tpgid.
  const [, , pgrp, , , tpgid] = stat.value
    .toString('latin1')
    .replace(/^.*\) /s, '')
    .split(' ');
  return pgrp !== undefined && pgrp === tpgid;
}
