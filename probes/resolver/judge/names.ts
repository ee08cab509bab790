import type { ResolverFacts, Runtime } from '../facts.ts';
import { isInHosts } from '../files/hosts.ts';
import { dotsIn, withoutDot } from '../questions/questions.ts';
import type { ResolverFinding } from '../rules/index.ts';
import { isThere } from './there.ts';

/** So many questions before the name itself are worth a word. */
const MANY = 3;
/** Names that the cluster knows, or nobody outside. */
export const INSIDE = /\.(?:svc|local|internal|cluster|localhost)$/i;

/** The names of the policy, and localhost. */
export function judgeNames(facts: ResolverFacts): readonly ResolverFinding[] {
  return [
    ...judgeLocalhost(facts),
    ...facts.names.flatMap((name, i) => [...judgeCost(facts, name, i), ...judgeAgreement(facts, name, i)]),
  ];
}

function judgeLocalhost({ hosts, runtimes }: ResolverFacts): readonly ResolverFinding[] {
  if (hosts === undefined) return [];
  const names = runtimes
    .filter(isThere)
    .map(({ name }) => name)
    .filter((name) => name !== 'nodeResolve' && !isInHosts(name, hosts ?? '', 'localhost'));
  return names.length === 0 ? [] : [{ rule: 'resolver/hosts-no-localhost', args: { names } }];
}

function judgeCost({ runtimes }: ResolverFacts, name: string, at: number): readonly ResolverFinding[] {
  const [go] = runtimes;
  const before = go?.questions[at]?.indexOf(name) ?? -1;
  if (go?.settings == null || before < MANY || dotsIn(name) < 2 || INSIDE.test(name)) return [];
  return [{ rule: 'resolver/ndots-cost', args: { name, before, ndots: go.settings.ndots } }];
}

/** What is asked up to the name itself: what comes after it matters only where it does not exist. */
function firstOf({ questions }: Runtime, name: string, at: number): readonly string[] | null {
  const all = questions[at] ?? null;
  if (all === null) return null;
  const itself = all.indexOf(withoutDot(name));
  return (itself < 0 ? all : all.slice(0, itself + 1)).map((question) => question.toLowerCase());
}

function judgeAgreement({ runtimes }: ResolverFacts, name: string, at: number): readonly ResolverFinding[] {
  const groups: { names: string[]; questions: readonly string[] }[] = [];
  for (const runtime of runtimes.filter((one) => one.isThere)) {
    const questions = firstOf(runtime, name, at);
    if (questions === null) continue;
    const same = groups.find((group) => group.questions.join(' ') === questions.join(' '));
    if (same === undefined) groups.push({ names: [runtime.name], questions });
    else same.names.push(runtime.name);
  }
  if (groups.length < 2) return [];
  const others = groups.filter(({ names }) => names.some((one) => one !== 'nodeResolve'));
  const severity = others.length < 2 ? { severity: 'info' as const } : {};
  return [{ rule: 'resolver/runtimes-disagree', args: { name, groups }, ...severity }];
}
