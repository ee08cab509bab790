import type { Config } from '../../config/config.ts';
import type { Baseline, EarlierTarget } from '../../core/documents/baseline.ts';
import type { ProbeReport } from '../../core/documents/report.ts';
import type { TargetReport } from '../../core/documents/target-report.ts';
import { without } from '../../core/redact/without.ts';
import type { Compare } from '../../pipeline.ts';
import { inTime } from '../../run/in-time.ts';
import { failureText } from '../../verdict/failure-text.ts';
import { compare } from '../../verdict/since/compare.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../options/usage-error.ts';
import { notRead } from '../output/late.ts';
import { MAX_BASELINE_BYTES, NoBaseline, readBaseline } from './read-baseline.ts';

/**
 * With the report that this one is compared with, as long as there is time to read it.
 *
 * @throws UsageError
 */
export async function withBaseline(config: Config, context: Context): Promise<Context> {
  const { baseline: file, failOn } = config;
  if (file === null) {
    if (failOn !== 'new') return context;
    throw new UsageError(
      '--fail-on new needs a report to compare with: --baseline FILE, which the same call with -f json -o FILE writes',
    );
  }
  const { host } = context;
  const late = () => refused(file, notRead(host, [file]));
  return inTime(host, config.timeoutMs, async () => ({ ...context, baseline: baselineOf(file, host) }), late);
}

function baselineOf(file: string, { readFile }: Context['host']): Baseline {
  const read = readFile(file, { maxBytes: MAX_BASELINE_BYTES });
  if (!read.ok) {
    const { code, type } = read.error;
    const why =
      code === 'TOO_LARGE'
        ? `it has more than ${MAX_BASELINE_BYTES / 1024 / 1024} MiB`
        : `${failureText(read.error)}${type === undefined ? '' : `, a ${type}`}`;
    throw refused(file, `cannot be read (${why})`);
  }
  try {
    return readBaseline(read.value.toString('utf8'), file);
  } catch (error) {
    if (!(error instanceof NoBaseline)) throw error;
    throw refused(file, error.message);
  }
}

const LIVE: EarlierTarget = { kind: 'live' };

/**
 * How the findings of this run are compared.
 *
 * @throws UsageError where the baseline is about something else
 */
export function comparing(baseline: Baseline, { host, secrets = [] }: Context): Compare {
  const now = host.target ?? LIVE;
  const then = baseline.target ?? LIVE;
  const [was, is] = [kindOf(then), kindOf(now)];
  if (was !== is) throw refused(baseline.file, `is about ${was}, and this run about ${is}`);
  const options = {
    called: [...namesOf(then), ...namesOf(now)],
    hide: (text: string) => without(text, secrets),
  };
  return (probes: readonly ProbeReport[]) => compare(baseline, probes, options);
}

function refused(file: string, why: string): UsageError {
  return new UsageError(
    `--baseline: ${JSON.stringify(file)} ${why}; a new one is written by the same call with -f json -o FILE in place of --baseline FILE`,
  );
}

function kindOf(target: EarlierTarget): string {
  const by = RUN_BY.find(([kind]) => kind !== target.kind && kind in target);
  const kind = KINDS[target.kind] ?? 'something that this probe-env does not know';
  return by === undefined ? kind : `${kind} that ${by[1]} runs`;
}

const RUN_BY = [
  ['pod', 'a pod'],
  ['compose', 'a service of Compose'],
] as const;

const KINDS: Readonly<Record<string, string>> = {
  live: 'the container that probe-env runs in',
  root: 'a root file system',
  image: 'an image',
  pod: 'a pod without its image',
  compose: 'a service of Compose without its image',
  process: "another process's container",
} satisfies Record<TargetReport['kind'], string>;

/** Where a target says what it is called. */
const NAMES = [
  ['root'],
  ['image', 'file'],
  ['image', 'reference'],
  ['image', 'digest'],
  ['pod', 'file'],
  ['compose', 'file'],
] as const;

/** What evidence may call the target itself by. */
function namesOf(target: EarlierTarget): readonly string[] {
  return NAMES.flatMap((path) => {
    const name = path.reduce<unknown>(partOf, target);
    return typeof name === 'string' ? [name] : [];
  });
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
