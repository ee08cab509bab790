import type { Settings } from '../readers/settings.ts';
import { type Answers, dotsIn, fits, withoutDot } from './questions.ts';

const LONGEST = 255;

/**
 * The names that musl asks for, in order (network/lookup_name.c): domains are searched only for a name with fewer dots than ndots,
 * and any answer but "no such name" ends the search.
 *
 * @param isOld Up to 1.2.3 a name that cannot be asked for ends the search as well (`search .`: a question is sent that no server
 *   understands); later ones pass it over.
 */
export function muslQuestions(
  name: string,
  { search, ndots }: Settings,
  answers: Answers,
  isOld: boolean,
): readonly string[] {
  const bare = withoutDot(name);
  if (name.length > LONGEST || bare === '' || bare.endsWith('.')) return [];
  const asked: string[] = [];
  const domains = dotsIn(name) >= ndots || name.endsWith('.') ? [] : search;
  for (const domain of domains) {
    if (domain.length >= LONGEST - bare.length) continue;
    const question = `${bare}.${domain}`;
    if (!fits(question)) {
      if (isOld) return asked;
      continue;
    }
    asked.push(withoutDot(question));
    if (answers(withoutDot(question)) !== 'nxdomain') return asked;
  }
  if (fits(bare)) asked.push(bare);
  return asked;
}
