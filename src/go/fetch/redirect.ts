/** More of them are no answer (net/http, and cmd/go/internal/web after it). */
export const MAX_REDIRECTS = 10;

/**
 * Where an answer leads on to (net/http, redirectBehavior); null where it is the last one, as where it names no place.
 *
 * @param from the URL that was asked
 */
export function redirectOf(status: number, location: string | undefined, from: string): string | null {
  if (![301, 302, 303, 307, 308].includes(status) || !location) return null;
  return URL.canParse(location, from) ? new URL(location, from).href : null;
}

/** Whether credentials of the first URL are sent to another one: to the same host and to those below it. */
export function keepsCredentials(first: string, next: string): boolean {
  const [parent, sub] = [new URL(first).hostname, new URL(next).hostname];
  return sub === parent || (!sub.includes(':') && sub.endsWith(`.${parent}`));
}
