import { redact } from '../redact/redact.ts';
import { visible } from './visible.ts';

/** Text of unknown origin as one line that may be shown: no secret in it, and nothing that steers a terminal. */
export function safe(text: string): string {
  return visible(redact(text));
}
