import { goAtLeast } from '../../../src/go/release.ts';
import { authDefect, kinds, soundAuth } from '../../../src/go/settings/auth/go-auth.ts';
import type { Host } from '../../../src/target/host.ts';
import { type GoEnvFacts, mayFetch, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** GOAUTH is read when the first request over https is to be sent: with a bad one none is. */
export function judgeAuth(host: Host, facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const own = setting(facts, 'GOAUTH');
  if (own === null || !goAtLeast(seen.values.GOVERSION ?? null, '1.24')) return [];
  const defect = authDefect(own.value, kinds(host));
  if (defect === null) return [];
  const args = {
    value: own.value,
    ...defect,
    instead: soundAuth(own.value, kinds(host)),
    from: own.origin,
  };
  return [{ rule: 'go-env/auth-invalid', args, ...(asksOverHttps(seen) ? {} : { severity: 'warning' }) }];
}

function asksOverHttps(seen: Seen): boolean {
  if (!mayFetch(seen) || !seen.proxies.ok) return false;
  return seen.proxies.value.entries.some(
    ({ kind, url }) => kind === 'direct' || (url !== null && /^https:/i.test(url)),
  );
}
