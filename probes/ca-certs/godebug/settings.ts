/**
 * Whether GODEBUG lets Go read certificates with a negative serial number, which it refuses since 1.23. Of several
 * settings of one key the last counts (internal/godebug).
 */
export function takesNegativeSerials(godebug: string | undefined): boolean {
  const settings = (godebug ?? '').split(',').filter((setting) => setting.startsWith(`${KEY}=`));
  return settings.at(-1)?.split('#', 1)[0] === `${KEY}=1`;
}

export const KEY = 'x509negativeserial';

/** The setting beside those that are there already. */
export function withNegativeSerials(godebug: string | null): string {
  const others = (godebug ?? '')
    .split(',')
    .filter((setting) => setting !== '' && !setting.startsWith(`${KEY}=`));
  return [...others, `${KEY}=1`].join(',');
}
