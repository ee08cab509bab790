import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { PolicyError } from './policy-error.ts';

/** A policy file as text, with the places of its keys. */
export interface PolicySource {
  readonly value: unknown;
  /** `FILE:LINE: a.b[0]` for a path of keys and indices, as far as the file has it. */
  at(path: readonly (string | number)[]): string;
}

/** Reads YAML 1.2, and so JSON. Throws {@link PolicyError} for whatever is not plain data. */
export function readSource(text: string, file: string): PolicySource {
  const lines = new LineCounter();
  const document = parse(text, file, lines);
  const line = (offset: number | undefined) => lines.linePos(offset ?? 0).line;
  const problems = [
    ...[...document.errors, ...document.warnings].map(
      (e) => `${file}:${line(e.pos[0])}: ${firstLine(e.message)}`,
    ),
    ...keyProblems(document, file, line),
  ];
  if (problems.length > 0) throw new PolicyError(problems);
  return {
    value: toData(document, file),
    at: (path) => `${file}:${line(offsetOf(document, path))}: ${dotted(path)}`,
  };
}

function parse(text: string, file: string, lineCounter: LineCounter): Document.Parsed {
  try {
    return parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      // Found by keyProblems, which names the key and both lines.
      uniqueKeys: false,
      // Octal and hexadecimal numbers stay text: a umask is written 0o022 and means its digits.
      customTags: (tags) =>
        tags.filter((tag) => typeof tag === 'string' || (tag.format !== 'OCT' && tag.format !== 'HEX')),
    });
  } catch (error) {
    throw new PolicyError([`${file}: is not YAML: ${nesting(error)}`]);
  }
}

function toData(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    throw new PolicyError([`${file}: ${nesting(error)}`]);
  }
}

function nesting(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  return error instanceof Error ? firstLine(error.message) : String(error);
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}

/** Keys that are there twice, are not text, or would reach an object's prototype. */
function keyProblems(document: Document.Parsed, file: string, line: (offset?: number) => number): string[] {
  const problems: string[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Map<string, number>();
      for (const { key } of map.items) {
        const place = line(isScalar(key) || isMap(key) || isSeq(key) || isAlias(key) ? key.range?.[0] : 0);
        if (!isScalar(key)) {
          problems.push(`${file}:${place}: a key must be text`);
          continue;
        }
        const name = String(key.value);
        const first = seen.get(name);
        if (first !== undefined)
          problems.push(`${file}:${place}: ${name}: is there already in line ${first}`);
        else if (name in Object.prototype) problems.push(`${file}:${place}: ${name}: unknown key`);
        seen.set(name, first ?? place);
      }
    },
  });
  return problems;
}

/** Where the last part of the path that is there begins: the key, or the item of a list. */
function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (pair === undefined) break;
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)];
      if (isScalar(item) || isMap(item) || isSeq(item)) offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}

function dotted(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}
