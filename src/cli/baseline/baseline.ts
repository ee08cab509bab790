import type { Config } from '../../config/config.ts';
import type { Baseline } from '../../core/documents/baseline.ts';
import type { ProbeReport, TargetReport } from '../../core/documents/report.ts';
import { without } from '../../core/redact/without.ts';
import type { Compare } from '../../pipeline.ts';
import { compare } from '../../verdict/since/compare.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../options/usage-error.ts';
import { MAX_BASELINE_BYTES, NoBaseline, readBaseline } from './read-baseline.ts';

/**
 * With the report that this one is compared with.
 *
 * @throws UsageError
 */
export function withBaseline({ baseline: file, failOn }: Config, context: Context): Context {
  if (file === null) {
    if (failOn !== 'new') return context;
    throw new UsageError(
      '--fail-on new needs a report to compare with: --baseline FILE, which the same call with -f json -o FILE writes',
    );
  }
  const read = context.host.readFile(file, { maxBytes: MAX_BASELINE_BYTES });
  if (!read.ok) {
    const { code, type } = read.error;
    const why =
      code === 'TOO_LARGE'
        ? `it has more than ${MAX_BASELINE_BYTES / 1024 / 1024} MiB`
        : `${code}${type === undefined ? '' : `, a ${type}`}`;
    throw refused(file, `cannot be read (${why})`);
  }
  try {
    return { ...context, baseline: readBaseline(read.value.toString('utf8'), file) };
  } catch (error) {
    if (!(error instanceof NoBaseline)) throw error;
    throw refused(file, error.message);
  }
}

/**
 * How the findings of this run are compared.
 *
 * @throws UsageError where the baseline is about something else
 */
export function comparing(baseline: Baseline, { host, secrets = [] }: Context): Compare {
  const now = host.target ?? { kind: 'live' };
  const [was, is] = [kindOf(baseline.target), kindOf(now)];
  if (was !== is) throw refused(baseline.file, `is about ${was}, and this run about ${is}`);
  const options = {
    called: [...namesOf(baseline.target), ...namesOf(now)],
    hide: (text: string) => without(text, secrets),
  };
  return (probes: readonly ProbeReport[]) => compare(baseline, probes, options);
}

function refused(file: string, why: string): UsageError {
  return new UsageError(
    `--baseline: ${JSON.stringify(file)} ${why}; a new one is written by the same call with -f json -o FILE in place of --baseline FILE`,
  );
}

function kindOf(target: TargetReport | undefined): string {
  const of = target?.kind ?? 'live';
  const pod = target !== undefined && of !== 'pod' && 'pod' in target ? ' that a pod runs' : '';
  return `${KINDS[of] ?? 'something that this probe-env does not know'}${pod}`;
}

const KINDS: Readonly<Record<string, string>> = {
  live: 'the container that probe-env runs in',
  root: 'a root file system',
  image: 'an image',
  pod: 'a pod without its image',
  process: "another process's container",
};

/** What evidence may call the target itself by. */
function namesOf(target: TargetReport | undefined): readonly string[] {
  if (target === undefined) return [];
  const { root, image, pod } = target as Partial<{
    readonly root: string;
    readonly image: {
      readonly file?: string;
      readonly reference?: string | null;
      readonly digest?: string | null;
    };
    readonly pod: { readonly file?: string };
  }>;
  const names = [root, image?.file, image?.reference, image?.digest, pod?.file];
  return names.filter((name) => typeof name === 'string');
}
