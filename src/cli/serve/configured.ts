import type { Config } from '../../config/config.ts';
import { DEFAULTS } from '../../config/defaults.ts';
import type { Host } from '../../target/host.ts';
import type { Context } from '../command.ts';
import { configure } from '../configure.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { UsageError } from '../options/usage-error.ts';

/**
 * The configuration of an agent: which question is asked, each question says itself.
 *
 * @throws UsageError, PolicyError
 */
export async function configured(
  args: ParsedArgs,
  context: Context,
  host: Host,
  defaults = DEFAULTS,
  how = configure,
): Promise<Config> {
  const config = await how(args, { ...context, host }, defaults);
  if (config.failOn === 'new') throw new UsageError('--fail-on new needs a baseline, which serve has not');
  return { ...config, purpose: 'readiness' };
}
