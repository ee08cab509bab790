import { nearest } from '../../core/text/meant/nearest.ts';
import { TWIN_PREFIX } from './option.ts';
import { UsageError } from './usage-error.ts';

/** Kubernetes makes these in every container beside a Service that is called probe-env. */
const SERVICE_LINK = /^PROBE_ENV_(?:SERVICE|PORT)(?:_|$)/;

/**
 * A name near one of ours is a slip, and would silently be without effect. Anything else is somebody
 * else's: we do not own the prefix.
 */
export async function refuseMisspelt(name: string, twins: readonly string[]): Promise<void> {
  if (SERVICE_LINK.test(name)) return;
  const near = await nearest(
    name.slice(TWIN_PREFIX.length),
    twins.map((twin) => twin.slice(TWIN_PREFIX.length)),
  );
  if (near !== null) throw new UsageError(`unknown variable ${name}; did you mean ${TWIN_PREFIX}${near}?`);
}
