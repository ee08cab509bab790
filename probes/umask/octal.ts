/** `18` → `"0022"`. */
export function octal(mask: number): string {
  return mask.toString(8).padStart(4, '0');
}

/** `22`, `022`, `0022`, `0o22` → 18; null where it is none. */
export function parseOctal(text: string): number | null {
  return /^(?:0o)?[0-7]{1,4}$/.test(text) ? Number.parseInt(text.replace('0o', ''), 8) : null;
}

/** The octal digits of a umask (`22`, `022`, `0022`, `0o022`) in their usual form, `0022`; null for anything else. */
export function normalUmask(text: string): string | null {
  const digits = /^(?:0o)?0{0,3}([0-7]{1,3})$/.exec(text)?.[1];
  return digits === undefined ? null : digits.padStart(4, '0');
}
