import type { ResolverFacts } from '../facts.ts';
import { isInHosts } from '../files/hosts.ts';
import { dotsIn, endsSearch, isAddressLike, withoutDot } from '../questions/questions.ts';
import { meantBy } from '../repaired.ts';
import type { ResolverFinding } from '../rules/index.ts';
import { INSIDE } from './names.ts';

/** A domain at which an old musl gives up: what was not found before it is not found. */
export function judgeEnded(facts: ResolverFacts, text: string): readonly ResolverFinding[] {
  const musl = facts.runtimes.find(({ name }) => name === 'musl');
  const domain = musl?.settings?.search.find(endsSearch);
  const release = facts.libraries.oldMusl;
  if (musl === undefined || domain === undefined || release === null) return [];
  const lost = facts.names.filter((name, i) => {
    const questions = musl.questions[i];
    if (questions == null || isAddressLike(name) || isInHosts('musl', facts.hosts ?? '', name)) return false;
    // A short name, or one of the cluster, may be found with a domain that stands before.
    const mayBeFound = questions.length > 0 && (dotsIn(name) < 2 || INSIDE.test(name));
    return !questions.includes(withoutDot(name)) && !mayBeFound;
  });
  const args = { ...meantBy(text), domain, release, names: lost };
  return [{ rule: 'resolver/search-ended', args, ...(lost.length > 0 ? { severity: 'error' } : {}) }];
}
