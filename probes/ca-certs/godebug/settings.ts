export const KEY = 'x509negativeserial';

/**
 * The settings of GODEBUG as Go reads them (internal/godebug): the last of one key counts, nothing is trimmed, and
 * what stands behind `#` is not part of the value.
 */
export function settingsOf(godebug: string): ReadonlyMap<string, string> {
  const pairs = godebug.split(',').flatMap((setting): [string, string][] => {
    const at = setting.indexOf('=');
    return at < 0 ? [] : [[setting.slice(0, at), setting.slice(at + 1).split('#', 1)[0] ?? '']];
  });
  return new Map(pairs);
}

/**
 * Whether GODEBUG lets Go read certificates with a negative serial number, which it refuses since 1.23; null where
 * it does not say.
 */
export function takesNegativeSerials(godebug: string | undefined): boolean | null {
  const value = settingsOf(godebug ?? '').get(KEY);
  return value === undefined ? null : value === '1';
}
