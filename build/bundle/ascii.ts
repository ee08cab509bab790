/** One letter beyond Latin-1 or ASCII, be it in a comment, and V8 holds and reads the whole script in UTF-16. */
export function ascii(script: string): string {
  return script.replace(
    /[^\x00-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
