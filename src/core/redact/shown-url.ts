import { redact } from './redact.ts';

/** A URL as it may be shown: without its query, which signs for object storage and may hold any name, and its fragment. */
export function shownUrl(url: string): string {
  const end = url.search(/[?#]/);
  if (end < 0) return redact(url);
  return `${redact(url.slice(0, end))}${url.charAt(end) === '?' ? '?…' : ''}`;
}
