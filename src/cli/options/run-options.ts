import { TIMEOUT_LIMITS, WAIT_LIMITS } from '../../config/values.ts';
import { InvalidValue, listed } from '../../core/policy/shorthand.ts';
import type { AnyProbe } from '../../core/probe.ts';
import { PROFILES } from '../../core/profile.ts';
import { PURPOSES } from '../../core/purpose.ts';
import { didYouMean } from '../../core/text/nearest.ts';
import { type DurationLimits, readDuration } from '../../core/time/duration.ts';
import { type FormatName, REPORTERS } from '../../report/format.ts';
import type { Option, SwitchOption, ValueOption } from './option.ts';

export const CONFIG: ValueOption = {
  kind: 'value',
  name: 'config',
  short: 'c',
  placeholder: 'FILE',
  read: (policyFile) => ({ policyFile }),
};

export const ONLINE: SwitchOption = {
  kind: 'switch',
  name: 'online',
  layer: { online: true },
  off: { online: false },
};

/** What is run, and for whom. */
const SUBJECT: readonly Option[] = [
  CONFIG,
  {
    kind: 'value',
    name: 'profile',
    short: 'p',
    placeholder: 'build|runtime|auto',
    read: async (text) => ({ profile: await oneOf([...PROFILES, 'auto'], text) }),
  },
  {
    kind: 'value',
    name: 'for',
    placeholder: PURPOSES.join('|'),
    read: async (text) => ({ purpose: await oneOf(PURPOSES, text) }),
  },
  {
    kind: 'value',
    name: 'format',
    short: 'f',
    placeholder: 'FORMAT',
    read: async (text) => ({ format: await oneOf(Object.keys(REPORTERS) as FormatName[], text) }),
  },
  {
    kind: 'value',
    name: 'output',
    short: 'o',
    placeholder: 'FILE',
    read: (output) => ({ output }),
  },
  {
    kind: 'value',
    name: 'label',
    placeholder: 'NAME=VALUE',
    repeats: true,
    read: async (text) => ({ labels: (await import('./labels.ts')).readLabels(text) }),
  },
  {
    kind: 'value',
    name: 'only',
    placeholder: 'LIST',
    namesProbes: true,
    read: (text) => ({ only: listed(text) }),
  },
  {
    kind: 'value',
    name: 'skip',
    placeholder: 'LIST',
    namesProbes: true,
    read: (text) => ({ skip: listed(text) }),
  },
];

/** How strict the answer is, when it is due, and what it looks like. */
const ANSWER: readonly Option[] = [
  {
    kind: 'value',
    name: 'fail-on',
    placeholder: 'error|warning|new',
    read: async (text) => ({ failOn: await oneOf(['error', 'warning', 'new'] as const, text) }),
  },
  {
    kind: 'value',
    name: 'baseline',
    placeholder: 'FILE',
    read: (baseline) => ({ baseline }),
  },
  {
    kind: 'switch',
    name: 'strict',
    layer: { strict: true },
    off: { strict: false },
  },
  ONLINE,
  {
    kind: 'value',
    name: 'timeout',
    placeholder: 'TIME',
    read: async (text) => ({ timeoutMs: await duration(text, TIMEOUT_LIMITS) }),
  },
  {
    kind: 'value',
    name: 'wait',
    placeholder: 'TIME',
    read: async (text) => ({ waitMs: await duration(text, WAIT_LIMITS) }),
  },
  {
    kind: 'switch',
    name: 'quiet',
    short: 'q',
    layer: { verbosity: 'quiet' },
  },
  {
    kind: 'switch',
    name: 'verbose',
    short: 'v',
    layer: { verbosity: 'verbose' },
  },
  {
    kind: 'value',
    name: 'color',
    placeholder: 'auto|always|never',
    read: async (text) => ({ color: await oneOf(['auto', 'always', 'never'] as const, text) }),
  },
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
