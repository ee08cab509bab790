import type { Config } from '../config/config.ts';
import { type AnyProbe, isApart } from '../core/probe.ts';
import type { Host } from '../target/host.ts';

/** The probes that have something to do with this machine: by what the options name, and by what each needs or is asked for. */
export function selected(
  probes: readonly AnyProbe[],
  { only, skip, policy, demands }: Config,
  host: Host,
  command: readonly string[],
): readonly AnyProbe[] {
  return probes.flatMap((probe) => {
    const { name, needs } = probe;
    if (skip.includes(name) || only?.includes(name) === false) return [];
    if (isAbsent(needs, host))
      return demands.some((one) => one.probe === name)
        ? [{ ...probe, leftOut: { code: needs === 'network' ? 'not-online' : 'no-image', data: {} } }]
        : [];
    return only !== null || (probe.isAskedFor?.(host, policy, command) ?? true) ? [probe] : [];
  });
}

/** What does not run yet has a probe of its own, which is nowhere else; and so has what others answer. */
function isAbsent(needs: AnyProbe['needs'], host: Host): boolean {
  return isApart(needs) && !host[needs];
}
