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

/**
 * The last bytes of what comes in on stdin, however much that is.
 *
 * @throws TargetError where nothing comes
 */
export async function endOfStdin(where: string, bytes: number, context: Context): Promise<Buffer> {
  let end = Buffer.alloc(0);
  try {
    for await (const chunk of fromStdin(context.patienceMs))
      end = Buffer.concat([end, chunk]).subarray(-bytes);
  } catch (error) {
    throw error instanceof NothingCame ? nothingCame(`${where}: on stdin`, error) : error;
  }
  return end;
}

/** @param where such as `--pod: on stdin` */
export function nothingCame(where: string, { begun, waitedMs }: NothingCame): TargetError {
  return new TargetError(
    `${where} nothing ${begun ? 'more ' : ''}came for ${shortDuration(waitedMs)}: does anybody write there?`,
    'where whoever writes needs longer, check waits as long as --timeout says:  --timeout 5m',
  );
}
