import { lookBeside } from '../../target/live/beside/watcher.ts';
import { workBeside } from '../../target/live/programs/beside.ts';
import { remoteOf } from '../../target/root/remote.ts';
import { reasonText } from '../../verdict/reasons.ts';
import { COMMAND_NAMES, type Context } from '../command.ts';
import { ownWords, rawValue } from '../options/raw-options.ts';
import { answerFailure } from '../output/answer-failure.ts';
import { absolute } from './environment-of.ts';
import { TargetError } from './target-error.ts';
import { PID, ROOT } from './target-options.ts';

/**
 * Has another process of this program look; where that one had to be given up, this one says so. Null where none has to:
 * a root file system is looked at from here, if no part of it lies on a file system that may not answer;
 * and anything is, where there is no room for a second process.
 */
export async function besideOrFailed(
  process: NodeJS.Process,
  argv: readonly string[],
  { host, io }: Pick<Context, 'host' | 'io'>,
): Promise<number | null> {
  const root = rawValue(argv, {}, ROOT);
  const pid = rawValue(argv, host.env, PID);
  if (pid === null && (root === null || remoteOf(host, absolute(root, host)).mounts.length === 0))
    return process.pid === 1 ? workBeside(process) : null;
  const ended = await lookBeside(process, argv, io);
  if (ended === null || typeof ended === 'number') return ended;
  const words = ownWords(argv);
  const called = COMMAND_NAMES.find((name) => words.includes(name)) ?? 'check';
  const named = pid === null ? `--root: ${JSON.stringify(root)}` : `--pid: process ${pid}`;
  const error = new TargetError(
    `${named} cannot be looked at: ${await reasonText(ended.why)}`,
    'more time:  --timeout 30s',
  );
  return answerFailure(error, called, argv, { host, io, probes: [], link: (seen) => seen });
}
