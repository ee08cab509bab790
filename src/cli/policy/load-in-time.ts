import { PolicyError } from '../../config/policy/error.ts';
import { loadPolicy, type PolicyPart } from '../../config/policy/file.ts';
import type { AnyProbe } from '../../core/probe.ts';
import { inTime } from '../../run/in-time.ts';
import type { Host } from '../../target/host.ts';
import { failureText } from '../../verdict/failure-text.ts';
import { notRead } from '../output/late.ts';

/**
 * The policy, as long as there is time: what is wrong in one may take longer to be found than a probe has.
 *
 * @throws PolicyError
 */
export function loadInTime(
  path: string,
  dueMs: number,
  host: Host,
  probes: readonly AnyProbe[],
): Promise<readonly PolicyPart[]> {
  return inTime(
    host,
    dueMs,
    () => loadPolicy(path, host, probes, failureText),
    () =>
      new PolicyError([
        `${path}: ${notRead(host, [path])}`,
        'where it is as it should be, more time:  --timeout 10s',
      ]),
  );
}
