import type { AnyProbe } from '../core/probe.ts';
import type { CommonReason, ProfileReason, Reason, SeldomReason, Sentences } from '../core/reason.ts';
import { milliseconds } from '../core/time/duration.ts';
import type { JsonObject } from '../core/types/json.ts';

const COMMON: Sentences<Exclude<CommonReason, SeldomReason>> = {
  'not-in-profile': ({ profile }) => `not needed in the ${profile} profile`,
  cut: () => 'cut by the deadline before it finished',
  'broken-off': () => 'was still at work after the deadline, and was broken off',
  'no-time': ({ program }) => `no time was left to run ${program}`,
  'little-time': ({ program, afterMs }) =>
    `only ${milliseconds(afterMs)} of the deadline were left for ${program}: the machine or its CPU limit is slow`,
  crashed: ({ where, message }) => `internal error in ${where}: ${message}`,
};

const PROFILE: Sentences<ProfileReason> = {
  'asked-for': () => 'asked for',
  'go-found': ({ path }) => `go found at ${path}`,
  demanded: ({ field }) => `${field} is asked for`,
  'variable-set': ({ name }) => `${name} is set`,
  'tree-there': ({ path }) => `${path} is there`,
  'module-there': () => 'go.mod in the working directory',
  'no-sign': () => 'no sign of a Go toolchain',
  undecided: () => 'not decided before the deadline',
};

type Told = Readonly<Record<string, (data: never) => string>>;

const SENTENCES: Told = { ...COMMON, ...PROFILE };

/** Why something is so, in words. Sentences that are seldom needed, and those of a probe's own, are loaded then. */
export async function reasonText({ code, data }: Reason, probe?: AnyProbe): Promise<string> {
  const sentence = SENTENCES[code] ?? (await seldom())[code] ?? (await probe?.reasons?.())?.[code];
  if (sentence === undefined) throw new Error(`no sentence for ${code}`);
  const words = await Promise.all(
    Object.entries(data).map(async ([key, value]) => [
      key,
      isReason(value) ? await reasonText(value) : value,
    ]),
  );
  return sentence(Object.fromEntries(words) as never);
}

async function seldom(): Promise<Told> {
  const { SELDOM, SILENCES, IGNORANCE, SUBJECTS } = await import('./unseen.ts');
  return { ...SELDOM, ...SILENCES, ...IGNORANCE, ...SUBJECTS };
}

function isReason(value: unknown): value is { readonly code: string; readonly data: JsonObject } {
  return typeof value === 'object' && value !== null && 'code' in value && 'data' in value;
}
