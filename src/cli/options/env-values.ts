/** A line or word that is no KEY=VALUE. */
export class NotAnAssignment extends Error {
  readonly line: number | null;

  constructor(text: string, line: number | null) {
    super(text);
    this.line = line;
  }
}

const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s;

/** `KEY=VALUE`; nothing is unquoted. */
export function parseAssignment(text: string): readonly [string, string] {
  const [, key, value] = ASSIGNMENT.exec(text) ?? [];
  if (key === undefined || value === undefined) throw new NotAnAssignment(text, null);
  return [key, value];
}

/**
 * A file of KEY=VALUE lines as `docker run --env-file` takes it: comments and empty lines, nothing is
 * unquoted. Lines of a Dockerfile (`ENV A=b C="d e"`) and of a shell (`export A=b`) may stand there too;
 * theirs are unquoted.
 */
export function parseEnvironmentFile(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [index, source] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = source.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, statement] = /^(?:ENV|export)\s+(.*)$/is.exec(line) ?? [];
    for (const word of statement === undefined ? [source] : shellWords(statement)) {
      const [, key, value] = ASSIGNMENT.exec(word) ?? [];
      if (key === undefined || value === undefined) throw new NotAnAssignment(line, index + 1);
      found[key] = value;
    }
  }
  return found;
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
