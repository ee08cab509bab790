import type { Config } from '../../config/config.ts';
import type { Report } from '../../core/documents/report.ts';
import type { TargetReport } from '../../core/documents/target-report.ts';
import { mapStrings } from '../../core/redact/deep.ts';
import { without } from '../../core/redact/without.ts';
import type { Remedy } from '../../core/remedy/remedy.ts';
import type { Json } from '../../core/types/json.ts';
import type { FormatOptions } from '../../report/reporter.ts';
import { attempt, comparable } from '../attempt.ts';
import type { Context } from '../command.ts';
import type { ParsedArgs } from '../options/parse.ts';
import type { Blamed } from './blame/blame.ts';
import { configureApart } from './configure-apart.ts';
import { withPatience } from './incoming.ts';
import { lookAgain } from './look-again.ts';
import { seenFromOutside } from './seen.ts';
import type { Target } from './target.ts';
import { targetOf } from './target-of.ts';

/** Where nobody says how long all may take, the look has its time when all is read: that depends on the image. */
function withTime(config: Config, { readyMs = 0 }: Target, { patienceMs }: Context): Config {
  return patienceMs === undefined ? { ...config, timeoutMs: config.timeoutMs + readyMs } : config;
}

/** What stands in a Secret decides, and is not shown. */
function withoutSecrets(report: Report, { secrets = [] }: Target): Report {
  const hidden = (text: string) => without(text, secrets);
  return secrets.length === 0
    ? report
    : (mapStrings({ ...report } as unknown as Json, hidden) as unknown as Report);
}

async function judged(
  { blamed, host }: Target,
  config: Config,
  options: FormatOptions,
  seen: Context,
): Promise<Report> {
  if (blamed === undefined) return attempt(config, options, seen);
  const [{ notingWhatLacks }, { withBlame }] = await Promise.all([
    import('./blame/looked-for.ts'),
    import('./blame/blame.ts'),
  ]);
  const { probes, lookedFor } = notingWhatLacks(seen.probes);
  const report = withBlame(await attempt(config, options, { ...seen, probes }), blamed, lookedFor);
  return fitting(report, blamed, host.target);
}

/** Remedies as they are done in a manifest, or in a file of Compose. */
async function fitting(report: Report, blamed: Blamed, target: TargetReport | undefined): Promise<Report> {
  const { compose = null, pod = null } = target === undefined ? {} : { compose: null, pod: null, ...target };
  if (compose === null && pod === null) return report;
  const { withFittingRemedies } = await import('./blame/fitting-remedies.ts');
  const translate =
    compose === null
      ? (remedy: Remedy) => (remedy.syntax === 'options' ? null : remedy)
      : (await import('./compose/compose-remedies.ts')).asCompose(compose.service);
  return withFittingRemedies(report, blamed, translate);
}

/** The configuration, which is this process's own, and how what is looked at in place of its container is judged. */
export interface FromOutside {
  readonly config: Config;
  make(options: FormatOptions): Promise<Report>;
}

/** @throws UsageError, PolicyError, TargetError */
export async function fromOutside(args: ParsedArgs, operator: Context): Promise<FromOutside> {
  const config = await configureApart(args, operator);
  const context = withPatience(await comparable(config, operator), args, config);
  // Of its own deadline, from the start of this process on.
  const first = await targetOf(args, context, config.timeoutMs);
  return {
    config,
    make: async (options) => {
      const report = await lookAgain(first, async (target) =>
        judged(
          target,
          withTime(config, target, context),
          options,
          await seenFromOutside(target, config, context),
        ),
      );
      if (first.isUnchanged?.() ?? first.isSame()) return withoutSecrets(report, first);
      // Of another program, or of other mounts than it began with: once more, and no third time. On a busy node some
      // mount comes or goes at any moment, so that the second look asks for the same program alone.
      const second = await targetOf(args, context, context.host.monotonic() + config.timeoutMs);
      const again = await attempt(config, options, await seenFromOutside(second, config, context));
      if (!second.isSame()) throw second.changed();
      return again;
    },
  };
}
