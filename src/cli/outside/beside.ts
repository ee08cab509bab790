import { lookBeside } from '../../target/process/beside/watcher.ts';
import { COMMAND_NAMES, type Context } from '../command.ts';
import { ownWords, rawValue } from '../options/raw-options.ts';
import { answerFailure } from '../output/answer-failure.ts';
import { TargetError } from './target-error.ts';
import { PID } from './target-options.ts';

/** Has another process of this program look; where that one had to be given up, this one says so. */
export async function besideOrFailed(
  process: NodeJS.Process,
  argv: readonly string[],
  { host, io }: Pick<Context, 'host' | 'io'>,
): Promise<number> {
  const ended = await lookBeside(process, argv, io);
  if (typeof ended === 'number') return ended;
  const words = ownWords(argv);
  const called = COMMAND_NAMES.find((name) => words.includes(name)) ?? 'check';
  const named = `--pid: process ${rawValue(argv, host.env, PID) ?? 'N'}`;
  const error = new TargetError(`${named} cannot be looked at: ${ended.why}`, 'more time:  --timeout 5s');
  return answerFailure(error, called, argv, { host, io, probes: [], link: (seen) => seen });
}
