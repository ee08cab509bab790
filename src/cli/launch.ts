import type { CommonReason } from '../core/reason.ts';
import { safe } from '../core/text/safe.ts';
import { witness } from '../run/witness.ts';
import type { Host } from '../target/host.ts';
import { findOnPath } from '../target/program/find-program.ts';
import { reasonText } from '../verdict/reasons.ts';
import { RUN_EXIT } from '../verdict/verdict.ts';
import type { Context } from './command.ts';
import { leaveMessage } from './output/termination-log.ts';
import { explainStart } from './start.ts';

/** For finding the command and looking at it, where a file system has to answer for it; nobody times it. */
const LOOK_MS = 10_000;

export interface LaunchOptions {
  /** Stay the command's parent. */
  readonly resident: boolean;
  /** File that is told where the command does not start; null means Kubernetes' own. */
  readonly terminationLog: string | null;
  /** A probe found that it does not start. */
  readonly doubted?: boolean;
}

/** Becomes the command; returns its code where that is not possible or it has ended, else 126 or 127. */
export async function launch(
  [name = '', ...args]: readonly string[],
  { resident, terminationLog, doubted = false }: LaunchOptions,
  context: Context,
): Promise<number> {
  const { host, io } = context;
  const fail = async (code: number, message: string) => {
    const line = `probe-env: ${safe(message)}\n`;
    io.err(line);
    await leaveMessage(line, terminationLog, context);
    return code;
  };
  host.dueAt?.(host.monotonic() + LOOK_MS);
  const { file, silent } = locate(name, host);
  if (silent !== null) {
    return fail(
      RUN_EXIT.cannotInvoke,
      `${JSON.stringify(name)} could not be started: ${await reasonText(silent)}`,
    );
  }
  if (file === null) {
    return fail(RUN_EXIT.notFound, `${JSON.stringify(name)} is not found on PATH${skipped(host)}`);
  }
  const ended = await io.become({ file, name, args, resident, ...(doubted && { doubted }) });
  if (ended.kind === 'ended') return ended.code;
  const { code, message } = await explainStart(ended.cause, file, host);
  return fail(code, `${JSON.stringify(file)} ${message}`);
}

/**
 * Files that a command names: the program, and what an init or a wrapper before it is told to start. More than a few
 * words are not looked at.
 */
export function programsOf([name = '', ...args]: readonly string[], host: Host): readonly string[] {
  const { file } = locate(name, host);
  return [...(file === null ? [] : [file]), ...args.filter((word) => word.startsWith('/')).slice(0, 4)];
}

interface Located {
  readonly file: string | null;
  /** Who did not answer where the file was looked for: it may lie there. */
  readonly silent: CommonReason | null;
}

/** A name with a slash is a path; any other is looked for on PATH, as execvp(3) does. */
function locate(name: string, host: Host): Located {
  if (name.includes('/')) return { file: name, silent: null };
  const watched = witness(host);
  const file = findOnPath(watched.host, name, host.env.PATH ?? '/bin:/usr/bin');
  return { file, silent: watched.silence() };
}

function skipped({ env }: Host): string {
  const relative = (env.PATH ?? '').split(':').some((entry) => !entry.startsWith('/'));
  return relative && env.PATH !== undefined ? '; its empty and relative entries were not searched' : '';
}
