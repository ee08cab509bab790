import { REDACTED } from './redact.ts';

/** A text without values that nobody may see, as far as they are no everyday words. */
export function without(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (left, secret) => (secret === '' || EVERYDAY.test(secret) ? left : left.replaceAll(secret, REDACTED)),
    text,
  );
}

/** What stands for itself in any text: to take it out would hide nothing and spoil all. */
const EVERYDAY = /^(?:[a-z]{1,3}|\d{1,3}|true|false|null|none)$/i;
