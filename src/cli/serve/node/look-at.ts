import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../../config/config.ts';
import type { LookRequest } from '../../../serve/node/protocol.ts';
import { foundAt } from '../../../serve/watch/found-at.ts';
import { guard } from '../../../target/live/beside/guard.ts';
import { tellDue } from '../../../target/live/beside/notes.ts';
import { look } from '../../../target/process/look.ts';
import { momentNow } from '../../../target/process/moment.ts';
import type { Context } from '../../command.ts';
import { lookThrough } from './look-through.ts';
import type { Earlier, LookedAt } from './looked-at.ts';
import { JUDGED_MS, onTrail } from './trail.ts';

/** It became another program meanwhile: what was seen is of neither. */
export class Changing extends Error {}

/** Another process has the number by now. */
export class Another extends Error {}

/**
 * One look at a container through one of its processes, whose facts are kept as long as what they follow from stays as it is. When
 * it is over nothing of the container is held open.
 *
 * @throws NoProcess, Changing, Another
 */
export async function lookAt(
  request: LookRequest,
  proc: string,
  config: Config,
  earlier: Earlier,
  context: Context,
): Promise<LookedAt> {
  const { pid, startTime } = request;
  const { before } = earlier;
  const nowMs = context.host.monotonic();
  const standing = before && onTrail(request, `${proc}/${pid}`, config, before, earlier, nowMs);
  const isSame = before !== null && standing !== null;
  const isJudged = isSame && nowMs - before.judgedMs < JUDGED_MS;
  if (isSame && (isJudged || findsTheSame(before, context.host.now()))) {
    const seen = { ...before.seen, ran: 0, durationMs: context.host.monotonic() - nowMs };
    return { ...before, seen, standing, judgedMs: isJudged ? before.judgedMs : nowMs };
  }
  tellDue(nowMs + config.timeoutMs);
  // Access lists are told by programs alone, and none is started for containers that may be many.
  const looked = look(pid, null, guard, proc, before?.process ?? null);
  try {
    if (looked.seen.moment.startTime !== startTime) throw new Another();
    const found = await lookThrough(looked, request, config, { ...earlier, isSame }, context);
    if (!isDeepStrictEqual(momentNow(pid, proc), looked.seen.moment)) throw new Changing();
    return found;
  } finally {
    looked.close();
  }
}

/** Whether time has changed nothing of what is told. What is wrong may be told with its age. */
function findsTheSame({ seen, observation, found }: LookedAt, nowMs: number): boolean {
  return seen.rules.length === 0 && foundAt(observation, nowMs) === found;
}
