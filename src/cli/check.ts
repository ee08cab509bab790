import type { Config } from '../config/config.ts';
import type { Io } from '../main.ts';
import { makeReport } from '../pipeline.ts';
import { REPORTERS, showsFacts } from '../report/format.ts';
import { useColor } from './color.ts';
import type { Command, Context } from './command.ts';
import { configure } from './configure.ts';
import { RUN_OPTIONS } from './run-options.ts';
import { UsageError } from './usage-error.ts';

/** `probe-env [check]`: runs the probes and reports. */
export const check: Command = {
  usage: ['probe-env [check] [OPTION]...'],
  description:
    'Runs the probes in parallel and says whether this container is ready; if not, what is wrong, why, and the command that mends it.',
  options: RUN_OPTIONS,
  run: async (args, context) => {
    const extra = [...args.positionals, ...(args.rest ?? [])][0];
    if (extra !== undefined)
      throw new UsageError(`check takes no arguments, but was given ${JSON.stringify(extra)}`);
    return report(await configure(args, context), context);
  },
};

async function report(config: Config, { host, io, probes }: Context): Promise<number> {
  const options = { verbosity: config.verbosity, color: useColor(config, host, io) };
  const result = await makeReport(probes, host, config, { facts: showsFacts(config.format, options) });
  const reporter = await REPORTERS[config.format]();
  const document = reporter(result, options);
  deliver(document, config.output, io);
  return result.exitCode;
}

/** To stdout, or to the file that was asked for; streams are written as such and not replaced. */
function deliver(document: string, output: string | null, io: Io): void {
  try {
    if (output === null || output === '-' || output === '/dev/stdout') io.out(document);
    else if (output === '/dev/stderr') io.err(document);
    else io.writeFile(output, document);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`--output: ${JSON.stringify(output)} cannot be written: ${why}`);
  }
}
