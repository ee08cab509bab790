import type { Host } from '../../target/host.ts';

/** A file or link, and its last change, milliseconds since 1970. */
export interface Changing {
  readonly path: string;
  readonly changedMs: number;
}

/** The file behind all links, and the link itself: whichever changed later; 0 where neither is there. */
export function lastChange(path: string, host: Pick<Host, 'stat' | 'lstat'>): number {
  return Math.max(...[host.stat(path), host.lstat(path)].map((stat) => (stat.ok ? stat.value.changedMs : 0)));
}

/** Whether one of them changed while the container runs: all else that is asked about it is loaded then alone. */
export function changedWhileRunning(
  files: readonly ({ readonly path: string | null } | null)[],
  host: Host,
): boolean {
  const startedMs = host.running?.startedMs() ?? null;
  return (
    startedMs !== null && files.some((file) => file?.path != null && lastChange(file.path, host) > startedMs)
  );
}
