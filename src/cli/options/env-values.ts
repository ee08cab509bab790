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
 * belong to the value. Lines of a Dockerfile (`ENV A=b C="d e"`, `ENV A b`, with those that go on behind a \) and of a shell (`export A=b`), which Docker refuses
 * for the blank in the name, may stand there too; theirs are unquoted.
 *
 * @throws NotAnAssignment
 */
export function parseEnvironmentFile(text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  const lines = text.replace(/^\ufeff/, '').split('\n');
  for (let at = 0; at < lines.length; ) {
    const line = at + 1;
    const statement = bare(lines[at++]);
    if (isEmpty(statement)) continue;
    if (!INSTRUCTION.test(statement)) {
      found.push(...assignmentsOf(statement, line));
      continue;
    }
    const parts = [statement];
    while (CONTINUED.test(parts.at(-1) ?? '') && at < lines.length) {
      const next = bare(lines[at++]);
      // Within an instruction docker build passes these over as well.
      if (!isEmpty(next)) parts.push(next);
    }
    found.push(...instructed(parts.map((part) => part.replace(CONTINUED, ' ')).join(''), line));
  }
  return found;
}

/** A line of a Dockerfile or of a shell; one of Docker's has no blank before the =. */
const INSTRUCTION = /^(?:ENV|export)[ \t](?![ \t]*=)/i;
/** The next line belongs to it. */
const CONTINUED = /(?<!\\)\\[ \t]*$/;

function bare(line = ''): string {
  return line.replace(/\r$/, '').replace(BLANKS, '');
}

function isEmpty(statement: string): boolean {
  return statement === '' || statement.startsWith('#');
}

/** `ENV A=b C="d e"`, or `ENV A b c`, which has one variable: all behind the name is its value. */
function instructed(statement: string, line: number): readonly Assignment[] {
  const [, instruction = '', text = ''] = /^(\w+)[ \t]+(.*)$/s.exec(statement) ?? [];
  const [, name = '', value = ''] = /^([^\s=]+)[ \t]+(\S.*)$/s.exec(text) ?? [];
  if (instruction.toUpperCase() !== 'ENV' || name === '')
    return shellWords(text).map((word) => ofWord(word, line));
  return [{ name, value: unquoted(value.trimEnd()), line }];
}

function assignmentsOf(statement: string, line: number): readonly Assignment[] {
  const at = statement.indexOf('=');
  const name = at < 0 ? statement : statement.slice(0, at);
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
  return words.map(unquoted);
}

function unquoted(text: string): string {
  return text.replace(/"((?:[^"\\]|\\(?:.|$))*)(?:"|$)|'([^']*)'|\\(.)/gs, (_, double, single, escaped) =>
    double === undefined ? (single ?? escaped) : double.replace(/\\(["\\$])/g, '$1'),
  );
}
