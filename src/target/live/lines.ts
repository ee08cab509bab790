/** Lines of a text that comes in pieces; those without a word are passed over. Of a new piece alone is asked where a line ends. */
export class Lines {
  readonly #heard: (line: string) => void;
  #begun: string[] = [];
  /** Letters of the line that has not ended yet. */
  waiting = 0;

  constructor(heard: (line: string) => void) {
    this.#heard = heard;
  }

  take(piece: string): void {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      this.#begun.push(piece.slice(from, end));
      from = end + 1;
      const line = this.#begun.join('');
      this.#begun = [];
      this.waiting = 0;
      if (line !== '') this.#heard(line);
    }
    if (from === piece.length) return;
    this.#begun.push(piece.slice(from));
    this.waiting += piece.length - from;
  }
}
