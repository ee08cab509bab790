import { abortsOn, type GlibcSettings } from '../readers/glibc.ts';
import { type Answers, dotsIn, fits, nothing, withoutDot } from './questions.ts';

/** Bytes of a name with its domain in the buffer of glibc (MAXDNAME). */
const LONGEST = 1025;

/** The names that glibc asks for, in order (resolv/res_query.c). */
export function glibcQuestions(
  name: string,
  { search, ndots, noTopLevel }: GlibcSettings,
  answers: Answers = nothing,
): readonly string[] {
  // A name that no host may have (res_hnok).
  if (/^-/.test(name) || abortsOn(search)) return [];
  const asked: string[] = [];
  /** Whether the search is over, since it has an answer, or cannot go on. */
  const ask = (question: string): 'found' | 'on' | 'over' => {
    if (!fits(question)) return 'over';
    asked.push(withoutDot(question));
    return answers(withoutDot(question)) === 'address' ? 'found' : 'on';
  };
  const dots = dotsIn(name);
  const isRooted = name.endsWith('.');
  const asIs = dots >= ndots || isRooted;
  if (asIs && (ask(name) === 'found' || isRooted)) return asked;
  let rootSeen = false;
  for (const domain of search) {
    const bare = domain.replace(/^\./, '');
    rootSeen ||= bare === '';
    if (name.length + bare.length + 1 >= LONGEST) break;
    const became = ask(`${name}.${bare}`);
    if (became === 'found') return asked;
    if (became === 'over') break;
  }
  const mayAsk = dots > 0 || search.length === 0 || !noTopLevel;
  if (mayAsk && !asIs && !rootSeen) ask(name);
  return asked;
}
