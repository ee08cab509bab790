import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * The same program, in which V8 compiles the functions of a healthy run when it first reads them. It reads
 * any other function only to find its end, and a second time when it is called. A function in parentheses
 * is one that V8 expects to be called at once (a heuristic of its parser, older than Node).
 */
export function compileAtOnce(program: string): string {
  const called = new Set(calledFunctions(program));
  const file = ts.createSourceFile('program.js', program, ts.ScriptTarget.Latest, true);
  const found = declarations(file).filter(({ start }) => called.has(start));
  if (found.length === 0) throw new Error('the rehearsal called no function of the program');
  const slice = slicer(program, calledExpressions(file, called));
  const [first] = found;
  const rest: string[] = [];
  let at = first?.block ?? 0;
  for (const { start, end } of found) {
    rest.push(slice(at, start));
    at = end;
  }
  // Declarations are hoisted to the beginning of their block: so are these.
  const hoisted = found.map(({ name, start, end }) => `${name}=(${slice(start, end)})`);
  return `${slice(0, first?.block)}let ${hoisted.join(',')};${rest.join('')}${slice(at)}`;
}

interface Declaration {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where the block that it stands in begins, behind the brace. */
  readonly block: number;
}

/** The functions that are declared in the program's own block, in order. */
function declarations(file: ts.SourceFile): readonly Declaration[] {
  const block = file.statements.find(ts.isBlock);
  if (block === undefined) throw new Error('the program stands in no block');
  return block.statements.filter(ts.isFunctionDeclaration).map((statement) => ({
    name: statement.name?.text ?? '',
    start: statement.getStart(file),
    end: statement.getEnd(),
    block: block.getStart(file) + 1,
  }));
}

/** Where functions that are expressions, and are called, begin and end. */
interface Expressions {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function calledExpressions(file: ts.SourceFile, called: ReadonlySet<number>): Expressions {
  const starts: number[] = [];
  const ends: number[] = [];
  const visit = (node: ts.Node): void => {
    const start = node.getStart(file);
    const expression = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
    if (expression && called.has(start) && !ts.isParenthesizedExpression(node.parent)) {
      starts.push(start);
      ends.push(node.getEnd());
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { starts, ends };
}

/** `String.slice` of the text with these expressions in parentheses, by the offsets of the text without. */
function slicer(text: string, { starts, ends }: Expressions): (start: number, end?: number) => string {
  return (start, end = text.length) => {
    const inside = [
      ...starts.filter((at) => at >= start && at < end).map((at) => ({ at, parenthesis: '(' })),
      ...ends.filter((at) => at > start && at <= end).map((at) => ({ at, parenthesis: ')' })),
    ].sort((a, b) => a.at - b.at);
    let result = '';
    let from = start;
    for (const { at, parenthesis } of inside) {
      result += text.slice(from, at) + parenthesis;
      from = at;
    }
    return result + text.slice(from, end);
  };
}

/** What keeps the program from being built, in words for who changed it. */
export class BuildProblem extends Error {}

/** Where the functions begin that a healthy run calls. */
function calledFunctions(program: string): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'probe-env-build-'));
  try {
    const [bundle, stage, result] = ['bundle.cjs', 'stage', 'called.json'].map((name) => join(folder, name));
    writeFileSync(String(bundle), program, 'latin1');
    const script = join(import.meta.dirname, '../rehearsal/called.ts');
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', script, String(bundle), String(stage), String(result)],
      { env: { PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
    );
    if (status !== 0) throw new BuildProblem(stderr.trim());
    return JSON.parse(readFileSync(String(result), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
