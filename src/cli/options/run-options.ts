import { TIMEOUT_LIMITS, WAIT_LIMITS } from '../../config/values.ts';
import { InvalidValue, listed } from '../../core/policy/shorthand.ts';
import type { AnyProbe } from '../../core/probe.ts';
import { PROFILES } from '../../core/profile.ts';
import { PURPOSES } from '../../core/purpose.ts';
import { didYouMean } from '../../core/text/nearest.ts';
import { type DurationLimits, readDuration } from '../../core/time/duration.ts';
import { type FormatName, REPORTERS } from '../../report/format.ts';
import type { Option, ValueOption } from './option.ts';

export const CONFIG: ValueOption = {
  kind: 'value',
  name: 'config',
  short: 'c',
  placeholder: 'FILE',
  help: 'policy, YAML or JSON; else /etc/probe-env.yaml where it exists',
  read: (policyFile) => ({ policyFile }),
};

/** What is run, and for whom. */
const SUBJECT: readonly Option[] = [
  CONFIG,
  {
    kind: 'value',
    name: 'profile',
    short: 'p',
    placeholder: 'build|runtime|auto',
    help: 'build: a Go toolchain is required. runtime: the go probes are skipped. auto (default): build where there is any sign of a toolchain',
    read: async (text) => ({ profile: await oneOf([...PROFILES, 'auto'], text) }),
  },
  {
    kind: 'value',
    name: 'for',
    placeholder: PURPOSES.join('|'),
    help: 'which question is asked; default readiness. liveness fails only on what a restart can fix',
    read: async (text) => ({ purpose: await oneOf(PURPOSES, text) }),
  },
  {
    kind: 'value',
    name: 'format',
    short: 'f',
    placeholder: 'FORMAT',
    help: `${Object.keys(REPORTERS).join(', ')}; default text`,
    read: async (text) => ({ format: await oneOf(Object.keys(REPORTERS) as FormatName[], text) }),
  },
  {
    kind: 'value',
    name: 'output',
    short: 'o',
    placeholder: 'FILE',
    help: 'write the report to this file (atomically) instead of to stdout',
    read: (output) => ({ output }),
  },
  {
    kind: 'value',
    name: 'label',
    placeholder: 'NAME=VALUE',
    repeats: true,
    help: 'tell containers apart in every format but text: container=app. May be given more than once, or with commas; host, namespace, pod, container and node_name are known where a variable of the downward API says them',
    read: async (text) => ({ labels: (await import('./labels.ts')).readLabels(text) }),
  },
  {
    kind: 'value',
    name: 'only',
    placeholder: 'LIST',
    namesProbes: true,
    help: 'run only these probes',
    read: (text) => ({ only: listed(text) }),
  },
  {
    kind: 'value',
    name: 'skip',
    placeholder: 'LIST',
    namesProbes: true,
    help: 'run all probes but these',
    read: (text) => ({ skip: listed(text) }),
  },
];

/** How strict the answer is, when it is due, and what it looks like. */
const ANSWER: readonly Option[] = [
  {
    kind: 'value',
    name: 'fail-on',
    placeholder: 'error|warning',
    help: 'the severity from which on the container is not ready; default error',
    read: async (text) => ({ failOn: await oneOf(['error', 'warning'] as const, text) }),
  },
  {
    kind: 'switch',
    name: 'strict',
    help: 'what could not be known makes it not ready. Without it liveness only tells of a probe without a conclusion, an unusable policy or a wrong option, and ends with 0',
    layer: { strict: true },
    off: { strict: false },
  },
  {
    kind: 'value',
    name: 'timeout',
    placeholder: 'TIME',
    help: 'deadline of the whole run, from the start of the process, such as 900ms or 2s; default 900ms, below the 1 s of a Kubernetes probe, and 10s for the command run, which nobody times. A number without a unit is milliseconds',
    read: async (text) => ({ timeoutMs: await duration(text, TIMEOUT_LIMITS) }),
  },
  {
    kind: 'value',
    name: 'wait',
    placeholder: 'TIME',
    help: 'repeat the probes until ready, for at most this long (30s, 500ms, 2m): for mounts and sidecars that come late. Not for an exec probe, which repeats by itself',
    read: async (text) => ({ waitMs: await duration(text, WAIT_LIMITS) }),
  },
  {
    kind: 'switch',
    name: 'quiet',
    short: 'q',
    help: 'the first line alone',
    layer: { verbosity: 'quiet' },
  },
  {
    kind: 'switch',
    name: 'verbose',
    short: 'v',
    help: 'the facts and findings of severity info too; the report may then be longer than 4096 bytes',
    layer: { verbosity: 'verbose' },
  },
  {
    kind: 'value',
    name: 'color',
    placeholder: 'auto|always|never',
    help: 'default auto: on a terminal; NO_COLOR and FORCE_COLOR are honoured',
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
