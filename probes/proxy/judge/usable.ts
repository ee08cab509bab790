import { proxyProblem } from '../../../src/go/settings/proxy/proxy-address.ts';
import type { ProxyFacts } from '../facts.ts';
import { loopbackPort } from '../look/closed-ports.ts';

/**
 * Whether a remedy may copy this address to other variables: one that is malformed, or at which nobody listens, would only be
 * wrong in more places. In a pod a container beside this one may be the proxy, and may begin later.
 */
export function isUsable(
  value: string,
  { closed, cluster }: Pick<ProxyFacts, 'closed' | 'cluster'>,
): boolean {
  if (value === '' || proxyProblem(value) !== null) return false;
  const port = loopbackPort(value);
  return cluster || port === null || !closed.includes(port);
}
