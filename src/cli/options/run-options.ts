import { isVersionRange, normalUmask, TIMEOUT_LIMITS, WAIT_LIMITS, ZONE_NAME } from '../../config/values.ts';
import { PROFILES } from '../../core/profile.ts';
import { PURPOSES } from '../../core/purpose.ts';
import { didYouMean } from '../../core/text/nearest.ts';
import { type DurationLimits, readDuration } from '../../core/time/duration.ts';
import { type FormatName, REPORTERS } from '../../report/format.ts';
import { InvalidValue, type Option } from './option.ts';

/** Options of every command that runs the probes, in the order in which the help lists them. */
export const RUN_OPTIONS: readonly Option[] = [
  {
    kind: 'value',
    name: 'config',
    short: 'c',
    placeholder: 'FILE',
    help: 'policy, YAML or JSON; else /etc/probe-env.yaml where it exists',
    read: (policyFile) => ({ policyFile }),
  },
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
    read: (text) => ({ only: list(text) }),
  },
  {
    kind: 'value',
    name: 'skip',
    placeholder: 'LIST',
    namesProbes: true,
    help: 'run all probes but these',
    read: (text) => ({ skip: list(text) }),
  },
  {
    kind: 'value',
    name: 'go-version',
    placeholder: 'RANGE',
    help: 'versions of Go that are accepted, such as ">=1.24 <1.27"; default >=1.21',
    read: async (range) => {
      if (await isVersionRange(range)) return { policy: { goVersion: { range } } };
      throw new InvalidValue('is not a range of versions; write one such as ">=1.24" or "1.26.x"');
    },
  },
  {
    kind: 'value',
    name: 'timezone',
    placeholder: 'ZONE',
    help: 'zone that Go must see, such as Europe/Berlin',
    read: (expected) => {
      if (ZONE_NAME.test(expected)) return { policy: { timezone: { expected } } };
      throw new InvalidValue('is not the name of a time zone; write one such as Europe/Berlin or UTC');
    },
  },
  {
    kind: 'value',
    name: 'umask',
    placeholder: 'LIST',
    help: 'accepted umasks, such as 0022,0002',
    read: (text) => ({ policy: { umask: { allowed: list(text).map(umask) } } }),
  },
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

async function oneOf<T extends string>(names: readonly T[], text: string): Promise<T> {
  const found = names.find((name) => name === text);
  if (found === undefined) throw new InvalidValue(`is not known${await didYouMean(text, names)}`);
  return found;
}

function list(text: string): readonly string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) throw new InvalidValue('has an empty entry; a list is written with commas: a,b');
  return items;
}

function umask(text: string): string {
  const normal = normalUmask(text);
  if (normal === null) throw new InvalidValue('is not a umask; write octal digits such as 0022');
  return normal;
}

function duration(text: string, limits: DurationLimits): number {
  const read = readDuration(text, limits);
  if (read.ok) return read.ms;
  throw new InvalidValue(read.problem);
}
