/**
 * The value of a text that is JSON in its plain form; undefined for everything else, of which the YAML
 * parser will say what it is. Plain means that writing the value gives the same text again, blanks aside:
 * that no key is there twice, which JSON.parse would not notice.
 */
export function readJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  let hostile = false;
  let value: unknown;
  try {
    value = JSON.parse(text, (key, item: unknown) => {
      // Keys such as __proto__ and constructor.
      if (key !== '' && key in Object.prototype) hostile = true;
      return item;
    });
  } catch {
    return undefined;
  }
  return !hostile && JSON.stringify(value) === withoutBlanks(text) ? value : undefined;
}

function withoutBlanks(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*"?)|\s+/g, '$1');
}
