import * as v from 'valibot';
import type { Baseline } from '../../core/documents/baseline.ts';
import { redactDeep } from '../../core/redact/deep.ts';
import { parseJson, TOO_DEEP } from '../../core/text/json.ts';
import type { JsonObject } from '../../core/types/json.ts';

/** Far more than any report has. */
export const MAX_BASELINE_BYTES = 16 * 1024 * 1024;
/** Far more values than the evidence of any report has: all of them are compared one by one, in the time of the look. */
const MAX_VALUES = 100_000;
/** Each rule has its own, and few. */
const MAX_KEYS = 200;
/** Far more levels than evidence has, and far fewer than recursion has room for. */
const MAX_DEPTH = 32;

const evidence = v.custom<JsonObject>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= MAX_KEYS,
  'is no object, or one of too many keys',
);

const earlierReport = v.object({
  tool: v.object({ name: v.literal('probe-env') }),
  schemaVersion: v.literal(1),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  error: v.optional(v.unknown()),
  target: v.optional(v.looseObject({ kind: v.string() })),
  probes: v.array(
    v.object({
      name: v.string(),
      status: v.picklist(['pass', 'warn', 'fail', 'skip', 'inconclusive']),
      findings: v.array(
        v.object({
          rule: v.string(),
          severity: v.picklist(['error', 'warning', 'info']),
          message: v.string(),
          evidence,
        }),
      ),
    }),
  ),
});

/** Why a text is no report to compare with, in words. */
export class NoBaseline extends Error {}

/**
 * The JSON report of an earlier run.
 *
 * @throws NoBaseline
 */
export function readBaseline(text: string, file: string): Baseline {
  const value = parsed(text);
  if (isTooDeep(value)) throw new NoBaseline('is nested too deeply');
  const checked = v.safeParse(earlierReport, value);
  if (!checked.success) throw new NoBaseline(whyNot(value, checked.issues[0]));
  const { error, target, startedAt, probes } = checked.output;
  if (holdsMore(probes, MAX_VALUES)) throw new NoBaseline('holds more findings than any report');
  if (error !== undefined)
    throw new NoBaseline('is the report of a run that failed, in which nothing was looked at');
  return {
    file,
    startedAt,
    ...(target === undefined ? {} : { target }),
    // Whoever wrote it may have hidden less than is hidden now, and what is hidden is what is compared.
    probes: redactDeep(probes),
  };
}

function parsed(text: string): unknown {
  try {
    return parseJson(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const { message } = error as Error;
    if (message === TOO_DEEP) throw new NoBaseline(TOO_DEEP);
    const at = /at position (\d+)/.exec(message)?.[1];
    throw new NoBaseline(at === undefined ? 'is no JSON' : `is no JSON (character ${at})`);
  }
}

function whyNot(value: unknown, issue: v.BaseIssue<unknown>): string {
  const at = v.getDotPath(issue);
  const isReport = typeof value === 'object' && value !== null && 'tool' in value;
  if (isReport && at === 'schemaVersion')
    return `has schemaVersion ${issue.received}, and this probe-env reads 1 alone`;
  if (!isReport || at === null || at.startsWith('tool')) return 'is no report of probe-env';
  const what =
    issue.received === 'undefined'
      ? 'is missing'
      : `is ${issue.received}, and should be ${issue.expected ?? 'another one'}`;
  return `is no whole report of probe-env: ${at} ${what}`;
}

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

/** Whether a value is made of more than so many; those that are counted are left where it is. */
function holdsMore(value: unknown, most: number): boolean {
  const left: unknown[] = [value];
  for (let count = 0; left.length > 0; count++) {
    if (count + left.length > most) return true;
    const item = left.pop();
    if (typeof item !== 'object' || item === null) continue;
    for (const key in item) left.push(Reflect.get(item, key));
  }
  return false;
}
