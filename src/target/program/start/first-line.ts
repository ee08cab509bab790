/** What the kernel makes of the first line of a script (fs/binfmt_script.c). */
export type FirstLine =
  | { readonly kind: 'interpreter'; readonly interpreter: string; readonly argument: string | null }
  | { readonly kind: 'empty' }
  /** The interpreter does not end within what the kernel reads. */
  | { readonly kind: 'too-long' };

/** BINPRM_BUF_SIZE: as much of a file as the kernel looks at. */
const KERNEL_READS = 256;

/** @param head a file that begins with `#!`; at least its first 256 bytes */
export function firstLine(head: Buffer): FirstLine {
  const seen = head.toString('latin1', 2, KERNEL_READS);
  const end = seen.indexOf('\n');
  // What is shorter has zero bytes behind it.
  const isCut = end < 0 && head.length >= KERNEL_READS;
  const [line = ''] = (end < 0 ? seen : seen.slice(0, end)).split('\0', 1);
  const [, interpreter, rest = ''] = /^[ \t]*([^ \t]+)(.*)$/s.exec(line) ?? [];
  if (interpreter === undefined) return { kind: 'empty' };
  if (isCut && rest === '' && !seen.includes('\0')) return { kind: 'too-long' };
  const trimmed = blanksOff(rest);
  return { kind: 'interpreter', interpreter, argument: trimmed === '' ? null : trimmed };
}

/** What env(1) is to look for on PATH when a first line has it as its one argument; null where it is not known. */
export function sought(argument: string): string | null {
  if (!argument.startsWith('-')) return argument;
  const option = /^(?:-[iv]?S|--split-string=)/.exec(argument)?.[0];
  const words = option === undefined ? undefined : argument.slice(option.length);
  if (words === undefined || /[\\"'$#]/.test(words)) return null;
  return (
    words.split(/[ \t]+/).find((word) => !/^\w+=/.test(word) && word !== '' && !word.startsWith('-')) ?? null
  );
}

function blanksOff(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && ' \t'.includes(text.charAt(start))) start++;
  while (end > start && ' \t'.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
