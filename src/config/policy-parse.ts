import * as v from 'valibot';
import { didYouMean } from '../core/nearest.ts';
import { visible } from '../core/visible.ts';
import { PolicyError } from './policy-error.ts';
import type { PolicyFile } from './policy-file-type.ts';
import { policySchema } from './policy-schema.ts';
import { type PolicySource, readSource } from './policy-source.ts';

/** More mistakes than these help nobody. */
const MAX_PROBLEMS = 10;

/** The text of a policy file as a checked value. Throws {@link PolicyError} that names every mistake. */
export async function parsePolicy(
  text: string,
  path: string,
): Promise<{ readonly file: PolicyFile; readonly source: PolicySource }> {
  const source = readSource(text, path);
  const result = v.safeParse(policySchema, source.value);
  if (result.success) return { file: result.output, source };
  const problems = await Promise.all(
    result.issues.slice(0, MAX_PROBLEMS).map((issue) => describe(issue, source)),
  );
  const more = result.issues.length - problems.length;
  throw new PolicyError(more > 0 ? [...problems, `${path}: and ${more} more`] : problems);
}

async function describe(issue: v.BaseIssue<unknown>, source: PolicySource): Promise<string> {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  if (path.length === 0)
    return `${source.at([]).replace(/: $/, '')}: must be a list of keys, such as "timeout: 900"`;
  return `${source.at(path)}: ${await problem(issue, path)}`;
}

async function problem(issue: v.BaseIssue<unknown>, path: readonly (string | number)[]): Promise<string> {
  const got = visible(issue.received);
  if (issue.type === 'strict_object') {
    if (issue.expected === 'never')
      return `unknown key${await didYouMean(String(path.at(-1)), keysAt(path.slice(0, -1)))}`;
    if (issue.received === 'undefined') return 'is missing';
    return `must hold keys, one of ${keysAt(path).join(', ')}`;
  }
  if (issue.type === 'picklist') {
    const { input } = issue;
    return typeof input === 'string'
      ? `${JSON.stringify(visible(input))} is not known${await didYouMean(input, optionsOf(issue))}`
      : `must be one of ${optionsOf(issue).join(', ')}, not ${got}`;
  }
  if (issue.type === 'array') return `must be a list, not ${got}`;
  if (issue.type === 'record') return `must hold keys, not ${got}`;
  return `${issue.message} (it is ${got})`;
}

/** `("a" | "b")` → a, b: valibot's issue carries the names in this form alone. */
function optionsOf(issue: v.BaseIssue<unknown>): string[] {
  return [...(issue.expected ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? '');
}

/** The keys that the schema has at a path. */
function keysAt(path: readonly (string | number)[]): string[] {
  let schema: Nested = policySchema;
  for (const part of path) {
    schema = inner(schema);
    schema = (typeof part === 'number' ? schema.item : schema.entries?.[part]) ?? NOTHING;
  }
  return Object.keys(inner(schema).entries ?? {}).filter((key) => key !== '$schema');
}

interface Nested {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Nested>>;
  readonly item?: Nested;
  readonly wrapped?: Nested;
}

const NOTHING: Nested = { type: 'never' };

/** What an optional schema wraps. */
function inner(schema: Nested): Nested {
  return schema.wrapped === undefined ? schema : inner(schema.wrapped);
}
