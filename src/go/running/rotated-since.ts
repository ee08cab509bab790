import { isoInstant } from '../../core/time/instant.ts';
import type { Host } from '../../target/host.ts';
import type { RunningProgram } from '../../target/program/running-program.ts';
import type { Changing } from './changes.ts';
import { holdsFunction } from './holds-function.ts';

/** What a program reads once and keeps, by its runtime. */
export interface ReadOnce {
  /** A function that is in every Go program which does. */
  readonly function: string;
  readonly go: readonly Changing[];
  readonly node: readonly Changing[];
}

/** A program that runs with what stood in files before they changed. */
export type Rotated = {
  readonly pid: number;
  readonly program: string;
  readonly runtime: 'Go' | 'Node';
  /** ISO 8601. */
  readonly startedAt: string;
  readonly path: string;
  readonly changedAt: string;
  /** The pod, as far as its variables name it. */
  readonly pod: string | null;
  readonly namespace: string | null;
};

/** What the clocks of the kernel and of its file systems may differ by, milliseconds. */
const SLACK_MS = 1000;

/**
 * Whether a file changed after the program started that keeps what it read. Null where nothing did, or where it cannot be
 * known: of any other program than Go's and Node's, where we may not look, of dates that the clock has not yet reached, and
 * where it was set back since.
 */
export function rotatedSince(
  { pid, path, sinceMs }: RunningProgram,
  files: ReadOnce,
  host: Host,
): Rotated | null {
  if (path === null || sinceMs === null) return null;
  const now = host.now();
  const later = (list: readonly Changing[]) =>
    list
      .filter(({ changedMs }) => changedMs > sinceMs + SLACK_MS && changedMs <= now)
      .sort((one, other) => other.changedMs - one.changedMs)[0];
  // To look into the program takes longest.
  if (later([...files.go, ...files.node]) === undefined) return null;
  if (wasSetBack(sinceMs, host)) return null;
  const runtime = runtimeOf(path, files.function, host);
  const newest = runtime === null ? undefined : later(runtime === 'Go' ? files.go : files.node);
  if (runtime === null || newest === undefined) return null;
  const { POD_NAME, POD_NAMESPACE, HOSTNAME, KUBERNETES_SERVICE_HOST } = host.env;
  return {
    pid,
    program: path,
    runtime,
    startedAt: isoInstant(sinceMs),
    path: newest.path,
    changedAt: isoInstant(newest.changedMs),
    pod: POD_NAME ?? (KUBERNETES_SERVICE_HOST ? HOSTNAME : undefined) ?? null,
    namespace: POD_NAMESPACE ?? null,
  };
}

/** Made by whoever starts a container, before its first program; nobody changes it afterwards. */
const MADE_BEFORE = '/dev/fd';

/**
 * Whether the clock was set back since the program started: what was there before it is then later. The time of its start
 * is told by the clock of today, and those of files by the clock of their days.
 */
function wasSetBack(sinceMs: number, host: Host): boolean {
  const before = host.lstat(MADE_BEFORE);
  return before.ok && before.value.changedMs > sinceMs + SLACK_MS;
}

function runtimeOf(path: string, name: string, host: Host): Rotated['runtime'] | null {
  if (/\/node(?:js)?$/.test(path)) return 'Node';
  return holdsFunction(host, path, name) ? 'Go' : null;
}
