import { safe } from '../core/text/safe.ts';
import { visibleJson } from '../core/text/visible.ts';
import { REPORTERS } from '../report/format.ts';
import { RUN_EXIT } from '../verdict/verdict.ts';
import type { CommandName, Context } from './command.ts';
import { launch } from './launch.ts';
import { ownWords, rawSwitch, rawValue } from './options/raw-options.ts';
import { errorReport } from './output/error-report.ts';
import type { Failure } from './output/failure.ts';
import { leaveMessage } from './output/termination-log.ts';

export interface Failed {
  readonly failure: Failure;
  /** The command that was called, as far as that is known. */
  readonly called: CommandName;
  /** The exit code that the failure has outside of `run`. */
  readonly code: number;
  readonly argv: readonly string[];
}

/**
 * What is to be done after a failure of probe-env itself has been told on stderr: whoever reads a document or
 * the termination log is told too, and `run --warn-only` starts its command all the same.
 *
 * @returns the exit code
 */
export async function settle(failed: Failed, context: Context): Promise<number> {
  const isRun = failed.called === 'run' || ownWords(failed.argv).includes('run');
  if (isRun) return settleRun(failed, context);
  if (failed.called === 'check') await leaveDocument(failed, context, context.io.out);
  if (failed.called === 'policy') leavePolicyDocument(failed, context);
  return failed.code;
}

/** For CI: why the file cannot be used, in the form of the command. */
function leavePolicyDocument({ failure, argv }: Failed, { host, io }: Context): void {
  if (rawValue(argv, host.env, { name: 'format', short: 'f' }) !== 'json') return;
  const error = { kind: failure.kind, messages: failure.messages.map(safe) };
  io.out(`${visibleJson(JSON.stringify({ schemaVersion: 1, valid: false, error }, null, 2))}\n`);
}

async function settleRun(failed: Failed, context: Context): Promise<number> {
  const { failure, argv } = failed;
  const { env } = context.host;
  // Its report goes to stderr, where the failure has been told: a document is for the file alone.
  await leaveDocument({ ...failed, code: RUN_EXIT.failed }, context, () => {});
  const end = argv.indexOf('--');
  const words = end === -1 ? [] : argv.slice(end + 1);
  const terminationLog = rawValue(argv, env, { name: 'termination-log' });
  if (rawSwitch(argv, env, 'warn-only') && words.length > 0) {
    context.io.err('probe-env: NOTHING WAS CHECKED; the command is started all the same (--warn-only)\n');
    return launch(words, { resident: rawSwitch(argv, env, 'resident'), terminationLog }, context);
  }
  const lines = failure.messages.map((message) => `${safe(message)}\n`);
  await leaveMessage(`NOT READY probe-env failed: ${lines.join('')}`, terminationLog, context);
  return RUN_EXIT.failed;
}

/** Where a format for machines is asked for, its readers get a document; and no file says longer what was. */
async function leaveDocument(
  { failure, code, argv }: Failed,
  context: Context,
  usual: (text: string) => void,
): Promise<void> {
  const { env } = context.host;
  const format = rawValue(argv, env, { name: 'format', short: 'f' }) ?? 'text';
  const output = rawValue(argv, env, { name: 'output', short: 'o' });
  const load = Object.hasOwn(REPORTERS, format) ? REPORTERS[format as keyof typeof REPORTERS] : null;
  if (load === null || (format === 'text' && output === null)) return;
  const report = errorReport(failure, code, argv, context);
  const document = (await load())(report, { verbosity: 'normal', color: false });
  try {
    if (output === null || output === '-' || output === '/dev/stdout') usual(document);
    else context.io.writeFile(output, document);
  } catch {
    // The file may be what failed. A document for machines then comes where it would without one.
    if (format !== 'text') usual(document);
  }
}
