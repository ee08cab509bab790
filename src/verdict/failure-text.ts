import type { FsFailure } from '../target/file.ts';
import { IGNORANCE, SILENCES } from './unseen.ts';

/** Why a file could not be read: its code, or who did not answer. */
export function failureText({ code, why }: FsFailure): string {
  if (why === undefined) return code;
  const sentences: Readonly<Record<string, (data: never) => string>> = { ...SILENCES, ...IGNORANCE };
  return sentences[why.code]?.(why.data as never) ?? code;
}
