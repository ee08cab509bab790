import { randomBytes } from 'node:crypto';
import type { Config } from '../../config/config.ts';
import { askRoutes } from '../../go/fetch/ask-routes.ts';
import type { RouteRequest } from '../../route.ts';
import { deadlineAt } from '../../run/deadline.ts';
import { decideProfile } from '../../run/profile.ts';
import type { Host } from '../../target/host.ts';
import type { Context } from '../command.ts';

/**
 * What `--online` adds to a request: the sources are really asked. Without that option nothing of this is loaded, and
 * there is no network.
 */
export async function askOnline(
  host: Host,
  { policy, purpose, timeoutMs }: Config,
  { io, lend }: Pick<Context, 'io' | 'lend'>,
): Promise<RouteRequest['ask']> {
  if (lend === undefined) return undefined;
  const { lent } = await lend();
  const network = await io.network();
  const deadline = deadlineAt(timeoutMs, () => host.monotonic());
  const profile = decideProfile('build', host, []);
  const probing = { policy, purpose, profile, deadline, details: false, programs: [], command: [] };
  let trust: ReturnType<typeof goOf> | null = null;
  const goOf = async () => {
    const { stores, asGo } = await lent.trust(host, probing);
    return { roots: stores.find(({ runtime }) => runtime === 'go')?.roots ?? [], asGo };
  };
  return (modules, settings, values) =>
    askRoutes(modules, settings, {
      ...{ host, dueMs: timeoutMs, id: `rt_${randomBytes(4).toString('hex')}`, goauth: values.GOAUTH ?? '' },
      reach: {
        network,
        wayTo: lent.wayTo,
        trust: () => {
          trust ??= goOf();
          return trust;
        },
      },
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
}
