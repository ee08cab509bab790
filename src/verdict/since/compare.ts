import type { Baseline, EarlierFinding } from '../../core/documents/baseline.ts';
import type { Finding, GoneFinding, ProbeReport, Report } from '../../core/documents/report.ts';
import { mapStrings } from '../../core/redact/deep.ts';
import { bySeverity } from '../../core/severity.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { fingerprint, things } from './fingerprint.ts';
import { sinceText } from './since-text.ts';

export interface CompareOptions {
  /** What the target is called now and was then: no part of what a finding is about. */
  readonly called: readonly string[];
  /** As the evidence will be written: without what nobody may see. */
  readonly hide: (text: string) => string;
}

/** The probes, each finding with whether the baseline knows it; and what it knew that is no more. Pure. */
export function compare(
  { file, startedAt, probes: earlier }: Baseline,
  probes: readonly ProbeReport[],
  { called, hide }: CompareOptions,
): Pick<Report, 'probes' | 'baseline'> {
  const compared = probes.map((probe) => {
    const known = earlier.find(({ name }) => name === probe.name)?.findings ?? [];
    return pairUp(probe, known, (evidence) => mapStrings(plain(evidence), hide) as JsonObject, called);
  });
  const then = concludedOf(earlier);
  const now = concludedOf(probes);
  const findings = compared.flatMap(({ probe }) => probe.findings);
  const told = {
    file,
    startedAt,
    new: findings.filter((finding) => finding.new).length,
    changed: findings.filter(({ changed }) => changed !== undefined).length,
    gone: compared.flatMap(({ probe, left }) => (then.has(probe.name) && now.has(probe.name) ? left : [])),
    notCompared: [...new Set([...then, ...now])].filter((name) => !then.has(name) || !now.has(name)),
  };
  return {
    probes: compared.map(({ probe }) => probe),
    baseline: { ...told, text: sinceText(told) },
  };
}

/** Those that looked and came to an end. */
function concludedOf(probes: readonly Pick<ProbeReport, 'name' | 'status'>[]): ReadonlySet<string> {
  return new Set(
    probes.filter(({ status }) => status !== 'skip' && status !== 'inconclusive').map(({ name }) => name),
  );
}

interface Pair {
  readonly probe: ProbeReport;
  /** What the baseline has besides. */
  readonly left: readonly GoneFinding[];
}

/** Each finding with the one of the baseline that it is: of several that might be, the one with the same evidence. */
function pairUp(
  probe: ProbeReport,
  earlier: readonly EarlierFinding[],
  written: (evidence: JsonObject) => JsonObject,
  called: readonly string[],
): Pair {
  const now = probe.findings.map((finding) => {
    const evidence = written(finding.evidence);
    const mark = fingerprint({ rule: finding.rule, evidence }, called);
    return { finding, evidence, mark, exact: `${mark} ${canonical(lasting(evidence))}` };
  });
  const known = earlier.map((finding) => {
    const mark = fingerprint(finding, called);
    return { finding, mark, exact: `${mark} ${canonical(lasting(finding.evidence))}` };
  });
  const left = new Set(known);
  const same = taking(
    left,
    groupsOf(known, ({ exact }) => exact),
  );
  const alike = taking(
    left,
    groupsOf(known, ({ mark }) => mark),
  );
  const firsts = now.map(({ exact }) => same(exact));
  const findings = now.map(({ finding, evidence, mark }, at) => {
    const then = firsts[at] ?? alike(mark);
    return { ...finding, ...since(finding, evidence, then?.finding) };
  });
  return { probe: { ...probe, findings }, left: [...left].map(({ finding }) => gone(finding)) };
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Takes what is left, one by one, by a key. */
function taking<T>(left: Set<T>, groups: ReadonlyMap<string, T[]>): (key: string) => T | undefined {
  return (key) => {
    const group = groups.get(key) ?? [];
    for (let item = group.pop(); item !== undefined; item = group.pop()) if (left.delete(item)) return item;
    return undefined;
  };
}

function gone({ rule, severity, message, evidence }: EarlierFinding): GoneFinding {
  return { rule, severity, message, evidence };
}

function since(
  { severity }: Finding,
  evidence: JsonObject,
  then: EarlierFinding | undefined,
): Pick<Finding, 'new' | 'changed'> {
  if (then === undefined) return { new: true };
  const before = new Set(things(then.evidence));
  const isMore = things(evidence).some((thing) => !before.has(thing));
  if (isMore || bySeverity(severity, then.severity) < 0) return { new: true };
  const changed = [
    ...(severity === then.severity ? [] : ['severity']),
    ...differing(evidence, then.evidence),
  ];
  return changed.length === 0 ? { new: false } : { new: false, changed };
}

/** What is another at each look, and says nothing of the finding. */
const FLEETING = /^(?:now|clock|age|afterMs)$/;

function differing(a: JsonObject, b: JsonObject): readonly string[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !FLEETING.test(key));
  return keys.filter((key) => canonical(a[key]) !== canonical(b[key]));
}

function lasting(evidence: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(evidence).filter(([key]) => !FLEETING.test(key)));
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, item) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** As JSON keeps it. */
function plain(evidence: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(evidence)) as JsonObject;
}
