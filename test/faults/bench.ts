import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { quote } from '../../src/core/remedy/quote.ts';
import { Chroots, type Machine } from '../support/system/chroot.ts';

// For what hangs: a machine that is very busy takes a minute for what waits for a deadline.
vi.setConfig({ testTimeout: 180_000 });

/** Deadline of the runs on a machine with nothing else to do, milliseconds. */
export const TIMEOUT_MS = 2000;

/** What a start takes there. On a machine that takes longer everything does, and the deadline is as much later. */
const USUAL_START_MS = 100;
/** Nobody waits longer for what hangs, however busy it is. */
const MOST = 6;

export interface Trial extends Machine {
  readonly args?: readonly string[];
  /** How the shell runs "$@": redirections, limits, signals. It must leave the exit code in $code. */
  readonly launch?: string;
  /** Somebody else writes while the probe reads. */
  readonly restless?: boolean;
  /** Deadline of the run on a machine that is not busy, milliseconds; default {@link TIMEOUT_MS}. */
  readonly timeoutMs?: number;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** From the start of the program to its end, milliseconds. */
  readonly elapsedMs: number;
  /** The same for a run that looks at nothing, just before: how fast this machine is now. */
  readonly startMs: number;
  /** Its deadline, milliseconds. */
  readonly timeoutMs: number;
  /** Programs that were still there when probe-env had ended. */
  readonly left: readonly string[];
  /** Files that are not as they were. */
  readonly written: readonly string[];
}

/** `"$@"` and nothing else. */
const PLAINLY = '"$@"; code=$?';

/**
 * Runs the built file on a machine of files, as a child of a shell that then looks at what is left: an
 * exec probe is nobody's process 1.
 */
export class FaultBench {
  readonly #chroots = new Chroots();
  readonly #notes = mkdtempSync(join(tmpdir(), 'probe-env-faults-'));

  async run({
    args = [],
    launch = PLAINLY,
    restless = false,
    timeoutMs = TIMEOUT_MS,
    ...machine
  }: Trial): Promise<Outcome> {
    // Written down later: what is timed may have taken descriptors and space away.
    const timed = (line: string, name: string) =>
      `started=$(date +%s%N)\n${line}\n${name}=$(( ($(date +%s%N) - started) / 1000000 ))`;
    const snapshot = (name: string) => (restless ? ':' : `${LIST_FILES} > ${this.#notes}/${name}`);
    const lines = [
      'FAULT=; mkdir $M/../seen; mount -t proc proc $M/../seen',
      ...(machine.setup ?? []),
      // The redirections of a trial are not the observer's.
      'set +e',
      timed('"$@" --version >/dev/null 2>&1', 'start'),
      `slow=$(( start > ${MOST * USUAL_START_MS} ? ${MOST * USUAL_START_MS} : start ))`,
      `limit=$(( slow > ${USUAL_START_MS} ? ${timeoutMs} * slow / ${USUAL_START_MS} : ${timeoutMs} ))`,
      `set -- "$@" --timeout $limit ${args.map(quote).join(' ')}`,
      snapshot('before'),
      timed(launch, 'elapsed'),
      snapshot('after'),
      `{ ${LIST_PROGRAMS}; } > ${this.#notes}/left`,
      ...['start', 'elapsed', 'limit'].map((name) => `echo $${name} > ${this.#notes}/${name}`),
      'exit $code',
    ];
    const { code, stdout, stderr } = await this.#chroots.run([], {
      ...machine,
      setup: lines,
    });
    const note = (name: string) => readFileSync(join(this.#notes, name), 'utf8').split('\n').filter(Boolean);
    const [before, after] = restless ? [[], []] : [note('before'), note('after')];
    return {
      code,
      stdout,
      stderr,
      timeoutMs: Number(note('limit')[0]),
      elapsedMs: Number(note('elapsed')[0]),
      startMs: Number(note('start')[0]),
      left: note('left'),
      written: after.filter((line) => !before.includes(line)),
    };
  }

  close(): void {
    this.#chroots.close();
    rmSync(this.#notes, { recursive: true, force: true });
  }
}

/**
 * The machine's files: an overlay keeps what was written apart. Of a directory without its change time,
 * since overlayfs sets attributes of its own when somebody lists it.
 */
const LIST_FILES =
  "find $M/../upper \\( -type d -printf '%P d %m %T@\\n' -o -printf '%P %y %m %s %T@ %C@\\n' \\) | sort";

/**
 * Programs beside the shell, which is process 1 of its namespace. What is the fault's own ($FAULT) is
 * ended first, and what has been killed gets a moment to go.
 */
const LIST_PROGRAMS = `[ -z "$FAULT" ] || kill -KILL $FAULT; sleep 0.1
for p in $M/../seen/[0-9]*; do
  [ $p = $M/../seen/1 ] || tr '\\0' ' ' < $p/cmdline 2> /dev/null
  echo
done`;
