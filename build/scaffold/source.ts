import ts from 'typescript';

/** The text of one source file, and where in it something is to be added. */
export class Source {
  readonly #text: string;
  readonly #file: ts.SourceFile;
  readonly #insertions: { readonly at: number; readonly text: string }[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#file = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  }

  /** The text with all that was added. */
  get text(): string {
    const byPlace = [...this.#insertions].sort((a, b) => b.at - a.at);
    return byPlace.reduce(
      (text, { at, text: more }) => text.slice(0, at) + more + text.slice(at),
      this.#text,
    );
  }

  /** An import in front of all others; the formatter knows their order. */
  import(names: string, from: string): void {
    const there = this.#find(
      (node): node is ts.ImportSpecifier =>
        ts.isImportSpecifier(node) && node.name.text === names.replace('type ', ''),
    );
    if (there === undefined) this.#insertions.push({ at: 0, text: `import { ${names} } from '${from}';\n` });
  }

  /** Adds an element to the end of the list, or an entry to the end of the object, that this variable is. */
  appendTo(variable: string, text: string): void {
    const declared = this.#find(
      (node): node is ts.VariableDeclaration =>
        ts.isVariableDeclaration(node) && node.name.getText() === variable,
    );
    this.#append(literalOf(declared?.initializer), text, variable);
  }

  /** The same for the last argument of the call of this function, or the variable that it is. */
  appendToArgument(call: string, text: string): void {
    const found = this.#find(
      (node): node is ts.CallExpression => ts.isCallExpression(node) && node.expression.getText() === call,
    );
    const argument = found?.arguments.at(-1);
    if (argument !== undefined && ts.isIdentifier(argument)) this.appendTo(argument.text, text);
    else this.#append(literalOf(argument), text, call);
  }

  /** Replaces the value of the property by what `change` makes of it. */
  changeProperty(name: string, change: (value: string) => string): string {
    const property = this.#find(
      (node): node is ts.ObjectLiteralElementLike =>
        (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) &&
        node.name.getText() === name,
    );
    if (property === undefined) throw new Error(`no property ${name}`);
    const value = ts.isPropertyAssignment(property) ? property.initializer.getText() : name;
    const changed = `${name}: ${change(value)}`;
    const text = this.text;
    if (text !== this.#text) throw new Error('properties are changed first');
    return text.slice(0, property.getStart()) + changed + text.slice(property.getEnd());
  }

  /** How many parameters the function has. */
  countOf(name: string): number {
    return this.#function(name)?.parameters.length ?? 0;
  }

  /** The type of the function's first parameter, and the module that it is imported from. */
  parameterOf(name: string): { readonly type: string; readonly from: string } {
    const type = this.#function(name)?.parameters[0]?.type?.getText() ?? '';
    const imported = this.#find(
      (node): node is ts.ImportDeclaration =>
        ts.isImportDeclaration(node) && new RegExp(`\\b${type}\\b`).test(node.importClause?.getText() ?? ''),
    );
    if (type === '' || imported === undefined) throw new Error(`no function ${name} with a typed parameter`);
    return { type, from: (imported.moduleSpecifier as ts.StringLiteral).text };
  }

  #function(name: string): ts.FunctionDeclaration | undefined {
    return this.#find(
      (node): node is ts.FunctionDeclaration => ts.isFunctionDeclaration(node) && node.name?.text === name,
    );
  }

  #append(
    literal: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression | null,
    text: string,
    what: string,
  ) {
    if (literal === null) throw new Error(`${what} has no list or object`);
    const entries = ts.isArrayLiteralExpression(literal) ? literal.elements : literal.properties;
    const last = entries.at(-1)?.getEnd() ?? literal.getStart() + 1;
    this.#insertions.push({ at: last, text: `${entries.length > 0 ? ',' : ''}\n${text}` });
  }

  #find<N extends ts.Node>(test: (node: ts.Node) => node is N): N | undefined {
    const visit = (node: ts.Node): N | undefined =>
      test(node) ? node : ts.forEachChild(node, (child) => visit(child));
    return visit(this.#file);
  }
}

/** The object or list behind `as const` and `satisfies`. */
function literalOf(
  node: ts.Expression | undefined,
): ts.ObjectLiteralExpression | ts.ArrayLiteralExpression | null {
  if (node === undefined) return null;
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) return node;
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? literalOf(node.expression) : null;
}
