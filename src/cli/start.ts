import type { StartFailure } from '../target/program/program.ts';
import { reasonText } from '../verdict/reasons.ts';
import { RUN_EXIT } from '../verdict/verdict.ts';

/** What to tell of a command that did not start; the message goes on after its path. */
export async function explainStart(
  cause: StartFailure,
): Promise<{ readonly code: number; readonly message: string }> {
  const code = cause.code === 'file-missing' ? RUN_EXIT.notFound : RUN_EXIT.cannotInvoke;
  return { code, message: await messageOf(cause) };
}

async function messageOf(cause: StartFailure): Promise<string> {
  switch (cause.code) {
    case 'file-missing':
      return 'does not exist';
    case 'cwd-missing':
      return 'cannot start in a working directory that does not exist';
    case 'not-permitted':
      return 'may not be executed: no x bit for this user, a directory without it, or a noexec mount';
    case 'loader-missing':
      return `needs the dynamic loader ${JSON.stringify(cause.loader)}, which is not in this image: it was built for another libc`;
    case 'interpreter-missing':
      return `is a script for ${JSON.stringify(cause.interpreter)}, which is not in this image`;
    case 'wrong-architecture':
      return `is a program for ${cause.machine}: build or pull the image for this machine's architecture`;
    case 'not-a-program':
      return 'is neither an ELF program nor a script with a #! line';
    case 'no-resources':
      return `could not be started: too few resources (${cause.errno}): raise the pids or memory limit`;
    case 'no-answer':
      return `could not be started: ${await reasonText(cause.why)}`;
    case 'busy':
      return 'is open for writing (ETXTBSY)';
    case 'other':
      return `could not be started (${cause.errno})`;
  }
}
