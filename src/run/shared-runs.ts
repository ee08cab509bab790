import type { Host } from '../target/host.ts';
import type { RunResult, RunSpec } from '../target/program/program.ts';

/**
 * The same host, on which probes that start the same program at the same time share one process: they
 * need not know of each other, and starting one costs as much as a probe. The time limit and the cap of the
 * one who comes first hold for all.
 */
export function sharingRuns(host: Host): Host {
  const running = new Map<string, Promise<RunResult>>();
  const run = (spec: RunSpec): Promise<RunResult> => {
    const { file, args, env, cwd, input } = spec;
    const key = JSON.stringify([file, args, cwd, env, input]);
    const shared = running.get(key) ?? host.run(spec).finally(() => running.delete(key));
    running.set(key, shared);
    return shared;
  };
  return { ...host, run };
}
