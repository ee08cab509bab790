import { isDeepStrictEqual } from 'node:util';
import type { Host } from '../../../target/host.ts';
import { guard } from '../../../target/live/beside/guard.ts';
import { tellDue } from '../../../target/live/beside/notes.ts';
import { type Looked, look } from '../../../target/process/look.ts';
import { momentNow, settingNow } from '../../../target/process/moment.ts';
import { processHost } from '../../../target/process/process-host.ts';
import { NoProcess } from '../../../target/process/refusal/no-process.ts';
import { findLister } from '../../../target/root/lists.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { givenVariables, namesAlone, tellOfNamesAlone, valuesOf } from '../environment-of.ts';
import type { Target } from '../target.ts';
import { TargetError } from '../target-error.ts';
import { ENV_FROM } from '../target-options.ts';
import { waysIn } from './denied.ts';
import { sentenceOf } from './no-process.ts';
import { pidOf } from './pid-of.ts';

/**
 * The container of another process.
 *
 * @param source the option or variable that names it
 * @param dueMs when all has to be known, on the monotonic clock
 * @throws UsageError, TargetError
 */
export function processTarget(
  source: string,
  text: string,
  args: ParsedArgs,
  { host: operator, io }: Context,
  dueMs: number,
): Target {
  const pid = pidOf(source, text);
  const named = `${source}: process ${pid}`;
  tellDue(dueMs);
  const looked = lookAt(pid, named, operator);
  const { environment, moment } = looked.seen;
  const setting = settingNow(pid);
  const isSame = () => isDeepStrictEqual(momentNow(pid), moment);
  const given = givenVariables(args, operator);
  if (given !== null) tellOfNamesAlone(given, io);
  const own = environment.known && !args.given.has(ENV_FROM) ? environment.values : {};
  const host = processHost(operator, looked, given === null ? null : { ...own, ...valuesOf(given) });
  return {
    host: { ...host, reachedBy: `${looked.seen.directory}/root` },
    origins: {
      variable: (name) =>
        given?.findLast((variable) => variable.name === name && variable.value !== null)?.origin ?? {
          kind: 'process',
        },
      unknown: given === null ? [] : namesAlone(given),
      identity: { kind: 'process' },
      cwd: { kind: 'process' },
    },
    lacks: {
      of: { code: 'process', data: { pid } },
      ...(given === null && !environment.known ? { environment: environment.why } : {}),
    },
    isSame,
    isUnchanged: () => isSame() && isDeepStrictEqual(settingNow(pid), setting),
    rest: looked.anew,
    close: looked.close,
    changed: () =>
      momentNow(pid) === null
        ? new TargetError(`${named} ${sentenceOf({ code: 'ended' })}`)
        : new TargetError(
            `${named} became another program twice while it was looked at; ask again when it has started up`,
          ),
  };
}

function lookAt(pid: number, named: string, operator: Host): Looked {
  try {
    return look(pid, findLister(operator), guard);
  } catch (error) {
    if (!(error instanceof NoProcess)) throw error;
    const { refusal } = error;
    const ways = refusal.code === 'denied' ? waysIn(refusal, pid, operator) : [];
    throw new TargetError(`${named} ${sentenceOf(refusal)}`, ...ways);
  }
}
