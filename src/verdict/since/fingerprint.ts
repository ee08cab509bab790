import type { Finding } from '../../core/documents/report.ts';
import type { Json, JsonObject } from '../../core/types/json.ts';

/** What may be told of a finding by its name: a place, a variable, a module. Everything else is how it is there. */
const NAMES =
  /^(?:path|at|file|directory|cache|vendor|member|mountPoint|missing|zone|url|variable|key|setting|flag|what|need|name|module|package|pattern|program|command|machine|subject|volume|resource|runtime)$/;

/** Lists that say where was looked, what would do or who sees what, and not what the finding is about. */
const ASIDE = /^(?:searched|looked|sees|expected|allowed|own|filled|folders|parts|tried|runtimes|listed|to)$/;

/**
 * What makes a finding the same one in two reports: its rule, and the names in its evidence. How it is there may differ
 * (values, owners, dates, counts, the line of a file), and so may what it is called that was looked at: an archive,
 * a manifest, a tag or digest never count.
 *
 * @param called what the target itself is called, such as the path of the manifest
 */
export function fingerprint(
  { rule, evidence }: Pick<Finding, 'rule' | 'evidence'>,
  called: readonly string[] = [],
): string {
  const named = Object.entries(evidence).flatMap(([key, value]) =>
    NAMES.test(key) && typeof value === 'string' && !called.includes(value)
      ? [`${key}=${JSON.stringify(steady(value))}`]
      : [],
  );
  return [rule, ...named.sort()].join(' ');
}

/** Of a finding about several things, each of them: one more is something new, one less is not. */
export function things(evidence: JsonObject): readonly string[] {
  return Object.entries(evidence).flatMap(([key, value]) =>
    Array.isArray(value) && !ASIDE.test(key) ? value.flatMap((item) => thing(key, item)) : [],
  );
}

function thing(list: string, item: Json): readonly string[] {
  if (typeof item === 'string') return [`${list} ${steady(item)}`];
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
  const { path, file, subject, name } = item as JsonObject;
  const called = [path, file, subject, name].find((value) => typeof value === 'string');
  return typeof called === 'string' ? [`${list} ${steady(called)}`] : [];
}

/** A path without what is another each time: numbers of processes, and the folders in which the kubelet writes volumes. */
function steady(text: string): string {
  return text
    .replace(/^\/proc\/\d+(?=\/|$)/, '/proc/N')
    .replace(/\/\.\.\d{4}_\d\d_\d\d_\d\d_\d\d_\d\d\.\d+(?=\/|$)/g, '/..data');
}
