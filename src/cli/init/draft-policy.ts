import { DEFAULTS, UNTIMED_MS } from '../../config/defaults.ts';
import { mergeLayers } from '../../config/merge.ts';
import { toLayer } from '../../config/policy/layer.ts';
import { checkPolicy } from '../../config/policy/parse.ts';
import type { Report } from '../../core/documents/report.ts';
import type { DraftField, Drafts } from '../../core/policy/draft.ts';
import type { ProfileName } from '../../core/profile.ts';
import type { Json, JsonObject } from '../../core/types/json.ts';
import { makeReport } from '../../pipeline.ts';
import type { Outcome } from '../../run/outcome.ts';
import { runProbes } from '../../run/run-probes.ts';
import { reasonText } from '../../verdict/reasons.ts';
import type { Context } from '../command.ts';
import { withoutSecrets } from './without-secrets.ts';

/** A policy that what was looked at fulfils. */
export interface PolicyDraft {
  readonly profile: ProfileName;
  readonly sections: readonly DraftSection[];
}

export interface DraftSection {
  readonly name: string;
  readonly fields: readonly DraftField[];
  /** Why nothing is asked for, where there is a reason to tell. */
  readonly without?: string;
}

/** What was looked at is not ready: there is no policy that it fulfils. */
export class NotReady extends Error {
  readonly report: Report;

  constructor(report: Report) {
    super('not ready');
    this.report = report;
  }
}

/**
 * The policy that what is looked at fulfils: drafted by the probes, and tried.
 *
 * @throws NotReady
 */
export async function draftPolicy(context: Context, profile: ProfileName | 'auto'): Promise<PolicyDraft> {
  const first = await check(context, { profile });
  if (first.verdict !== 'ready') throw new NotReady(first);
  const { name } = first.profile;
  const outcomes = await runProbes(context.probes, context.host, {
    policy: configOf(context, { profile: name }).policy,
    profile: { name, why: { code: 'asked-for', data: {} } },
    details: true,
    deadlineMs: context.host.monotonic() + UNTIMED_MS,
  });
  const { drafts = {} } = (await context.drafts?.()) ?? {};
  const drafted = await Promise.all(outcomes.map((outcome) => sectionOf(outcome, drafts, context)));
  const sections = drafted.filter((section) => section !== null);
  if ((await contradicting(sections, name, context)).length === 0) return { profile: name, sections };
  // Which of them it is.
  const tried: DraftSection[] = [];
  for (const section of sections) {
    const rules = await contradicting([section], name, context);
    const without = `what it would ask for is not all there (${rules.join(', ')})`;
    tried.push(rules.length === 0 ? section : { ...section, fields: [], without });
  }
  return { profile: name, sections: tried };
}

async function sectionOf(outcome: Outcome, drafts: Drafts, { host }: Context): Promise<DraftSection | null> {
  const { probe, facts, skipped, inconclusive = skipped } = outcome;
  const draft = drafts[probe.name];
  if (probe.policy === undefined || draft === undefined || skipped?.code === 'not-in-profile') return null;
  const name = String(probe.policy.section);
  if (inconclusive !== undefined || facts === undefined) {
    const why = inconclusive === undefined ? 'nothing was seen' : await reasonText(inconclusive, probe);
    return { name, fields: [], without: why };
  }
  const fields = withoutSecrets(await draft(facts, host));
  return fields.length === 0 ? null : { name, fields };
}

/** The rules that find something where that is asked for. */
async function contradicting(
  sections: readonly DraftSection[],
  profile: ProfileName,
  context: Context,
): Promise<readonly string[]> {
  const tables = sections
    .filter(({ fields }) => fields.length > 0)
    .map(({ name, fields }) => [
      name,
      Object.fromEntries(fields.map((field) => [field.key, plainValue(field)])),
    ]);
  if (tables.length === 0) return [];
  const report = await check(context, { profile, ...Object.fromEntries(tables) });
  if (report.verdict === 'ready') return [];
  const errors = report.probes.flatMap(({ findings }) => findings).filter((f) => f.severity === 'error');
  return errors.length === 0 ? ['no conclusion'] : [...new Set(errors.map(({ rule }) => rule))];
}

async function check(context: Context, file: JsonObject): Promise<Report> {
  const { host } = context;
  const config =
    file.profile === 'auto'
      ? configOf(context, { profile: 'auto' })
      : configOf(context, toLayer(await checkPolicy(file, context.probes, host)));
  const startedMs = host.monotonic();
  return makeReport(context, host, config, { facts: false, info: false, startedMs });
}

function configOf({ probes }: Context, layer: Parameters<typeof mergeLayers>[1][number]) {
  return mergeLayers(probes, [layer], { ...DEFAULTS, timeoutMs: UNTIMED_MS });
}

/** The value as a policy has it, without what is said of its entries. */
function plainValue({ value }: DraftField): Json {
  if (!Array.isArray(value)) return value as Json;
  return value.map((entry) =>
    typeof entry === 'object' && entry !== null && 'item' in entry ? (entry.item as Json) : (entry as Json),
  );
}
