import type { Config } from '../../config/config.ts';
import { DEFAULTS, type Settings, UNTIMED_MS } from '../../config/defaults.ts';
import type { Host } from '../../target/host.ts';
import type { Context } from '../command.ts';
import { configure } from '../configure.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { UsageError } from '../options/usage-error.ts';

/** Nobody waits for a look: one that a busy machine cuts short would make a sound container not ready. */
const RESIDENT: Settings = { ...DEFAULTS, timeoutMs: UNTIMED_MS };

/**
 * The configuration of an agent: which question is asked, each question says itself.
 *
 * @throws UsageError, PolicyError
 */
export async function configured(
  args: ParsedArgs,
  context: Context,
  host: Host,
  defaults = RESIDENT,
  how = configure,
): Promise<Config> {
  const config = await how(args, { ...context, host }, defaults);
  if (config.failOn === 'new') throw new UsageError('--fail-on new needs a baseline, which serve has not');
  return { ...config, purpose: 'readiness' };
}
