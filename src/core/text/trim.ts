/**
 * The text without the characters of `cut` at its end. A regular expression such as `/[ \t]+$/` would begin
 * anew at each of them wherever they stand, and take the square of their number.
 */
export function trimEndOf(text: string, cut: string): string {
  let end = text.length;
  while (end > 0 && cut.includes(text.charAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}

/** The text without the characters of `cut` at its beginning. */
export function trimStartOf(text: string, cut: string): string {
  let start = 0;
  while (start < text.length && cut.includes(text.charAt(start))) start++;
  return start === 0 ? text : text.slice(start);
}
