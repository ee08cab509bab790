import { NotAnswered } from '../../target/io.ts';
import { reasonText } from '../../verdict/reasons.ts';

/** Why a file could not be written: an errno name, or who did not answer. */
export async function whyNotWritten(error: unknown): Promise<string> {
  if (error instanceof NotAnswered) return reasonText(error.why);
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
