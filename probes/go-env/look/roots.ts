import { hostOf } from '../../../src/go/settings/public-services.ts';
import { type GoEnvFacts, mayFetch } from '../facts.ts';

/** What go would ask over https, and so needs root certificates for; empty where it fetches nothing. */
export function needsRootsFor({ seen }: GoEnvFacts): readonly string[] {
  if (seen === null || !mayFetch(seen) || !seen.proxies.ok) return [];
  const { entries } = seen.proxies.value;
  const uses = entries.flatMap(({ kind, url }) => {
    if (kind === 'direct') return ['direct'];
    return url !== null && /^https:/i.test(url) ? [hostOf(url)] : [];
  });
  // With downloads off nothing new needs verifying.
  const fetches = entries.some(({ kind }) => kind !== 'off');
  return seen.sumdb.kind === 'on' && fetches ? [...uses, seen.sumdb.name] : uses;
}
