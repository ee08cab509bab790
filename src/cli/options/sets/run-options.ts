import type { Layer } from '../../../config/layer.ts';
import { TIMEOUT_LIMITS, WAIT_LIMITS } from '../../../config/values.ts';
import { InvalidValue, listed } from '../../../core/policy/shorthand.ts';
import type { AnyProbe } from '../../../core/probe.ts';
import { PROFILES } from '../../../core/profile.ts';
import { PURPOSES } from '../../../core/purpose.ts';
import { didYouMean } from '../../../core/text/meant/nearest.ts';
import { type DurationLimits, readDuration } from '../../../core/time/duration.ts';
import { type FormatName, REPORTERS } from '../../../report/format.ts';
import type { Option, SwitchOption, ValueOption } from '../option.ts';

/** An option without a value. */
export function flag(
  name: string,
  layer: Layer,
  more: Pick<SwitchOption, 'short' | 'off'> = {},
): SwitchOption {
  return { kind: 'switch', name, layer, ...more };
}

const ONLINE = flag('online', { online: true }, { off: { online: false } });

/** An option with a value, and what else there is to say of it. */
export function value(
  name: string,
  placeholder: string,
  read: ValueOption['read'],
  more: Pick<ValueOption, 'short' | 'repeats' | 'namesProbes'> = {},
): ValueOption {
  return { kind: 'value', name, placeholder, read, ...more };
}

export const CONFIG = value('config', 'FILE', (policyFile) => ({ policyFile }), { short: 'c' });

/** What is run, and for whom. */
const SUBJECT: readonly Option[] = [
  CONFIG,
  value(
    'profile',
    'build|runtime|auto',
    async (text) => ({ profile: await oneOf([...PROFILES, 'auto'], text) }),
    { short: 'p' },
  ),
  value('for', PURPOSES.join('|'), async (text) => ({ purpose: await oneOf(PURPOSES, text) })),
  value(
    'format',
    'FORMAT',
    async (text) => ({ format: await oneOf(Object.keys(REPORTERS) as FormatName[], text) }),
    { short: 'f' },
  ),
  value('output', 'FILE', (output) => ({ output }), { short: 'o' }),
  value(
    'label',
    'NAME=VALUE',
    async (text) => ({ labels: (await import('../labels.ts')).readLabels(text) }),
    {
      repeats: true,
    },
  ),
  value('only', 'LIST', (text) => ({ only: listed(text) }), { namesProbes: true }),
  value('skip', 'LIST', (text) => ({ skip: listed(text) }), { namesProbes: true }),
];

/** How strict the answer is, when it is due, and what it looks like. */
const ANSWER: readonly Option[] = [
  value('fail-on', 'error|warning|new', async (text) => ({
    failOn: await oneOf(['error', 'warning', 'new'] as const, text),
  })),
  value('baseline', 'FILE', (baseline) => ({ baseline })),
  flag('strict', { strict: true }, { off: { strict: false } }),
  ONLINE,
  value('timeout', 'TIME', async (text) => ({ timeoutMs: await duration(text, TIMEOUT_LIMITS) })),
  value('wait', 'TIME', async (text) => ({ waitMs: await duration(text, WAIT_LIMITS) })),
  flag('quiet', { verbosity: 'quiet' }, { short: 'q' }),
  flag('verbose', { verbosity: 'verbose' }, { short: 'v' }),
  value('color', 'auto|always|never', async (text) => ({
    color: await oneOf(['auto', 'always', 'never'] as const, text),
  })),
];

/** Those that no probe brings. */
export const RUN_SETTINGS: readonly Option[] = [...SUBJECT, ...ANSWER];

/** Options of every command that runs the probes, in the order in which the help lists them. */
export function runOptions(probes: readonly AnyProbe[]): readonly Option[] {
  return [...SUBJECT, ...probes.flatMap(shorthandsOf), ...ANSWER];
}

function shorthandsOf({ policy }: AnyProbe): readonly Option[] {
  const { section, shorthands = [] } = policy ?? {};
  return shorthands.map(({ read, ...named }) => ({
    kind: 'value',
    ...named,
    read: async (text) => ({ policy: { [String(section)]: await read(text) } }),
  }));
}

async function oneOf<T extends string>(names: readonly T[], text: string): Promise<T> {
  const found = names.find((name) => name === text);
  if (found === undefined) throw new InvalidValue(`is not known${await didYouMean(text, names)}`);
  return found;
}

function duration(text: string, limits: DurationLimits): number {
  const read = readDuration(text, limits);
  if (read.ok) return read.ms;
  throw new InvalidValue(read.problem);
}
