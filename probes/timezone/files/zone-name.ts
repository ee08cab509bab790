/** Files in a zoneinfo directory that are settings, not zones. */
export const NOT_A_ZONE: ReadonlySet<string> = new Set(['posixrules', 'localtime']);

/**
 * The zone name in a path such as `../usr/share/zoneinfo/posix/Asia/Tokyo`: what follows the first
 * `/zoneinfo/`, without the folders of the two leap-second variants. Null where there is no such part.
 */
export function nameInPath(path: string): string | null {
  const marker = '/zoneinfo/';
  const at = path.indexOf(marker);
  const name = at < 0 ? '' : withoutVariant(path.slice(at + marker.length));
  return name === '' ? null : name;
}

export function withoutVariant(name: string): string {
  return name.replace(/^(?:posix|right)\//, '');
}

/** Names of UTC itself in the database, GMT among them: their clocks never differ. */
export const UTC_NAMES: ReadonlySet<string> = new Set(
  'UTC UCT GMT GMT0 GMT+0 GMT-0 Greenwich Universal Zulu'.split(' ').flatMap((n) => [n, `Etc/${n}`]),
);

export function isUtcName(name: string): boolean {
  return UTC_NAMES.has(name);
}

/** What the name of a zone can look like: letters, digits and `_+-` in parts between slashes. */
export function looksLikeZone(name: string): boolean {
  return /^[A-Za-z][\w+-]*(?:\/[\w+-]+)+$|^[A-Z]{3,}\d?$|^[A-Z][a-z]+$/.test(name);
}

/**
 * Name of a time zone by its form (theory.html of the tz database): parts of letters, digits, `_`,
 * `+` and `-`, joined by slashes. Whether such a zone exists only the container's tz database can say.
 */
export const ZONE_NAME = /^(?=.{1,64}$)[A-Za-z][\w+-]*(?:\/[A-Za-z][\w+-]*)*$/;
