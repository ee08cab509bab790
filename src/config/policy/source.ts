import { Composer, type Document, isNode, isScalar, LineCounter, Parser, visit, YAMLParseError } from 'yaml';
import { untilEnough } from '../../core/text/enough-mistakes.ts';
import { withoutStacks } from '../../core/without-stacks.ts';
import { offsetOf } from '../../target/yaml-place.ts';
import { PolicyError, type Problem, refusal } from './error.ts';

/** A policy file as data, with the places of its keys. */
export interface PolicySource {
  readonly value: unknown;
  /** A mistake at a path of keys and indices; the line is that of the last part that is there. */
  problem(at: readonly (string | number)[], text: string): Problem;
}

/** Reads YAML 1.2, and so JSON. Throws {@link PolicyError} for whatever is not plain data. */
export function readSource(text: string, path: string): PolicySource {
  if (isTooDeep(text)) throw new PolicyError([`${path}: is nested too deeply`]);
  const lines = new LineCounter();
  const document = parse(text, path, lines);
  const line = (offset: number | undefined) => lines.linePos(offset ?? 0).line;
  const problems = [
    ...[...document.errors, ...document.warnings].map((e) => ({ line: line(e.pos[0]), text: plain(e) })),
    ...keyProblems(document, line),
  ];
  if (problems.length > 0) throw refusal(path, problems);
  return {
    value: toData(document, path),
    problem: (at, text) => ({
      line: line(offsetOf(document, at)),
      text: at.length === 0 ? text : `${dotted(at)}: ${text}`,
    }),
  };
}

/** Far more levels than a policy has, and far fewer than the parser's recursion has room for. */
const MAX_DEPTH = 64;

/**
 * Looked for before the parser is called: its recursion may end in an abort of V8, which nothing can catch.
 * Counts brackets wherever they stand, columns of indentation, and indicators in a row.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > MAX_DEPTH) return true;
  }
  return /^ {512}|^[ \t]*(?:[-?:][ \t]+){64}/m.test(text);
}

function parse(text: string, file: string, lineCounter: LineCounter): Document.Parsed {
  try {
    return withoutStacks(() => {
      const composer = new Composer({
        prettyErrors: false,
        // Found by keyProblems, which names the key and both lines.
        uniqueKeys: false,
        // Octal and hexadecimal numbers stay text: a umask is written 0o022 and means its digits.
        customTags: (tags) =>
          tags.filter((tag) => typeof tag === 'string' || (tag.format !== 'OCT' && tag.format !== 'HEX')),
      });
      // As parseDocument of the library does it, but for the end.
      const tokens = untilEnough(new Parser(lineCounter.addNewLine).parse(text));
      const [document, second] = composer.compose(tokens, true, text.length);
      if (document === undefined) throw new Error('holds no document');
      if (second !== undefined)
        document.errors.push(new YAMLParseError([second.range[0], second.range[1]], 'MULTIPLE_DOCS', ''));
      return document as Document.Parsed;
    });
  } catch (error) {
    throw new PolicyError([`${file}: ${plain(error)}`]);
  }
}

function toData(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    throw new PolicyError([`${file}: ${plain(error)}`]);
  }
}

/** What is wrong, without the advice that the library gives to programmers. */
function plain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof RangeError || error.message.startsWith('Maximum call stack'))
    return 'is nested too deeply';
  if ('code' in error && error.code === 'MULTIPLE_DOCS')
    return 'a second document begins here; a policy is one';
  if ('code' in error && error.code === 'TAB_AS_INDENT')
    return 'a tab indents this line, and YAML takes blanks only; write blanks, or: expand -t 2 FILE';
  return error.message.split('\n', 1)[0] ?? '';
}

/** Keys that are there twice, are not text, or would reach an object's prototype. */
function keyProblems(document: Document.Parsed, line: (offset?: number) => number): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Map<string, number>();
      for (const { key } of map.items) {
        const place = line(isNode(key) ? key.range?.[0] : 0);
        if (!isScalar(key)) {
          problems.push({ line: place, text: 'a key must be text' });
          continue;
        }
        const name = String(key.value);
        const first = seen.get(name);
        if (first !== undefined)
          problems.push({ line: place, text: `${name}: is there already in line ${first}` });
        else if (name in Object.prototype) problems.push({ line: place, text: `${name}: unknown key` });
        seen.set(name, first ?? place);
      }
    },
  });
  return problems;
}

function dotted(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}
