import type { Host } from '../../target/host.ts';
import { PolicyError, type Problem, refusal } from './error.ts';
import { type PolicySource, readSource } from './source.ts';

/** Which containers of a node a policy is for. What is left out fits all; a name that ends in `*` every name that begins so. */
export interface Match {
  readonly namespace?: string;
  readonly workload?: string;
  readonly container?: string;
  /** Of its pod: each that is named has to fit. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** One line of a list of policies. */
export interface PolicyMatch {
  readonly match: Match;
  /** The policy file, absolute. */
  readonly policy: string;
}

const FIELDS = ['namespace', 'workload', 'container'] as const;
const MAX_BYTES = 256 * 1024;
const MAX_MATCHES = 1000;

/** What of a container its policy depends on; null is what nobody knows. */
export type Matched = Readonly<Record<(typeof FIELDS)[number], string | null>> & {
  readonly labels: Readonly<Record<string, string>> | null;
};

/** The first that fits; null where none does. Pure. */
export function matchFor(matches: readonly PolicyMatch[], container: Matched): PolicyMatch | null {
  return (
    matches.find(
      ({ match }) =>
        FIELDS.every((field) => fits(match[field], container[field])) &&
        Object.entries(match.labels ?? {}).every(([label, pattern]) =>
          fits(pattern, labelOf(container, label)),
        ),
    ) ?? null
  );
}

function labelOf({ labels }: Matched, label: string): string | null {
  return labels !== null && Object.hasOwn(labels, label) ? (labels[label] ?? null) : null;
}

function fits(pattern: string | undefined, name: string | null): boolean {
  if (pattern === undefined) return true;
  if (name === null) return false;
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/**
 * Reads `policies: [{ match: { namespace, workload, container, labels }, policy: FILE }]`, FILE beside it or in a folder
 * below.
 *
 * @param knowsLabels somebody is asked for labels
 * @throws PolicyError
 */
export function loadMatches(
  path: string,
  host: Pick<Host, 'readFile'>,
  knowsLabels: boolean,
): readonly PolicyMatch[] {
  const file = host.readFile(path, { maxBytes: MAX_BYTES });
  if (!file.ok) throw new PolicyError([`${path}: cannot be read: ${file.error.code}`]);
  const source = readSource(file.value.toString('utf8'), path);
  const problems: Problem[] = [];
  const matches = matchesOf(source, path, knowsLabels, problems);
  if (problems.length > 0) throw refusal(path, problems);
  return matches;
}

type Path = readonly (string | number)[];

function matchesOf(
  source: PolicySource,
  path: string,
  knowsLabels: boolean,
  problems: Problem[],
): readonly PolicyMatch[] {
  const wrong = (at: Path, text: string) => {
    problems.push(source.problem(at, text));
  };
  const { policies } = keysOf(source.value, [], ['policies'], wrong);
  if (!Array.isArray(policies)) {
    wrong([], 'must hold policies: a list of match and policy');
    return [];
  }
  if (policies.length > MAX_MATCHES) wrong(['policies'], `has more than ${MAX_MATCHES} of them`);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return policies.slice(0, MAX_MATCHES).map((one: unknown, i): PolicyMatch => {
    const { match, policy } = keysOf(one, ['policies', i], ['match', 'policy'], wrong);
    const { labels, ...named } = keysOf(match ?? {}, ['policies', i, 'match'], [...FIELDS, 'labels'], wrong);
    const at = ['policies', i, 'match', 'labels'];
    if (labels !== undefined && !knowsLabels)
      wrong(at, 'only the API server knows labels: start with --kube-api');
    const texts = labelsOf(labels, at, wrong);
    for (const [field, value] of Object.entries(named))
      if (typeof value !== 'string' || !/^[a-z0-9.-]*\*?$/.test(value) || value === '')
        wrong(['policies', i, 'match', field], 'must be a name of Kubernetes, or the beginning of one and *');
    if (
      typeof policy !== 'string' ||
      !/^[\w.-]+(?:\/[\w.-]+)*$/.test(policy) ||
      policy.split('/').includes('..')
    ) {
      wrong(
        ['policies', i, ...(policy === undefined ? [] : ['policy'])],
        'policy must be a file beside this one, or in a folder below',
      );
      return { match: {}, policy: '' };
    }
    return { match: { ...named, ...texts } as Match, policy: `${folder}${policy}` };
  });
}

function labelsOf(value: unknown, at: Path, wrong: (at: Path, text: string) => void): Pick<Match, 'labels'> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    wrong(at, 'must be a table of labels and their values');
    return {};
  }
  for (const [label, text] of Object.entries(value))
    if (typeof text !== 'string' || !/^[\w.-]*\*?$/.test(text))
      wrong([...at, label], 'must be the value of a label in quotes, or the beginning of one and *');
  return { labels: value as Readonly<Record<string, string>> };
}

function keysOf(
  value: unknown,
  at: Path,
  known: readonly string[],
  wrong: (at: Path, text: string) => void,
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    wrong(at, `must be a table with ${known.join(', ')}`);
    return {};
  }
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    wrong([...at, key], `unknown key; there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`);
  }
  return { ...value };
}
