/** Far more levels than any document that is read here has. */
const MAX_DEPTH = 1000;

/** What is said of it, behind its name. */
export const TOO_DEEP = 'is nested too deeply';

const [QUOTE, BACKSLASH, ESCAPED] = [0x22, 0x5c, 2];

/**
 * JSON that somebody else wrote. V8 takes 50 bytes for each level, and is not to be interrupted in it: millions of
 * openings would take the memory of this container.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(TOO_DEEP);
  return JSON.parse(text);
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (isText) {
      if (sign === BACKSLASH) i += ESCAPED - 1;
      else if (sign === QUOTE) isText = false;
    } else if (sign === QUOTE) isText = true;
    // [ and {, and their ends: two behind each.
    else if ((sign & ~0x20) === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if ((sign & ~0x20) === 0x5d) depth--;
  }
  return false;
}
