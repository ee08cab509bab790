import { splitPatterns } from '../../../src/go/settings/patterns.ts';
import { type GoEnvFacts, isExplained, originOf, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { ownHosts } from '../settings/own-hosts.ts';
import { weightOf } from './judge-proxy.ts';

/** Who vouches for what is fetched. */
export function judgeSumdb(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  return [...judgeDatabase(facts, seen), ...judgeInsecure(facts)];
}

function judgeDatabase(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  if (isExplained(facts, 'GOSUMDB')) return [];
  const { sumdb, values, proxies } = seen;
  const value = values.GOSUMDB ?? '';
  const nosumdb = values.GONOSUMDB ?? '';
  const own = ownHosts(seen, nosumdb);
  const from = originOf(facts, 'GOSUMDB');
  if (sumdb.kind === 'invalid') {
    const args = { value, problem: sumdb.error.code, from, nosumdb, own };
    return [{ rule: 'go-env/sumdb-invalid', args, ...weightOf(seen) }];
  }
  // Nothing is fetched, so that there is nothing to check; the exceptions have a rule of their own.
  if (proxies.ok && proxies.value.entries[0]?.kind === 'off') return [];
  if (sumdb.kind === 'off')
    return [{ rule: 'go-env/sumdb-off', args: { key: 'GOSUMDB', value, from, nosumdb, own } }];
  const key = ['GONOSUMDB', 'GOPRIVATE'].find((name) => setting(facts, name) !== null);
  if (key === undefined || !splitPatterns(values.GONOSUMDB ?? '').includes('*')) return [];
  const args = { key, value: values[key] ?? '', from: originOf(facts, key), nosumdb, own };
  return [{ rule: 'go-env/sumdb-off', args }];
}

/** It lets matching modules come over plain http or with any certificate; the checksum database still vouches. */
function judgeInsecure(facts: GoEnvFacts): GoEnvFinding[] {
  const insecure = setting(facts, 'GOINSECURE');
  if (insecure === null || insecure.value === 'none') return [];
  return [{ rule: 'go-env/insecure-set', args: { patterns: insecure.value, from: insecure.origin } }];
}
