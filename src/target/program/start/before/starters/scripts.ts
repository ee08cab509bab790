import type { Behind } from '../behind.ts';
import { givenTo } from '../grammar/given.ts';
import { wordsBehindDashes } from './launchers.ts';

/** Scripts that others wrote, and that start what they are given: where it stands in their words. */
const SCRIPTS: Readonly<Record<string, (rest: readonly string[]) => readonly string[]>> = {
  'wait-for-it.sh': wordsBehindDashes,
  'wait-for-it': wordsBehindDashes,
  'wait-for.sh': wordsBehindDashes,
  'wait-for': wordsBehindDashes,
  my_init: wordsBehindDashes,
  'xvfb-run': (rest) => givenTo('xvfb-run', rest)?.words ?? [],
  'with-contenv': (rest) => rest,
  'ddtrace-run': (rest) => rest,
  'opentelemetry-instrument': (rest) => rest,
  'newrelic-admin': ([verb, ...words]) => (verb === 'run-program' ? words : []),
};

/** What the script of that name starts in the end; null where it is another one, or nobody can tell. */
export function behindKnownScript(by: string, rest: readonly string[]): Behind | null {
  const words = Object.hasOwn(SCRIPTS, by) ? (SCRIPTS[by]?.(rest) ?? []) : [];
  const [program = '-'] = words;
  return program.startsWith('-') ? null : { words, by, usesShell: true, otherUser: true };
}
