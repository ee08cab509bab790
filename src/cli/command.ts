import { parseArgs } from 'node:util';
import type { Config } from '../config/config.ts';
import { DEFAULTS } from '../config/defaults.ts';
import type { Host } from '../host/host.ts';
import type { FormatName } from '../report/format.ts';
import { UsageError } from './usage-error.ts';

export type Command =
  | { readonly name: 'version' }
  | { readonly name: 'help'; readonly topic: string | null }
  | { readonly name: 'check'; readonly config: Config };

/** argv → what to do. */
export function parse(argv: readonly string[], _host: Host): Command {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        format: { type: 'string', short: 'f' },
        verbose: { type: 'boolean', short: 'v' },
        quiet: { type: 'boolean', short: 'q' },
        profile: { type: 'string', short: 'p' },
      },
      allowPositionals: true,
    });
    if (values.version) return { name: 'version' };
    if (values.help) return { name: 'help', topic: null };
    return {
      name: 'check',
      config: {
        ...DEFAULTS,
        format: (values.format ?? 'text') as FormatName,
        profile: (values.profile ?? 'auto') as Config['profile'],
        verbosity: values.verbose ? 'verbose' : values.quiet ? 'quiet' : 'normal',
      },
    };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
