import { safe } from '../../core/text/safe.ts';
import { EXIT } from '../../verdict/verdict.ts';
import { COMMAND_NAMES, type CommandName, type Context } from '../command.ts';
import { codeInVain, excuse } from '../options/asked-purpose.ts';
import { ownWords } from '../options/raw-options.ts';
import { settle } from '../settle.ts';
import { failureOf, linesOf } from './failure.ts';

/**
 * Tells of what kept the command from its work, and does what is to be done then.
 *
 * @returns the exit code
 */
export function answerFailure(
  error: unknown,
  called: CommandName,
  argv: readonly string[],
  context: Context,
): Promise<number> {
  const failure = failureOf(error);
  const code = codeInVain(failure.code, called, argv, context.host);
  const lines = code === EXIT.ready ? [excuse(failure.code), ...linesOf(failure)] : linesOf(failure);
  context.io.err(lines.map((line) => `${safe(line)}\n`).join(''));
  return settle({ failure, called, code, argv }, context);
}

/** The same for what nobody caught: which command it was is then known by its words alone. */
export function answerCrash(error: unknown, argv: readonly string[], context: Context): Promise<number> {
  const words = ownWords(argv);
  const called = COMMAND_NAMES.find((name) => words.includes(name)) ?? 'check';
  return answerFailure(error, called, argv, context);
}
