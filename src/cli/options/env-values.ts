/** A line or word that says nothing about a variable; in words why. */
export class NotAnAssignment extends Error {
  readonly line: number | null;
  readonly why: string;

  constructor(text: string, line: number | null, why = 'is not KEY=VALUE') {
    super(text);
    this.line = line;
    this.why = why;
  }
}

/** A variable of a file, and where it stands. */
export interface Assignment {
  readonly name: string;
  /** Null: the name stands alone. */
  readonly value: string | null;
  /** From 1 on. */
  readonly line: number;
}

const ASSIGNMENT = /^([^=\s]+)=(.*)$/s;

/** `KEY=VALUE`; nothing is unquoted. */
export function parseAssignment(text: string): readonly [string, string] {
  const [, key, value] = ASSIGNMENT.exec(text) ?? [];
  if (key === undefined || value === undefined) throw new NotAnAssignment(text, null);
  return [key, value];
}

/** What Go's unicode.IsSpace holds for a blank, but for the end of a line. */
const BLANKS = /^[\t\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * A file of KEY=VALUE lines as `docker run --env-file` takes it (docker/cli, pkg/kvfile): blanks before a name and
 * empty lines are passed over, so are comments, which are whole lines; nothing is unquoted, and blanks at the end
 * belong to the value. Lines of a Dockerfile (`ENV A=b C="d e"`) and of a shell (`export A=b`), which Docker refuses
 * for the blank in the name, may stand there too; theirs are unquoted.
 *
 * @throws NotAnAssignment
 */
export function parseEnvironmentFile(text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  for (const [index, source] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    const line = index + 1;
    const statement = source.replace(/\r$/, '').replace(BLANKS, '');
    if (statement === '' || statement.startsWith('#')) continue;
    found.push(...assignmentsOf(statement, line));
  }
  return found;
}

function assignmentsOf(statement: string, line: number): readonly Assignment[] {
  const at = statement.indexOf('=');
  const name = at < 0 ? statement : statement.slice(0, at);
  const [, words] = /^(?:ENV|export)[ \t]+(.*)$/is.exec(statement) ?? [];
  if (words !== undefined && /[ \t]/.test(name)) return shellWords(words).map((word) => ofWord(word, line));
  if (/[ \t]/.test(name))
    throw new NotAnAssignment(statement, line, 'has a blank in the name, which Docker refuses');
  if (name === '') throw new NotAnAssignment(statement, line, 'has no name before =');
  return [{ name, value: at < 0 ? null : statement.slice(at + 1), line }];
}

function ofWord(word: string, line: number): Assignment {
  const [, name, value] = ASSIGNMENT.exec(word) ?? [];
  if (name === undefined || value === undefined) throw new NotAnAssignment(word, line);
  return { name, value, line };
}

/** Words with '…', "…" and \ taken off, in so far as a Dockerfile knows them. */
function shellWords(text: string): readonly string[] {
  const words = text.match(/(?:"(?:[^"\\]|\\(?:.|$))*(?:"|$)|'[^']*'|\\.|[^\s"'\\])+/gs) ?? [];
  return words.map((word) =>
    word.replace(/"((?:[^"\\]|\\(?:.|$))*)(?:"|$)|'([^']*)'|\\(.)/gs, (_, double, single, escaped) =>
      double === undefined ? (single ?? escaped) : double.replace(/\\(["\\$])/g, '$1'),
    ),
  );
}
