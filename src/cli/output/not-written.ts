import { NotAnswered } from '../../target/io.ts';
import { reasonText } from '../../verdict/reasons.ts';
import { UsageError } from '../options/usage-error.ts';

/** What is said of --output. */
export async function notWritten(output: string | null, error: unknown): Promise<UsageError> {
  return new UsageError(
    `--output: ${JSON.stringify(output)} cannot be written: ${await whyNotWritten(error)}`,
  );
}

/** Why a file could not be written: an errno name, or who did not answer. */
export async function whyNotWritten(error: unknown): Promise<string> {
  if (error instanceof NotAnswered) return reasonText(error.why);
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
