import type { Config } from '../../config/config.ts';
import { DEFAULTS, type Settings, UNTIMED_MS } from '../../config/defaults.ts';
import type { Report } from '../../core/documents/report.ts';
import { REPORTERS } from '../../report/format.ts';
import type { FormatOptions, Verbosity } from '../../report/reporter.ts';
import { text } from '../../report/text/text.ts';
import { RUN_EXIT } from '../../verdict/verdict.ts';
import { attempt, comparable } from '../attempt.ts';
import type { Command, Context } from '../command.ts';
import { configure } from '../configure.ts';
import { launch, programsOf } from '../launch.ts';
import { launchOptions } from '../options/sets/launch-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { useColor } from '../output/color.ts';
import { displayOf, shown } from '../output/display.ts';
import { leaveMessage } from '../output/termination-log.ts';
import { deliver } from './check.ts';

const PREFLIGHT: Settings = { ...DEFAULTS, purpose: 'preflight', timeoutMs: UNTIMED_MS };

/** `probe-env run -- CMD`: the preflight of a container's entrypoint. */
export const run: Command = {
  usage: ['probe-env run [OPTION]... -- COMMAND [ARGUMENT]...'],
  description:
    "Runs the probes, then becomes COMMAND: under Node 22.15 or later probe-env replaces itself, so that COMMAND is process 1 and gets the signals. The report goes to stderr. Exit codes: the command's own, 128+N when signal N ended it; 125 when not ready or probe-env fails, 126 when COMMAND cannot be invoked, 127 when it is not found.",
  options: launchOptions,
  beside: true,
  run: async (args, context) => {
    const [name, ...rest] = args.rest ?? [];
    if (name === undefined || args.positionals.length > 0) {
      throw new UsageError(
        'run takes a command behind --: probe-env run [OPTION]... -- COMMAND [ARGUMENT]...',
      );
    }
    const config = await configure(args, context, PREFLIGHT);
    const { failed, doubted } = await preflight(config, [name, ...rest], context);
    if (failed !== null) return failed;
    if ([...args.given.keys()].some((option) => option.name === 'serve')) {
      const { launchAndServe } = await import('../serve/beside-command.ts');
      return launchAndServe([name, ...rest], config, args, context);
    }
    return launch([name, ...rest], { ...config, doubted }, context);
  },
};

interface Preflight {
  /** Null where the command may start, else the code to end with. */
  readonly failed: number | null;
  /** It is said not to start. */
  readonly doubted: boolean;
}

/** Reports. */
async function preflight(config: Config, command: readonly string[], context: Context): Promise<Preflight> {
  const { host, io } = context;
  const display = displayOf(config, host, io, 'err');
  const options = {
    verbosity: config.verbosity,
    color: useColor(config, host, io, 'err'),
    ...(display.width === undefined ? {} : { width: display.width }),
  };
  const seen = await comparable(config, context);
  const report = await attempt(config, options, seen, programsOf(command, host), command);
  const reporter = await REPORTERS[config.format]();
  const document = reporter(report, { ...options, verbosity: told(report, options) });
  await deliver(config.format === 'text' ? shown(document, display) : document, config.output, io, io.err);
  if (report.verdict === 'ready') return { failed: null, doubted: false };
  await leaveMessage(text(report, { verbosity: 'normal', color: false }), config.terminationLog, context);
  const doubted = report.probes.some(({ name, status }) => name === 'app' && status === 'fail');
  return { failed: config.warnOnly ? null : codeOf(report), doubted };
}

/** Where nothing is wrong but that the command does not start, its code says so, as if it had been tried. */
function codeOf({ probes }: Report): number {
  const failing = probes.filter(({ status }) => status === 'fail' || status === 'inconclusive');
  if (failing.some(({ name }) => name !== 'app')) return RUN_EXIT.failed;
  const errors = failing.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error');
  if (errors.some(({ rule }) => /\/(?:shell-)?missing$/.test(rule))) return RUN_EXIT.notFound;
  const isStart = errors.length > 0 && errors.every(({ rule }) => rule !== 'app/needs-privileged-port');
  return isStart ? RUN_EXIT.cannotInvoke : RUN_EXIT.failed;
}

/** One line is enough in the log of every start that has nothing to tell. */
function told(report: Report, { verbosity }: FormatOptions): Verbosity {
  const { warn, fail } = report.summary;
  const clean = report.verdict === 'ready' && warn + fail === 0;
  return verbosity === 'normal' && clean ? 'quiet' : verbosity;
}
