import { trimEndOf, trimStartOf } from '../../../src/core/text/trim.ts';

/** A source of host names, and what is done after each of its answers. */
export interface Source {
  /** Such as `files`, `dns`, `mdns4_minimal`. */
  readonly name: string;
  readonly criteria: readonly Criterion[];
}

/** `[!UNAVAIL=return]`, in lower case. */
export interface Criterion {
  readonly negated: boolean;
  readonly status: string;
  readonly action: string;
}

/** The sources of `hosts`, in order. `invalid`: the file cannot be read as one. Null: it says nothing of hosts. */
export type Sources = readonly Source[] | 'invalid' | null;

const BLANKS = ' \t\r\n';

function trimmed(text: string): string {
  return trimEndOf(trimStartOf(text, BLANKS), BLANKS);
}

/** nsswitch.conf as Go reads it (net/nss.go): one bad line anywhere, and nothing of it counts. */
export function nssOfGo(text: string): Sources {
  const found: Source[] = [];
  let named = false;
  for (const whole of text.split('\n')) {
    const line = trimmed(whole.split('#', 1)[0] ?? '');
    if (line === '') continue;
    const colon = line.indexOf(':');
    if (colon < 0) return 'invalid';
    const sources = sourcesOf(line.slice(colon + 1));
    if (sources === null) return 'invalid';
    if (trimmed(line.slice(0, colon)) !== 'hosts') continue;
    named ||= sources.length > 0;
    found.push(...sources);
  }
  return named ? found : null;
}

function sourcesOf(text: string): readonly Source[] | null {
  const sources: Source[] = [];
  const word = /([^ ]+)(?:[ \t\r]+\[([^\]]*)(\]?))?/y;
  let at = 0;
  for (;;) {
    while (' \t\r'.includes(text[at] ?? '!')) at++;
    if (at >= text.length) return sources;
    word.lastIndex = at;
    const [all = '', name = '', criteria, closed] = word.exec(text) ?? [];
    if (criteria !== undefined && closed !== ']') return null;
    const read = criteria === undefined ? [] : criteriaOf(criteria);
    if (read === null) return null;
    sources.push({ name, criteria: read });
    at += all.length;
  }
}

function criteriaOf(text: string): readonly Criterion[] | null {
  const criteria: Criterion[] = [];
  for (const field of text.split(/[ \t\r\n]+/).filter((one) => one !== '')) {
    const negated = field.startsWith('!');
    const bare = (negated ? field.slice(1) : field).toLowerCase();
    const [, status, action] = /^([^=]*)=(.*)$/s.exec(bare) ?? [];
    if (bare.length < 3 || status === undefined || action === undefined) return null;
    criteria.push({ negated, status, action });
  }
  return criteria;
}

const STATUSES = ['success', 'notfound', 'unavail', 'tryagain'];
const ACTIONS = ['return', 'continue', 'merge'];

const DATABASES =
  /^\s*(aliases|ethers|group|gshadow|hosts|initgroups|netgroup|networks|passwd|protocols|publickey|rpc|services|shadow)\s*:(.*)$/s;

/**
 * The same as glibc reads it (nss/nss_database.c, nss_action_parse.c): of several lines of hosts the last one counts, and where any line
 * of the file cannot be read nothing of it does: no name is found any more.
 */
export function nssOfGlibc(text: string): Sources {
  let found: Sources = null;
  for (const whole of text.split('\n')) {
    const [, database, words = ''] = DATABASES.exec(whole.split('#', 1)[0] ?? '') ?? [];
    if (database === undefined) continue;
    const sources = actionsOf(words);
    if (sources === null) return 'invalid';
    if (database === 'hosts') found = sources;
  }
  return found;
}

function actionsOf(text: string): readonly Source[] | null {
  if (/^\s*\[/.test(text)) return null;
  const sources: Source[] = [];
  for (const [, name, criteria, closed] of text.matchAll(/([^\s[]+)(?:\s*\[([^\]]*)(\]?))?/g)) {
    if (name === undefined || (criteria !== undefined && closed !== ']')) return null;
    const read = criteria === undefined ? [] : criteriaOf(criteria);
    const isEmpty = criteria !== undefined && read?.length === 0;
    if (read === null || isEmpty || !read.every(isKnown)) return null;
    sources.push({ name, criteria: read });
  }
  return sources;
}

function isKnown({ status, action }: Criterion): boolean {
  return STATUSES.includes(status) && ACTIONS.includes(action);
}
