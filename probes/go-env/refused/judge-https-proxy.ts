import { proxyProblem } from '../../../src/go/settings/proxy/proxy-address.ts';
import type { Host } from '../../../src/target/host.ts';
import { isPrefetched } from '../caches/needed.ts';
import type { GoEnvFacts, Seen } from '../facts.ts';
import { needsRootsFor } from '../look/roots.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** Of several the one that go takes (golang.org/x/net/http/httpproxy); one that is empty counts as not set. */
const NAMES = ['HTTPS_PROXY', 'https_proxy'];

/**
 * A value that go cannot read as an address it takes apart as well as it can, and asks at what is left of it
 * (`lookup "http: no such host`); or it asks without a proxy. Neither says what is wrong.
 */
export function judgeHttpsProxy(host: Host, facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const variable = NAMES.find((name) => host.env[name]);
  const value = variable === undefined ? '' : (host.env[variable] ?? '');
  if (variable === undefined || needsRootsFor(facts).length === 0) return [];
  const found = proxyProblem(value);
  if (found === null) return [];
  const needed = seen.module.gomod !== null && !isPrefetched(host, seen);
  return [
    {
      rule: 'go-env/https-proxy-invalid',
      args: { variable, ...found },
      ...(needed ? {} : { severity: 'warning' }),
    },
  ];
}
