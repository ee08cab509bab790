import type { GoSettings } from '../readers/go.ts';
import { type Answers, dotsIn, fits, nothing, withoutDot } from './questions.ts';

/** Longest name with its last dot. */
const LONGEST = 254;

/** The names that Go asks for, in order (net/dnsclient_unix.go). */
export function goQuestions(
  name: string,
  { search, ndots }: GoSettings,
  minor: number,
  answers: Answers = nothing,
): readonly string[] {
  if (!isDomainName(name)) return [];
  const asked: string[] = [];
  for (const question of namesOf(name, search, ndots, minor)) {
    if (!fits(question)) continue;
    asked.push(withoutDot(question));
    if (answers(withoutDot(question)) === 'address') break;
  }
  return asked;
}

function namesOf(name: string, search: readonly string[], ndots: number, minor: number): readonly string[] {
  const isRooted = name.endsWith('.');
  // Up to Go 1.21 a name of Tor is not asked for at all, later ones look at each question.
  const avoid = (question: string) => /\.onion\.?$/i.test(question);
  if (minor < 22 && avoid(name)) return [];
  // Go 1.20 and older take no name of 254 bytes with its dot.
  if (minor < 21 && name.length === LONGEST) return [];
  if (isRooted) return avoid(name) ? [] : [name];
  const whole = `${name}.`;
  const first = dotsIn(name) >= ndots;
  const all = [
    ...(first ? [whole] : []),
    ...search.map((domain) => whole + domain).filter((question) => question.length <= LONGEST),
    ...(first ? [] : [whole]),
  ];
  return minor < 22 ? all : all.filter((question) => !avoid(question));
}

/** As isDomainName of net/dnsclient.go. */
function isDomainName(name: string): boolean {
  if (name === '.') return true;
  if (name.length > LONGEST || (name.length === LONGEST && !name.endsWith('.'))) return false;
  if (!/^[\w.-]+$/.test(name) || !/[A-Za-z_-]/.test(name)) return false;
  return withoutDot(name)
    .split('.')
    .every((label) => label !== '' && label.length <= 63 && !/^-|-$/.test(label));
}
