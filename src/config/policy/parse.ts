import * as v from 'valibot';
import type { AnyProbe } from '../../core/probe.ts';
import { didYouMean } from '../../core/text/meant/nearest.ts';
import { safe } from '../../core/text/safe.ts';
import { visible } from '../../core/text/visible.ts';
import type { Host } from '../../target/host.ts';
import { PolicyError, refusal } from './error.ts';
import type { PolicyFile } from './file-type.ts';
import { readJson } from './json.ts';
import { type Mistake, mistakesOf } from './meaning.ts';
import { type PolicySchema, policySchema } from './schema.ts';
import { keysWanted, shapeMistakes, wordsWanted } from './shape.ts';
import type { PolicySource } from './source.ts';

/** The text of a policy file as a checked value. Throws {@link PolicyError} that names every mistake. */
export async function parsePolicy(
  text: string,
  path: string,
  probes: readonly AnyProbe[],
  host: Host | null = null,
): Promise<PolicyFile> {
  const quick = readJson(text);
  // YAML's parser costs more than a probe; but it knows the lines, so that mistakes are looked for with it.
  const source = quick === undefined ? await readYaml(text, path) : undefined;
  const checked = await check(quick ?? source?.value, probes, host);
  if (checked.mistakes.length === 0) return checked.file;
  const { problem } = source ?? (await readYaml(text, path));
  throw refusal(
    path,
    checked.mistakes.map(({ at, text }) => problem(at, text)),
  );
}

/** A value as a checked policy. Throws {@link PolicyError} that names every mistake. */
export async function checkPolicy(
  value: unknown,
  probes: readonly AnyProbe[],
  host: Host,
): Promise<PolicyFile> {
  const { file, mistakes } = await check(value, probes, host);
  if (mistakes.length === 0 && file.extends === undefined) return file;
  if (mistakes.length === 0)
    throw new PolicyError(['policy.extends: works in a file alone: it is beside none']);
  throw new PolicyError(mistakes.map(({ at, text }) => ['policy', ...at].join('.').concat(`: ${text}`)));
}

async function check(
  value: unknown,
  probes: readonly AnyProbe[],
  host: Host | null,
): Promise<{ readonly file: PolicyFile; readonly mistakes: readonly Mistake[] }> {
  const schema = await policySchema(probes);
  const result = v.safeParse(schema, value);
  const shape = await shapeMistakes(schema, value);
  if (shape.some(({ at }) => at.length === 0)) return { file: {}, mistakes: shape };
  if (result.success && shape.length === 0) {
    return { file: result.output, mistakes: await mistakesOf(result.output, probes, host) };
  }
  const issues = (result.issues ?? []).flatMap(meantBy).filter((issue) => !isUnknownKey(issue));
  return {
    file: {},
    mistakes: [...shape, ...(await Promise.all(issues.map((issue) => describe(schema, issue))))],
  };
}

/**
 * Where a value may be a word or a table, what is wrong with the one that is meant; and its place in the file, since
 * valibot counts it from the value.
 */
function meantBy(issue: v.BaseIssue<unknown>): readonly v.BaseIssue<unknown>[] {
  const options = issue.issues ?? [];
  if (issue.type !== 'union' || !options.some(isOfTable)) return [issue];
  // What is no table of these keys has been told of its shape.
  if (Array.isArray(issue.input)) return [];
  const isTable = typeof issue.input === 'object' && issue.input !== null;
  return options
    .filter((option) => isOfTable(option) === isTable)
    .map(
      (option) =>
        ({ ...option, path: [...(issue.path ?? []), ...(option.path ?? [])] }) as v.BaseIssue<unknown>,
    );
}

/** The value is no table, or something in the table is wrong. */
function isOfTable({ type, path }: v.BaseIssue<unknown>): boolean {
  return type === 'strict_object' || path !== undefined;
}

function isUnknownKey({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === 'strict_object' && expected === 'never';
}

async function readYaml(text: string, path: string): Promise<PolicySource> {
  return (await import('./source.ts')).readSource(text, path);
}

async function describe(schema: PolicySchema, issue: v.BaseIssue<unknown>): Promise<Mistake> {
  const at = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return { at, text: await problem(schema, issue, at) };
}

async function problem(
  schema: PolicySchema,
  issue: v.BaseIssue<unknown>,
  path: readonly (string | number)[],
): Promise<string> {
  const got = typeof issue.input === 'string' ? JSON.stringify(safe(issue.input)) : visible(issue.received);
  if (issue.type === 'strict_object') {
    return issue.received === 'undefined' ? 'is missing' : keysWanted(schema, path);
  }
  if (issue.type === 'picklist') {
    const { input } = issue;
    return typeof input === 'string'
      ? `${JSON.stringify(safe(input))} is not known${await didYouMean(input, optionsOf(issue))}`
      : `must be one of ${optionsOf(issue).join(', ')}, not ${got}`;
  }
  if (issue.type === 'array') return `must be a list${ofWords(wordsWanted(schema, path))}, not ${got}`;
  if (issue.type === 'record') return `must hold keys, not ${got}`;
  return got === 'Object' ? issue.message : `${issue.message} (it is ${got})`;
}

function ofWords(words: readonly string[]): string {
  return words.length === 0 ? '' : ` of ${words.join(', ')}`;
}

/** `("a" | "b")` → a, b: valibot's issue carries the names in this form alone. */
function optionsOf(issue: v.BaseIssue<unknown>): string[] {
  return [...(issue.expected ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? '');
}
