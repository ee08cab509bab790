import type { AnyProbe } from '../../../core/probe.ts';
import type { Result } from '../../../target/file.ts';
import type { FileCall, Host } from '../../../target/host.ts';

/** What each probe looked for in vain, by its name. */
export type LookedFor = ReadonlyMap<string, ReadonlySet<string>>;

const CALLS = ['readFile', 'readHead', 'stat', 'lstat', 'readlink', 'readdir', 'entries', 'access'] as const;
/** No more of them say who is to blame. */
const MAX_PATHS = 10_000;

/** The same probes, whose questions for what is not there are written down. */
export function notingWhatLacks(probes: readonly AnyProbe[]): {
  readonly probes: readonly AnyProbe[];
  readonly lookedFor: LookedFor;
} {
  const lookedFor = new Map<string, Set<string>>();
  return {
    lookedFor,
    probes: probes.map((probe) => {
      const paths = new Set<string>();
      lookedFor.set(probe.name, paths);
      return { ...probe, observe: (host, context) => probe.observe(noting(host, paths), context) };
    }),
  };
}

function noting(host: Host, paths: Set<string>): Host {
  const calls = CALLS.map((name: FileCall) => {
    const call = host[name] as (path: string, ...more: readonly unknown[]) => Result<unknown>;
    return [
      name,
      (path: string, ...more: readonly unknown[]) => {
        const result = call(path, ...more);
        if (!result.ok && result.error.code === 'ENOENT' && path.startsWith('/') && paths.size < MAX_PATHS)
          paths.add(path);
        return result;
      },
    ];
  });
  return { ...host, ...Object.fromEntries(calls) };
}
