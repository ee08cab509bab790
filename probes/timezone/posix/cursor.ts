/** Reads a TZ string from its beginning to its end; what one reader takes and another refuses is said by those who extend it. */
export class Cursor {
  readonly #text: string;
  protected at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.at >= this.#text.length;
  }

  get moved(): boolean {
    return this.at > 0;
  }

  /** The next character; empty at the end. */
  get peek(): string {
    return this.#text.charAt(this.at);
  }

  eat(character: string): boolean {
    if (this.peek !== character) return false;
    this.at++;
    return true;
  }

  protected sign(): 1 | -1 {
    if (this.eat('-')) return -1;
    this.eat('+');
    return 1;
  }

  /** What the first group of the expression (sticky, flag `y`) holds; null where it does not match here. */
  protected match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    if (found === null) return null;
    this.at = pattern.lastIndex;
    return found[1] ?? '';
  }
}
