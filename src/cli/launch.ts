import { safe } from '../core/safe.ts';
import { findOnPath } from '../host/find-program.ts';
import type { Host } from '../host/host.ts';
import type { Context } from './command.ts';
import { explainStart, RUN_EXIT } from './start.ts';
import { leaveMessage } from './termination-log.ts';

export interface LaunchOptions {
  /** Stay the command's parent. */
  readonly resident: boolean;
  /** File that is told where the command does not start; null means Kubernetes' own. */
  readonly terminationLog: string | null;
}

/** Becomes the command; returns its code where that is not possible or it has ended, else 126 or 127. */
export async function launch(
  [name = '', ...args]: readonly string[],
  { resident, terminationLog }: LaunchOptions,
  context: Context,
): Promise<number> {
  const { host, io } = context;
  const fail = (code: number, message: string) => {
    const line = `probe-env: ${safe(message)}\n`;
    io.err(line);
    leaveMessage(line, terminationLog, context);
    return code;
  };
  const file = locate(name, host);
  if (file === null) {
    return fail(RUN_EXIT.notFound, `${JSON.stringify(name)} is not found on PATH${skipped(host)}`);
  }
  const ended = await io.become({ file, name, args, resident });
  if (ended.kind === 'ended') return ended.code;
  const { code, message } = explainStart(ended.cause);
  return fail(code, `${JSON.stringify(file)} ${message}`);
}

/**
 * Files that a command names: the program, and what an init or a wrapper before it is told to start. More than a few
 * words are not looked at.
 */
export function programsOf([name = '', ...args]: readonly string[], host: Host): readonly string[] {
  const file = locate(name, host);
  return [...(file === null ? [] : [file]), ...args.filter((word) => word.startsWith('/')).slice(0, 4)];
}

/** A name with a slash is a path; any other is looked for on PATH, as execvp(3) does. */
function locate(name: string, host: Host): string | null {
  return name.includes('/') ? name : findOnPath(host, name, host.env.PATH ?? '/bin:/usr/bin');
}

function skipped({ env }: Host): string {
  const relative = (env.PATH ?? '').split(':').some((entry) => !entry.startsWith('/'));
  return relative && env.PATH !== undefined ? '; its empty and relative entries were not searched' : '';
}
