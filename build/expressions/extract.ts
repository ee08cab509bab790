import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A regular expression of the source. */
export interface Expression {
  /** `src/core/x.ts:12`. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** The expressions of a TypeScript file, literals and `new RegExp(…)` alike. */
export function expressionsOf(path: string, text = readFileSync(path, 'utf8')): readonly Expression[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const constants = constantsOf(file);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    const place = () => `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ place: place(), source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') {
      const [source, flags] = node.arguments ?? [];
      found.push({
        place: place(),
        source: source === undefined ? '' : textOf(source, constants),
        flags: flags === undefined ? '' : textOf(flags, constants),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

type Constants = ReadonlyMap<string, ts.Expression>;

function constantsOf(file: ts.SourceFile): Constants {
  const found = new Map<string, ts.Expression>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer !== undefined) found.set(name.getText(), initializer);
    }
  }
  return found;
}

/** A text that stands in the file. What comes from elsewhere in a template is taken for a word. */
function textOf(node: ts.Expression, constants: Constants): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(
      ({ expression, literal }) => textOf(expression, constants) + literal.text,
    );
    return node.head.text + spans.join('');
  }
  const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
  if (constant !== undefined) return textOf(constant, constants);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    return textOf(node.expression.expression, constants);
  }
  return 'word';
}
