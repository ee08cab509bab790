import { hang } from '../../core/text/wrap.ts';

/** Longer names of variables push their values to the right. */
export const NAME_MAX = 30;

/** A name and what is said of it; a name that is too long for its column has a line of its own. */
export function beside(name: string, said: string, column: number, width: number): string {
  const indent = ' '.repeat(column + 4);
  const first = name.length > column - 2 ? `    ${name}\n${indent}` : `    ${name.padEnd(column)}`;
  return hang(broken(said, width - indent.length), first, indent);
}

/** Lists are broken behind their commas and colons, anything else where the line ends. */
function broken(text: string, width: number): string {
  const room = Math.max(width, 20);
  const lines: string[] = [];
  let left = text;
  while (left.length > room) {
    const behind = Math.max(...[':', ',', ' ', ';'].map((sign) => left.lastIndexOf(sign, room - 1))) + 1;
    const at = behind > room / 2 ? behind : room;
    lines.push(left.slice(0, at).trimEnd());
    left = left.slice(at);
  }
  return [...lines, left].join('\n');
}
