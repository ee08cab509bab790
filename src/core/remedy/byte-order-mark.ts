import { quote } from './quote.ts';

/**
 * Takes the byte order mark off the beginning of a file. It is three bytes; sed of busybox knows none by its number. The file
 * stays the same one, with its mode and owner.
 */
export function withoutMark(path: string): string {
  const [file, rest] = [quote(path), quote(`${path}.new`)];
  return `tail -c +4 ${file} >${rest} && cat ${rest} >${file} && rm ${rest}`;
}
