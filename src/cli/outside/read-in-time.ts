import { inTime } from '../../run/in-time.ts';
import type { Context } from '../command.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { notRead } from '../output/late.ts';
import { absolute } from './environment-of.ts';
import type { Target } from './target.ts';
import { TargetError } from './target-error.ts';
import { COMPOSE, IMAGE, POD } from './target-options.ts';

/** Where nobody says how long it may take: to read an image takes as long as it is large, and who writes may be slow. */
const PATIENT_MS = 10 * 60_000;

/**
 * What is read before anybody looks at it, as long as there is time. A deadline that somebody asked for holds for all of
 * it; where nobody did, an image and what comes in on stdin are waited for.
 *
 * @throws TargetError where that is not enough
 */
export async function readInTime(
  args: ParsedArgs,
  context: Context,
  dueMs: number,
  find: () => Promise<Target>,
): Promise<Target> {
  const { host, patienceMs } = context;
  const files = [POD, COMPOSE, IMAGE].flatMap((option) => {
    const file = args.given.get(option);
    return file === undefined ? [] : [{ option, file: String(file) }];
  });
  const waits = args.given.has(IMAGE) || files.some(({ file }) => file === '-');
  const untilMs = patienceMs ?? (waits ? host.monotonic() + PATIENT_MS : dueMs);
  const late = () =>
    new TargetError(
      `${files.map(({ option, file }) => `--${option.name}: ${file === '-' ? 'stdin' : JSON.stringify(file)}`).join(' and ')} ${notRead(
        host,
        files.filter(({ file }) => file !== '-').map(({ file }) => absolute(file, host)),
      )}`,
      ...remedies(args),
    );
  const timed = (target: Target): Target => {
    const { again } = target;
    if (again === undefined) return target;
    // The look before it has had its own time, where nobody set one for all.
    const next = () => {
      const nextMs = patienceMs ?? host.monotonic() + PATIENT_MS;
      return inTime(host, nextMs, async () => (await again()) ?? null, late);
    };
    return {
      ...target,
      again: async () => {
        const found = await next();
        return found === null ? null : timed(found);
      },
    };
  };
  return timed(await inTime(host, untilMs, find, late));
}

function remedies({ given }: ParsedArgs): readonly string[] {
  return [
    ...(given.has(POD) ? ['one object in place of many:  kubectl get pod NAME -o yaml >pod.yaml'] : []),
    'more time:  --timeout 1m',
  ];
}
