import type { Host } from '../target/host.ts';
import { refusedCapabilities } from '../target/posix/capabilities/refused.ts';
import type { StartFailure } from '../target/program/program.ts';
import { reasonText } from '../verdict/reasons.ts';
import { RUN_EXIT } from '../verdict/verdict.ts';

/** What to tell of a command that did not start; the message goes on after its path, `file`. */
export async function explainStart(
  cause: StartFailure,
  file: string,
  host: Host,
): Promise<{ readonly code: number; readonly message: string }> {
  const code = cause.code === 'file-missing' ? RUN_EXIT.notFound : RUN_EXIT.cannotInvoke;
  return { code, message: await messageOf(cause, file, host) };
}

async function messageOf(cause: StartFailure, file: string, host: Host): Promise<string> {
  switch (cause.code) {
    case 'file-missing':
      return 'does not exist';
    case 'cwd-missing':
      return 'cannot start in a working directory that does not exist';
    case 'not-permitted':
      return 'may not be executed (EACCES): no x bit for this user on it, its interpreter or a directory, a noexec mount, or a security module (AppArmor, SELinux)';
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
      return cause.errno === 'EPERM' ? refusal(file, host) : `could not be started (${cause.errno})`;
  }
}

/** The x bit and mounts have no part in EPERM. */
async function refusal(file: string, host: Host): Promise<string> {
  const names = (await refusedCapabilities(host, file)).map((name) => `CAP_${name}`);
  return names.length > 0
    ? `is refused by the kernel (EPERM): its file has ${names.join(', ')}, which this container may not have`
    : 'is refused by the kernel (EPERM): its file has capabilities that this container may not have (getcap tells them), or a security module forbids it (seccomp, SELinux, fapolicyd)';
}
