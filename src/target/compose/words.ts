/** The words of a command as Compose parts them: like a shell, without expansion. Null where a quote does not end. */
export function shellWords(text: string): readonly string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const one = text[at] ?? '';
    if (quote === "'") {
      if (one === quote) quote = null;
      else word += one;
    } else if (one === '\\' && at + 1 < text.length) {
      const next = text[++at] ?? '';
      const isKept = quote === '"' && !/["\\$`\n]/.test(next);
      word = `${word ?? ''}${isKept ? one : ''}${next}`;
    } else if (quote === '"') {
      if (one === quote) quote = null;
      else word += one;
    } else if (one === "'" || one === '"') {
      quote = one;
      word ??= '';
    } else if (/\s/.test(one)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = `${word ?? ''}${one}`;
  }
  if (quote !== null) return null;
  return word === null ? words : [...words, word];
}
