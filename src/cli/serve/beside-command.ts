import type { Config } from '../../config/config.ts';
import { safe } from '../../core/text/safe.ts';
import type { Context } from '../command.ts';
import { launch, programsOf } from '../launch.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { serveSettings } from '../options/sets/serve-options.ts';
import { begin } from './begin.ts';
import { configured } from './configured.ts';
import { opened } from './open.ts';

/**
 * Starts the command and answers beside it, as its parent; signals are the command's, so the policy is read again when
 * its file changes and not on SIGHUP.
 *
 * @returns the command's code
 * @throws UsageError where it cannot listen: the command is not started then
 */
export async function launchAndServe(
  command: readonly string[],
  config: Config,
  args: ParsedArgs,
  context: Context,
): Promise<number> {
  const { host, io } = context;
  const settings = serveSettings(args, host.env);
  const resident = await opened(context);
  const log = (line: string) => io.err(`probe-env: ${safe(line)}\n`);
  const serving = await begin(
    {
      ...settings,
      registry: context,
      resident,
      log,
      command: { words: command, programs: programsOf(command, host) },
      configure: (now) => configured(args, context, now),
    },
    config,
    context,
  );
  const code = await launch(command, { ...config, resident: true }, context);
  await serving.stop(settings.graceMs);
  return code;
}
