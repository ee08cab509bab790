import type { ProxyFacts } from '../facts.ts';
import { type Entry, entriesOf } from '../list/entries.ts';
import { deaf, withList } from '../list/everywhere.ts';
import type { Env } from '../readers/reader.ts';
import type { Runtime } from '../readers/runtimes.ts';
import type { ProxyFinding } from '../rules/index.ts';

type Why = Entry['form'] | 'separator' | 'upper-case' | 'no-list';

/** Entries of NO_PROXY for which a program asks a proxy all the same; one finding for each way to write them wrongly. */
export function judgeList(facts: ProxyFacts): readonly ProxyFinding[] {
  const { env, common } = facts;
  const variable = env.NO_PROXY ? 'NO_PROXY' : 'no_proxy';
  const list = env[variable] ?? '';
  if (common === null) return [];
  const found = new Map<Why, { entries: string[]; names: Set<string> }>();
  const note = (why: Why, entry: string, names: readonly string[]) => {
    const known = found.get(why) ?? { entries: [], names: new Set() };
    found.set(why, known);
    known.entries.push(entry);
    for (const name of names) known.names.add(name);
  };
  const odd = ODD_SEPARATOR.test(list);
  for (const [i, entry] of entriesOf(list).entries()) {
    for (const [why, names] of whyDeaf(facts, entry, list, odd && i < MOST)) note(why, entry.text, names);
  }
  return [...found].map(([why, { entries, names }]): ProxyFinding => {
    const byGo = names.has('go');
    const mild = !byGo && (why === 'network' || why === 'ipv6' || why === 'no-list');
    return {
      rule: 'proxy/no-proxy-ineffective',
      args: { variable, why, entries, names: [...names], value: common.value },
      ...(mild ? { severity: 'info' } : {}),
    };
  });
}

/** Why programs do not read an entry: the variable, what stands between the entries, or how it is written. */
function whyDeaf(
  { env, runtimes }: ProxyFacts,
  entry: Entry,
  list: string,
  odd: boolean,
): ReadonlyMap<Why, readonly string[]> {
  const result = new Map<Why, string[]>();
  for (const runtime of runtimes) {
    const why = whyOf(env, entry, list, odd, runtime);
    if (why !== null) result.set(why, [...(result.get(why) ?? []), runtime.name]);
  }
  return result;
}

function whyOf(env: Env, entry: Entry, list: string, odd: boolean, runtime: Runtime): Why | null {
  const { lists } = runtime.reader;
  // The entry alone: all of the list again for each of its entries would take time that grows with its square.
  const alone = withList(env, entry.form === 'all' ? list : entry.text);
  const byForm = isDeaf(alone, entry, runtime);
  const between = !byForm && odd && isDeaf(withList(env, list), entry, runtime);
  if ((byForm || between) && lists.length === 0) return 'no-list';
  if (byForm) return entry.form;
  if (between) return entry.form === 'line-end' ? 'line-end' : 'separator';
  const unread = lists.every((name) => env[name] === undefined);
  return unread && isDeaf(env, entry, runtime) ? 'upper-case' : null;
}

/** What stands between entries is looked at with the whole list for the first of them alone. */
const MOST = 16;

/** Anything but commas, with or without blanks. */
const ODD_SEPARATOR = /[;|\t\r\n]|[^\s,] [^\s,]|[^\s,] {2}/;

function isDeaf(env: Env, { samples }: Entry, runtime: Runtime): boolean {
  return deaf(env, samples, [runtime]).length > 0;
}
