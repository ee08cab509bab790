import { meantValue } from '../../../src/core/text/meant/meant-value.ts';
import { type GoEnvFacts, originOf, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** Variables of go itself that hold a path: where they are relative go, and another rule, says so. */
const OF_GO = ['GOPATH', 'GOCACHE', 'GOMODCACHE', 'GOBIN'] as const;

/**
 * A path that go takes letter by letter, and makes: with a carriage return, a blank or a comment behind it another
 * directory is filled, or read, than the one that was meant, and nothing fails.
 */
export function judgeSpelling(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const own = OF_GO.flatMap((key) => {
    const set = setting(facts, key);
    return set?.value.startsWith('/') ? [{ key, value: set.value, from: set.origin }] : [];
  });
  return [...own, ...ofCaches(facts, seen)].flatMap(({ key, value, from }) => {
    const slip = meantValue(value);
    if (slip?.meant == null || !slip.meant.startsWith('/')) return [];
    return [{ rule: 'go-env/path-misspelt', args: { key, value, slip: slip.slip, meant: slip.meant, from } }];
  });
}

/** What decides about the place of the caches where nothing of go's own does. */
function ofCaches(facts: GoEnvFacts, { values }: Seen) {
  const { HOME = '', XDG_CACHE_HOME = '' } = facts.sources.environment;
  const free = (key: string) => originOf(facts, key) === 'default';
  const cache = free('GOCACHE') && values.GOCACHE !== 'off';
  if (cache && XDG_CACHE_HOME !== '') {
    return [{ key: 'XDG_CACHE_HOME', value: XDG_CACHE_HOME, from: 'environment' }];
  }
  return cache || free('GOPATH') ? [{ key: 'HOME', value: HOME, from: 'environment' }] : [];
}
