import { type GoEnvFacts, originOf, type Seen, setting } from './facts.ts';
import type { GoEnvFinding } from './rules.ts';

/** GOPATH and the caches: where they are, not whether they can be written (that is the permissions probe's). */
export function judgePaths(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const { values } = seen;
  const gopath = values.GOPATH ?? '';
  const first = gopath.split(':')[0] ?? '';
  const lost = lostCaches(facts, values);
  if (lost.length > 0) {
    const home = facts.sources.environment.HOME ?? '';
    return [{ rule: 'go-env/cache-undefined', args: { keys: lost, home: home === '' ? null : home } }];
  }
  if (first === '') {
    // The caches are set one by one; only `go install` has no place left, unless GOBIN names it.
    return values.GOBIN ? [] : [{ rule: 'go-env/gopath-empty', args: {} }];
  }
  if (setting(facts, 'GOPATH') !== null && clean(first) === clean(values.GOROOT ?? '')) {
    const args = { goroot: values.GOROOT ?? '', from: originOf(facts, 'GOPATH') };
    return [{ rule: 'go-env/gopath-is-goroot', args }];
  }
  return [];
}

/** Go prints `off` for a build cache that it cannot place, and nothing for a module cache. */
function lostCaches(facts: GoEnvFacts, values: Seen['values']): readonly string[] {
  const module = values.GOMODCACHE ?? '';
  return [
    ...(values.GOCACHE === 'off' ? ['GOCACHE'] : []),
    ...(module.startsWith('/') ? [] : ['GOMODCACHE']),
  ].filter((key) => setting(facts, key) !== null || originOf(facts, key) === 'default');
}

function clean(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
}
