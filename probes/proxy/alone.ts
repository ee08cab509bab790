import type { Alone } from '../../src/core/probe.ts';
import type { RawFinding } from '../../src/core/rule.ts';
import type { Host } from '../../src/target/host.ts';

/** Variables of a manifest as Go reads them: which other programs there are the image decides. */
export const alone: Alone = { worlds: (host) => [host], told };

/** Of values, whatever else is set. */
const OF_VALUE = ['value-malformed', 'plain-secret', 'lower-upper-differ', 'request-method'];
/** What NO_PROXY lacks, or says in vain: where a manifest says it, no image does. */
const OF_LIST = [
  'no-proxy-ineffective',
  'localhost-proxied',
  'cluster-not-exempt',
  'goproxy-through-proxy',
  'not-direct',
];

function told(finding: RawFinding, host: Host): RawFinding | null {
  return holds(finding, host) ? finding : null;
}

function holds({ rule }: RawFinding, { env }: Host): boolean {
  const id = rule.slice('proxy/'.length);
  return OF_VALUE.includes(id) || (OF_LIST.includes(id) && Boolean(env.NO_PROXY));
}
