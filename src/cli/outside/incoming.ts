import type { Config } from '../../config/config.ts';
import { shortDuration } from '../../core/time/duration.ts';
import { fromStdin, NothingCame, wholeStdin } from '../../target/live/incoming.ts';
import { failureText } from '../../verdict/failure-text.ts';
import type { Context } from '../command.ts';
import { twinOf } from '../options/option.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { TargetError } from './target-error.ts';

/** With the deadline that was asked for as what is waited for whoever writes, too. */
export function withPatience(context: Context, args: ParsedArgs, config: Config): Context {
  return isTimed(context, args) ? { ...context, patienceMs: config.timeoutMs } : context;
}

/** Whether somebody said how long all may take. */
export function isTimed({ host }: Context, { given }: ParsedArgs): boolean {
  const name = 'timeout';
  return [...given.keys()].some((option) => option.name === name) || Boolean(host.env[twinOf({ name })]);
}

/**
 * All that comes in on stdin.
 *
 * @param option that names it, such as `--pod`
 * @throws TargetError where that is more, or nothing comes
 */
export async function stdinFor(option: string, maxBytes: number, context: Context): Promise<Buffer> {
  const bytes = await wholeStdin(maxBytes, context.patienceMs).catch((error: unknown) => {
    throw error instanceof NothingCame ? nothingCame(`${option}: on stdin`, error) : error;
  });
  if (bytes.ok) return bytes.value;
  throw new TargetError(
    bytes.error.code === 'TOO_LARGE'
      ? `${option}: more comes in on stdin than ${maxBytes / 1024 / 1024} MiB`
      : `${option}: what comes in on stdin cannot be read: ${failureText(bytes.error)}`,
  );
}

/** More than any log that somebody reads: what goes on has no end. */
const ENDLESS_BYTES = 256 * 1024 * 1024;

/**
 * The last bytes of what comes in on stdin, and why it was not read to its end: a log that is followed, or one that has none. Null: it was.
 *
 * @throws TargetError where nothing comes
 */
export async function endOfStdin(
  where: string,
  bytes: number,
  context: Context,
): Promise<{ readonly end: Buffer; readonly cut: string | null }> {
  let end = Buffer.alloc(0);
  let all = 0;
  try {
    for await (const chunk of fromStdin(context.patienceMs)) {
      end = Buffer.concat([end, chunk]).subarray(-bytes);
      all += chunk.length;
      if (all > ENDLESS_BYTES)
        return { end, cut: `more than ${ENDLESS_BYTES / 1024 / 1024} MiB came on stdin` };
    }
  } catch (error) {
    if (!(error instanceof NothingCame)) throw error;
    if (!error.begun) throw nothingCame(`${where}: on stdin`, error);
    return { end, cut: `nothing more came on stdin for ${shortDuration(error.waitedMs)}` };
  }
  return { end, cut: null };
}

/** @param where such as `--pod: on stdin` */
export function nothingCame(where: string, { begun, waitedMs }: NothingCame): TargetError {
  return new TargetError(
    `${where} nothing ${begun ? 'more ' : ''}came for ${shortDuration(waitedMs)}: does anybody write there?`,
    'where whoever writes needs longer, check waits as long as --timeout says:  --timeout 5m',
  );
}
