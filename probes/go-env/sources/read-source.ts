/** What a Go file needs beside itself. */
export interface GoSource {
  readonly path: string;
  /** Import paths. */
  readonly imports: readonly string[];
  /** What stands behind `//go:embed`, but for quoted words and for patterns with more than `*`. */
  readonly embeds: readonly Embed[];
}

export interface Embed {
  readonly pattern: string;
  /** `all:` stands before it. */
  readonly all: boolean;
}

const SPACE = /[\s;]*/y;
const LINE_COMMENT = /\/\/[^\n]*/y;
const WORD = /[\p{L}_][\p{L}\p{N}_]*|\.(?=[\s"`])/uy;
const STRING = /"([^"\\\n]*)"|`([^`]*)`/y;

/**
 * The imports at the beginning of a file (go/parser, ImportsOnly). Null where it is behind a build constraint, so that nobody can tell
 * whether it counts, or is none that can be read.
 */
export function readSource(path: string, text: string): GoSource | null {
  if (/^\/\/(?:go:build|[ \t]*\+build)\b/m.test(text)) return null;
  const scan = new Scanner(text);
  if (scan.word() !== 'package' || scan.word() === null) return null;
  const imports: string[] = [];
  while (scan.peek('import')) {
    scan.word();
    const many = scan.take('(');
    do {
      if (many && scan.take(')')) break;
      scan.word();
      const name = scan.string();
      if (name === null) return null;
      imports.push(name);
    } while (many);
  }
  return { path, imports, embeds: imports.includes('embed') ? embedsIn(text) : [] };
}

function embedsIn(text: string): readonly Embed[] {
  const lines = [...text.matchAll(/^[ \t]*\/\/go:embed[ \t]+([^\n]*)/gm)];
  return lines
    .flatMap(([, rest = '']) => rest.trim().split(/[ \t]+/))
    .map((word) => ({ pattern: word.replace(/^all:/, ''), all: word.startsWith('all:') }))
    .filter(({ pattern }) => /^[\w@*][\w.@/*-]*$/.test(pattern));
}

/** Goes from one token to the next, over blanks and comments. */
class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.startsWith('\ufeff') ? text.slice(1) : text;
  }

  word(): string | null {
    return this.#next(WORD)?.[0] ?? null;
  }

  string(): string | null {
    const found = this.#next(STRING);
    return found === null ? null : (found[1] ?? found[2] ?? null);
  }

  peek(word: string): boolean {
    const at = this.#at;
    const is = this.word() === word;
    this.#at = at;
    return is;
  }

  take(sign: string): boolean {
    this.#blanks();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #next(form: RegExp): RegExpExecArray | null {
    this.#blanks();
    return this.#match(form);
  }

  #blanks(): void {
    this.#match(SPACE);
    while (this.#match(LINE_COMMENT) !== null || this.#blockComment()) this.#match(SPACE);
  }

  #blockComment(): boolean {
    if (!this.#text.startsWith('/*', this.#at)) return false;
    const end = this.#text.indexOf('*/', this.#at + 2);
    this.#at = end < 0 ? this.#text.length : end + 2;
    return true;
  }

  #match(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.#at;
    const found = form.exec(this.#text);
    if (found !== null) this.#at = form.lastIndex;
    return found;
  }
}
