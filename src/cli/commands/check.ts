import type { Config } from '../../config/config.ts';
import type { Report } from '../../core/documents/report.ts';
import { REPORTERS } from '../../report/format.ts';
import type { FormatOptions } from '../../report/reporter.ts';
import type { Io } from '../../target/io.ts';
import { attempt, comparable } from '../attempt.ts';
import type { Command, Context } from '../command.ts';
import { configure } from '../configure.ts';
import { TWIN_PREFIX } from '../options/option.ts';
import { runOptions } from '../options/sets/run-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { useColor } from '../output/color.ts';
import { displayOf, shown } from '../output/display.ts';

/** What is looked at may be named by a variable too, in a pod whose processes see each other. */
const PID_TWIN = `${TWIN_PREFIX}PID`;

/** `probe-env [check]`: runs the probes and reports. */
export const check: Command = {
  usage: ['probe-env [check] [OPTION]...'],
  description:
    'Runs the probes in parallel and says whether this container is ready; if not, what is wrong, why, and the command that fixes it.',
  options: runOptions,
  outside: true,
  run: async (args, context) => {
    const extra = [...args.positionals, ...(args.rest ?? [])][0];
    if (extra !== undefined)
      throw new UsageError(`check takes no arguments, but was given ${JSON.stringify(extra)}`);
    // Those that speak of the configuration may stand in a variable too.
    if (!context.host.env[PID_TWIN] && ![...args.given.keys()].some((option) => option.thisCallOnly))
      return reportOf(await configure(args, context), context);
    const { config, make } = await (await import('../outside/from-outside.ts')).fromOutside(args, context);
    return report(config, context, make);
  },
};

async function reportOf(config: Config, context: Context): Promise<number> {
  const seen = await comparable(config, context);
  return report(config, context, (options) => attempt(config, options, seen));
}

/** @param make looks at this container, or at another one */
async function report(
  config: Config,
  context: Context,
  make: (options: FormatOptions) => Promise<Report>,
): Promise<number> {
  const { host, io } = context;
  const display = displayOf(config, host, io, 'out');
  const options = {
    verbosity: config.verbosity,
    color: useColor(config, host, io, 'out'),
    ...(display.width === undefined ? {} : { width: display.width }),
  };
  const result = await make(options);
  const reporter = await REPORTERS[config.format]();
  const document =
    config.format === 'text' ? shown(reporter(result, options), display) : reporter(result, options);
  await deliver(document, config.output, io, io.out);
  return result.exitCode;
}

/** Where nobody names a file, to `usual`; streams are written as such and not replaced. */
export async function deliver(
  document: string,
  output: string | null,
  io: Io,
  usual: Io['out'],
): Promise<void> {
  try {
    if (output === null) usual(document);
    else if (output === '-' || output === '/dev/stdout') io.out(document);
    else if (output === '/dev/stderr') io.err(document);
    else io.writeFile(output, document);
  } catch (error) {
    throw await (await import('../output/not-written.ts')).notWritten(output, error);
  }
}
