import type { ResolverFacts } from '../facts.ts';
import type { PassedOver } from '../readers/settings.ts';
import type { Meant } from '../repaired.ts';
import type { ResolverFinding } from '../rules/index.ts';
import { isThere } from './there.ts';

/** Words that some resolver of some system knows. */
const KNOWN_ELSEWHERE = /^\s*(?:lookup|family|sortlist|port|timeout|attempts)\b/;
const LONGEST = 60;

interface Unread {
  readonly line: number;
  /** As {@link PassedOver} has it; `line-end`: on account of a carriage return. */
  readonly why: PassedOver['why'] | 'line-end';
  readonly names: readonly string[];
}

/** Lines that somebody passes over, by the reason. */
export function judgeLines(
  { runtimes }: ResolverFacts,
  text: string,
  meant: Meant,
): readonly ResolverFinding[] {
  const lines = text.split('\n');
  const there = runtimes.filter(isThere);
  const byPlace = new Map<string, Unread>();
  const add = (line: number, why: Unread['why'], name: string) => {
    const key = `${line} ${why}`;
    byPlace.set(key, { line, why, names: [...(byPlace.get(key)?.names ?? []), name] });
  };
  for (const { name, settings } of there) {
    for (const one of settings?.passedOver ?? []) {
      const why = whyOf(one, lines[one.line - 1] ?? '');
      if (why !== null) add(one.line, why, name);
    }
    // The last domain of the line then ends with a carriage return, and no server knows such a name.
    if (settings?.search.some((domain) => domain.includes('\r'))) {
      add(lines.findIndex((one) => /^(?:search|domain)\s.*\r$/.test(one)) + 1, 'line-end', name);
    }
  }
  const without = there
    .filter(({ settings }) => settings !== null && !settings.areNamed)
    .map(({ name }) => name);
  const found = [...byPlace.values()];
  return [...new Set(found.map(({ why }) => why))].map((why) => {
    const ofKind = found.filter((one) => one.why === why);
    const names = there
      .map(({ name }) => name)
      .filter((name) => ofKind.some((one) => one.names.includes(name)));
    const leaves = without.filter((name) => (names as readonly string[]).includes(name));
    const first = (lines[(ofKind[0]?.line ?? 1) - 1] ?? '').replace(/^\xef\xbb\xbf/, '').trim();
    return {
      rule: 'resolver/resolv-conf-malformed',
      args: {
        ...meant,
        names,
        why,
        lines: ofKind.map(({ line }) => line).sort((a, b) => a - b),
        text: first.length > LONGEST ? `${first.slice(0, LONGEST - 1)}…` : first,
        without: leaves,
      },
      ...(leaves.length === 0 ? {} : { severity: 'error' }),
    } as const;
  });
}

/** Null where it is no slip: an option or a word of others, what other rules speak of. */
function whyOf({ why, text }: PassedOver, line: string): Unread['why'] | null {
  if (why === 'option' || why === 'surplus' || KNOWN_ELSEWHERE.test(line)) return null;
  if (why === 'too-long') return /^nameserver\s/.test(line) ? why : null;
  if (why === 'address' && line.endsWith('\r') && text !== '') return 'line-end';
  return why;
}
