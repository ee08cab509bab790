/** Width that documents for people keep, columns. */
export const WIDTH = 100;

/** Breaks each line at blanks so that it keeps the width; a word that is longer stays whole. */
export function wrap(text: string, width = WIDTH): string {
  return text
    .split('\n')
    .map((line) => (line.length <= width ? line : fill(line, width)))
    .join('\n');
}

function fill(line: string, width: number): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].join('\n');
}

/** Puts `first` before the first line and `rest` before the others. */
export function hang(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, i) => (i === 0 ? first : rest) + line)
    .join('\n');
}
