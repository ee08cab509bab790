import type { Behind } from '../behind.ts';
import { givenTo } from '../grammar/given.ts';

/** Scripts that others wrote, and that start what they are given: where it stands in their words. */
const SCRIPTS: Readonly<Record<string, (rest: readonly string[]) => readonly string[]>> = {
  'wait-for-it.sh': behindDashes,
  'wait-for-it': behindDashes,
  'wait-for.sh': behindDashes,
  'wait-for': behindDashes,
  my_init: behindDashes,
  'xvfb-run': (rest) => givenTo('xvfb-run', rest)?.words ?? [],
  'with-contenv': (rest) => rest,
  'ddtrace-run': (rest) => rest,
  'opentelemetry-instrument': (rest) => rest,
  'newrelic-admin': ([verb, ...words]) => (verb === 'run-program' ? words : []),
};

function behindDashes(rest: readonly string[]): readonly string[] {
  const dashes = rest.indexOf('--');
  return dashes < 0 ? [] : rest.slice(dashes + 1);
}

/** Null where it is another script, or nobody can tell. @param by its name */
export function behindKnownScript(by: string, rest: readonly string[]): Behind | null {
  const words = Object.hasOwn(SCRIPTS, by) ? (SCRIPTS[by]?.(rest) ?? []) : [];
  const [program = '-'] = words;
  return program.startsWith('-') ? null : { words, by, usesShell: true, otherUser: true };
}
