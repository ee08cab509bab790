/** `18` → `"0022"`. */
export function octal(mask: number): string {
  return mask.toString(8).padStart(4, '0');
}

/** `22`, `022`, `0022`, `0o22` → 18; null where it is none. */
export function parseOctal(text: string): number | null {
  return /^(?:0o)?[0-7]{1,4}$/.test(text) ? Number.parseInt(text.replace('0o', ''), 8) : null;
}
