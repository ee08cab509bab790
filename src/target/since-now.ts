import type { Host } from './host.ts';

/**
 * The same machine with a clock that starts now: the process may have been running for days. Nothing is broken off in
 * it, whatever the time: that would break off what its owner does, too.
 */
export function sinceNow({ watch: _, dueAt, ...host }: Host): Host {
  const start = host.monotonic();
  return {
    ...host,
    monotonic: () => host.monotonic() - start,
    ...(dueAt === undefined ? {} : { dueAt: (atMs: number) => dueAt(atMs + start) }),
  };
}
