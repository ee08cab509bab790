/** Words apart by blanks, as strings.Fields gives them. */
export function fields(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Words may be quoted as a whole by ' or "; there is no escape (cmd/internal/quoted). */
export function splitQuoted(text: string): { readonly words: readonly string[]; readonly open: boolean } {
  const words: string[] = [];
  const next = /\s*(?:"([^"]*)"|'([^']*)'|(?!["'])(\S+)|(["']))/y;
  for (let found = next.exec(text); found !== null; found = next.exec(text)) {
    const [, double, single, bare, open] = found;
    if (open !== undefined) return { words, open: true };
    words.push(double ?? single ?? bare ?? '');
  }
  return { words, open: false };
}
