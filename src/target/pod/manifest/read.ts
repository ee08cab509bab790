import {
  Composer,
  LineCounter,
  Parser,
  type parseAllDocuments,
  type ScalarTag,
  type Document as YamlDocument,
} from 'yaml';
import { inUnits } from '../../../core/text/bytes.ts';
import { untilEnough } from '../../../core/text/enough-mistakes.ts';
import { withoutStacks } from '../../../core/without-stacks.ts';
import { offsetOf, sourceOf } from '../../yaml-place.ts';
import { type Document, Field, ManifestError } from './field.ts';

/**
 * The documents of a manifest, YAML or JSON, as kubectl reads them: YAML 1.1, in which `0400` is octal and `yes` is
 * true, but neither times nor numbers to the base of 60. Empty documents are left out, and so are ConfigMaps and
 * Secrets that nothing names, and pods without the word that is asked for: most manifests of a release are full of
 * these, and the parser takes a millisecond for each.
 *
 * @param file its name, for messages
 * @param word a word of the container's name; null: all pods are read
 * @throws ManifestError
 */
export function readManifest(text: string, file: string, word: string | null = null): readonly Field[] {
  if (isTooDeep(text)) throw new ManifestError(`${file}:1: is nested too deeply`);
  const parts = partsOf(text);
  for (const part of parts) refuseLarge(part, file);
  const read = new Map(
    parts
      .filter((part) => !BESIDE.test(part.text) && !isOtherPod(part, word))
      .map((part) => [part, parse(part, file)]),
  );
  const named = new Set([...read.values()].flat().flatMap(({ value }) => stringsIn(value)));
  return parts.flatMap(
    (part) => read.get(part) ?? (!isOtherPod(part, word) && isNamed(part, named) ? parse(part, file) : []),
  );
}

interface Part {
  readonly text: string;
  /** Lines above it. */
  readonly above: number;
}

/** What begins with `---`, which ends a document wherever it stands in the first column. */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  let above = 0;
  // Not line by line: tens of megabytes of short lines would take ten times of it.
  for (const { index } of text.matchAll(/^---(?=[ \t\r\n]|$)/gm)) {
    if (index === 0) continue;
    const part = text.slice(from, index);
    parts.push({ text: part, above });
    above += linesIn(part);
    from = index;
  }
  return [...parts, { text: text.slice(from), above }];
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** Far more than an object has, or a list of thousands. */
const MAX_PART = 16 * 1024 * 1024;

function refuseLarge({ text, above }: Part, file: string): void {
  if (text.length <= MAX_PART) return;
  throw new ManifestError(
    `${file}:${above + 1}: is a document of ${inUnits(text.length)}, and more than ${inUnits(MAX_PART)} is read of none; kubectl get pod NAME -o yaml >pod.yaml writes the one that is asked about`,
  );
}

const BESIDE = /^["']?kind["']?: *["']?(?:ConfigMap|Secret)["']?[ \t\r]*$/m;

const PODS =
  /^["']?kind["']?: *["']?(?:Pod|PodTemplate|ReplicationController|ReplicaSet|Deployment|StatefulSet|DaemonSet|Job|CronJob)["']?[ \t\r]*$/m;

/** Where a text may hold what it does not show, it is read. */
function isOtherPod({ text }: Part, word: string | null): boolean {
  return word !== null && PODS.test(text) && !/[\\&*]/.test(text) && !text.includes(word);
}

function isNamed({ text }: Part, named: ReadonlySet<string>): boolean {
  const names = [...text.matchAll(/\bname["']?: *["']?([\w.-]+)/g)].map(([, name]) => name ?? '');
  return names.length === 0 || names.some((name) => named.has(name));
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** How scalars are taken. */
type Dialect = Pick<NonNullable<Parameters<typeof parseAllDocuments>[1]>, 'version' | 'customTags' | 'merge'>;

/** What a file of Compose holds: YAML 1.2 with merge keys, and `0400` is octal; `yes` is text. Null where it is empty. */
export function readCompose(text: string, file: string): Field | null {
  if (isTooDeep(text)) throw new ManifestError(`${file}:1: is nested too deeply`);
  const dialect: Dialect = { version: '1.2', merge: true, customTags: (tags) => [OLD_OCTAL, ...tags] };
  return parse({ text, above: 0 }, file, dialect)[0] ?? null;
}

const OLD_OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^0[0-7]{1,17}$/,
  resolve: (digits: string) => Number.parseInt(digits, 8),
};

function parse({ text, above }: Part, file: string, dialect: Dialect = KUBECTL): readonly Field[] {
  const refuse = (line: number, why: string) => new ManifestError(`${file}:${line}: ${why}`);
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line + above;
  let parsed: readonly YamlDocument.Parsed[];
  try {
    parsed = withoutStacks(() => {
      // Of equal keys the last counts.
      const composer = new Composer({ ...dialect, prettyErrors: false, uniqueKeys: false });
      return [...composer.compose(untilEnough(new Parser(lines.addNewLine).parse(text)))];
    }) as readonly YamlDocument.Parsed[];
  } catch (error) {
    throw refuse(above + 1, wordsOf(error));
  }
  return parsed.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw refuse(lineAt(error.pos[0]), wordsOf(error));
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: 100 });
    } catch (failed) {
      throw refuse(lineAt(document.range[0]), wordsOf(failed));
    }
    if (value === null || value === undefined) return [];
    if (holdsItself(value))
      throw refuse(lineAt(document.range[0]), 'holds itself: an alias (*) stands within what it names (&)');
    const of: Document = {
      file,
      lineOf: (path) => lineAt(offsetOf(document, path)),
      sourceOf: (path) => sourceOf(document, path),
    };
    return [new Field(value, of)];
  });
}

/** Whether somebody who walks through it never comes to an end. Of what several aliases name all is looked at once. */
function holdsItself(
  value: unknown,
  above: Set<unknown> = new Set(),
  done: Set<unknown> = new Set(),
): boolean {
  if (typeof value !== 'object' || value === null || done.has(value)) return false;
  if (above.has(value)) return true;
  above.add(value);
  const found = Object.values(value).some((one) => holdsItself(one, above, done));
  above.delete(value);
  done.add(value);
  return found;
}

/** Tags of YAML 1.1 that the reader of kubectl leaves text: times, and `1:30` as 90. */
const NOT_OF_KUBECTL = /timestamp|TIME/;

/** `0o400`, which Go's own reader of numbers takes. */
const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^0o[0-7]{1,17}$/,
  resolve: Number,
};

const KUBECTL: Dialect = {
  version: '1.1',
  customTags: (tags) => [
    OCTAL,
    ...tags.filter((tag) => typeof tag === 'string' || !NOT_OF_KUBECTL.test(nameOf(tag))),
  ],
};

function nameOf(tag: { readonly tag: string; readonly format?: string }): string {
  return `${tag.tag} ${tag.format ?? ''}`;
}

/** Far more levels than a manifest has, and far fewer than the parser's recursion has room for. */
const MAX_DEPTH = 200;

/** Looked for before the parser is called, whose recursion nothing could end. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > MAX_DEPTH) return true;
  }
  return /^ {2048}|^[ \t]*(?:[-?:][ \t]+){64}/m.test(text);
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof RangeError || error.message.startsWith('Maximum call stack'))
    return 'is nested too deeply';
  if ('code' in error && error.code === 'TAB_AS_INDENT')
    return 'a tab indents this line, and YAML takes blanks only; write blanks, or: expand -t 2 FILE';
  return error.message.split('\n', 1)[0] ?? '';
}
