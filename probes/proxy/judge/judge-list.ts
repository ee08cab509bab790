import type { ProxyFacts } from '../facts.ts';
import { type Entry, entriesOf } from '../list/entries.ts';
import { deaf, withList } from '../list/everywhere.ts';
import type { ProxyFinding } from '../rules/index.ts';
import type { Runtime } from '../runtimes.ts';

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
  for (const entry of entriesOf(list)) {
    for (const [why, names] of whyDeaf(facts, entry, list)) note(why, entry.text, names);
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
): ReadonlyMap<Why, readonly string[]> {
  const both = withList(env, list);
  const alone = withList(env, entry.text);
  const result = new Map<Why, string[]>();
  for (const runtime of runtimes) {
    if (isDeaf(both, entry, runtime)) {
      const why =
        runtime.reader.lists.length === 0
          ? 'no-list'
          : isOfList(entry, alone, runtime)
            ? 'separator'
            : entry.form;
      result.set(why, [...(result.get(why) ?? []), runtime.name]);
    } else if (isDeaf(env, entry, runtime) && !bothSet(env)) {
      result.set('upper-case', [...(result.get('upper-case') ?? []), runtime.name]);
    }
  }
  return result;
}

/** Whether the entry would be read if nothing stood beside it. */
function isOfList(entry: Entry, alone: ProxyFacts['env'], runtime: Runtime): boolean {
  return entry.form !== 'all' && entry.form !== 'line-end' && !isDeaf(alone, entry, runtime);
}

function isDeaf(env: ProxyFacts['env'], { samples }: Entry, runtime: Runtime): boolean {
  return deaf(env, samples, [runtime]).length > 0;
}

/** That they differ is told by itself. */
function bothSet(env: ProxyFacts['env']): boolean {
  return env.NO_PROXY !== undefined && env.no_proxy !== undefined;
}
