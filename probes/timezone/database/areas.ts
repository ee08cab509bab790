/** How the table abbreviates areas: no zone name begins with one of these. */
export const AREAS: Readonly<Record<string, string>> = {
  '@': 'America/',
  '^': 'Africa/',
  '*': 'Asia/',
  '%': 'Europe/',
  '~': 'Pacific/',
  '!': 'Antarctica/',
  '&': 'Australia/',
  '=': 'Atlantic/',
  '#': 'Indian/',
};

/** The whole name. */
export function spelledOut(name: string): string {
  const area = AREAS[name.charAt(0)];
  return area === undefined ? name : area + name.slice(1);
}
