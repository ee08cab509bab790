import type { Config } from '../config/config.ts';
import { DEFAULTS } from '../config/defaults.ts';
import type { Report } from '../core/report.ts';
import { safe } from '../core/safe.ts';
import { findOnPath } from '../host/find-program.ts';
import type { Host } from '../host/host.ts';
import type { Io } from '../main.ts';
import { type FormatOptions, REPORTERS, type Verbosity } from '../report/format.ts';
import { text } from '../report/text.ts';
import { attempt } from './attempt.ts';
import { deliver } from './check.ts';
import { useColor } from './color.ts';
import type { Command, Context } from './command.ts';
import { configure } from './configure.ts';
import { LAUNCH_OPTIONS } from './launch-options.ts';
import { explainStart, RUN_EXIT } from './start.ts';
import { UsageError } from './usage-error.ts';

/** `probe-env run -- CMD`: the preflight of a container's entrypoint. */
export const run: Command = {
  usage: ['probe-env run [OPTION]... -- COMMAND [ARGUMENT]...'],
  description:
    "Runs the probes, then becomes COMMAND: under Node 22.15 or later probe-env replaces itself, so that COMMAND is process 1 and gets the signals. The report goes to stderr. Exit codes: the command's own, 128+N when signal N ended it; 125 when not ready or probe-env fails, 126 when COMMAND cannot be invoked, 127 when it is not found.",
  options: LAUNCH_OPTIONS,
  failureCode: RUN_EXIT.failed,
  run: async (args, context) => {
    const [name, ...rest] = args.rest ?? [];
    if (name === undefined || args.positionals.length > 0) {
      throw new UsageError(
        'run takes a command behind --: probe-env run [OPTION]... -- COMMAND [ARGUMENT]...',
      );
    }
    const config = await configure(args, context, { ...DEFAULTS, purpose: 'preflight' });
    if (!(await preflight(config, context))) return RUN_EXIT.failed;
    return start(name, rest, config, context);
  },
};

/** Reports, and says whether the command may start. */
async function preflight(config: Config, context: Context): Promise<boolean> {
  const { host, io } = context;
  const options = { verbosity: config.verbosity, color: useColor(config, host, io, 'err') };
  const report = await attempt(config, options, context);
  const reporter = await REPORTERS[config.format]();
  deliver(reporter(report, { ...options, verbosity: told(report, options) }), config.output, io, io.err);
  if (report.verdict === 'ready') return true;
  leaveMessage(report, config, context);
  return config.warnOnly;
}

/** One line is enough in the log of every start that has nothing to tell. */
function told(report: Report, { verbosity }: FormatOptions): Verbosity {
  const clean = report.verdict === 'ready' && report.summary.warn === 0;
  return verbosity === 'normal' && clean ? 'quiet' : verbosity;
}

/** The default of a pod's `terminationMessagePath`; the kubelet makes the file. */
const TERMINATION_LOG = '/dev/termination-log';

/** The text report, whose size is below what the kubelet keeps (4096 bytes), with the verdict first. */
function leaveMessage(report: Report, { terminationLog }: Config, { host, io }: Context): void {
  if (terminationLog === null && !host.access(TERMINATION_LOG, 'write').ok) return;
  const path = terminationLog ?? TERMINATION_LOG;
  try {
    io.writeFile(path, text(report, { verbosity: 'normal', color: false }));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    complain(io, `the termination log ${JSON.stringify(path)} cannot be written: ${why}`);
  }
}

async function start(
  name: string,
  args: readonly string[],
  { resident }: Config,
  { host, io }: Context,
): Promise<number> {
  const file = locate(name, host);
  if (file === null) {
    complain(io, `${JSON.stringify(name)} is not found on PATH${skipped(host)}`);
    return RUN_EXIT.notFound;
  }
  const ended = await io.become({ file, name, args, resident });
  if (ended.kind === 'ended') return ended.code;
  const { code, message } = explainStart(ended.cause);
  complain(io, `${JSON.stringify(file)} ${message}`);
  return code;
}

function complain(io: Io, message: string): void {
  io.err(`probe-env: ${safe(message)}\n`);
}

/** A name with a slash is a path; any other is looked for on PATH, as execvp(3) does. */
function locate(name: string, host: Host): string | null {
  return name.includes('/') ? name : findOnPath(host, name, host.env.PATH ?? '/bin:/usr/bin');
}

function skipped({ env }: Host): string {
  const relative = (env.PATH ?? '').split(':').some((entry) => !entry.startsWith('/'));
  return relative && env.PATH !== undefined ? '; its empty and relative entries were not searched' : '';
}
