import type { Finding, Report } from '../../../src/core/documents/report.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type Applied, apply, Refused } from '../apply/apply.ts';
import { argsOf, type Broken, broken, merged, writePolicy } from '../roots/broken.ts';
import { SEER, ZONED_SEER } from '../roots/roots.ts';
import type { Sandbox } from '../roots/sandbox.ts';
import type { Settings, Situation } from '../situation.ts';
import { type Bench, type Case, nameOf } from './cases.ts';

/** What became of one remedy. */
export interface Outcome {
  readonly name: string;
  readonly where: string;
  /** Null where it mends. */
  readonly fault: string | null;
}

/** Breaks a root, and applies every remedy that is offered, each to a copy of it. */
export async function tryRemedies(one: Case, bench: Bench): Promise<readonly Outcome[]> {
  try {
    return await tryAll(one, bench);
  } catch (error) {
    return [{ name: nameOf(one), where: '', fault: `cannot be tried: ${error}` }];
  }
}

async function tryAll(one: Case, bench: Bench): Promise<readonly Outcome[]> {
  const { sandbox, settings } = await broken(one, bench);
  try {
    const report = await sandbox.probe(settings, argsOf(one.situation));
    return await tryEach(one, report, (remedies, finding) =>
      tryOne(remedies, finding, report, one.situation, { sandbox: sandbox.copy(), settings }),
    );
  } finally {
    sandbox.close();
  }
}

async function tryEach(
  one: Case,
  report: Report,
  fault: (remedies: readonly Remedy[], finding: Finding) => Promise<string | null>,
): Promise<readonly Outcome[]> {
  const name = nameOf(one);
  const finding = report.probes
    .flatMap(({ findings }) => findings)
    .find(({ rule }) => rule === one.situation.rule);
  if (finding === undefined) return [{ name, where: '', fault: `does not fire: ${told(report)}` }];
  if (finding.remedies.length === 0)
    return [{ name, where: '', fault: `no remedy as data: ${finding.remedy}` }];
  const outcomes: Outcome[] = [];
  for (const [index, remedy] of finding.remedies.entries()) {
    if (!isMeantHere(remedy, one)) continue;
    const { where, lines } = remedy;
    const first = / the line above /.test(remedy.why) ? finding.remedies[index - 1] : undefined;
    outcomes.push({
      name,
      where: `${where}: ${lines.join(' ⏎ ') || remedy.why}`,
      fault: await fault([...(first === undefined ? [] : [first]), remedy], finding),
    });
  }
  if (outcomes.length === 0) return [{ name, where: '', fault: `nothing to type: ${finding.remedy}` }];
  return outcomes;
}

/** A variable of the pod wins over that of the image, so of such a pair one is meant. */
export function isMeantHere({ where, lines, why }: Remedy, { situation, envBy }: Case): boolean {
  // Where the image is built is another machine.
  if (where === 'ci') return false;
  if (lines.length === 0) return /^take [A-Z_0-9]+/.test(why);
  const sets = Object.keys(situation.env ?? {}).some((name) =>
    lines.some((line) => line.startsWith(`ENV `) && line.includes(`${name}=`)),
  );
  return !(where === 'image' && envBy === 'pod' && sets);
}

async function tryOne(
  remedies: readonly Remedy[],
  finding: Finding,
  before: Report,
  situation: Situation,
  { sandbox, settings }: Broken,
): Promise<string | null> {
  try {
    const homes = sandbox.homes();
    const open = sandbox.exposed(homes);
    let applied: Applied = { settings };
    for (const remedy of remedies) applied = await apply(remedy, sandbox, applied.settings);
    if (applied.policy !== undefined) await writePolicy(sandbox, merged(situation.policy, applied.policy));
    const after = await sandbox.probe(applied.settings, argsOf(situation));
    return (
      judge(finding, before, after, situation.beside) ??
      (await works(situation, sandbox, applied.settings, programFor(remedies))) ??
      harmOf(open, sandbox.exposed(homes))
    );
  } catch (error) {
    if (error instanceof Refused) return `refused: ${error.message}`;
    throw error;
  } finally {
    sandbox.close();
  }
}

function harmOf(before: ReadonlySet<string>, after: ReadonlySet<string>): string | null {
  const harm = [...after].filter((one) => !before.has(one));
  return harm.length === 0 ? null : `harmful: ${harm.join(', ')}`;
}

const count = (report: Report, rule: string) =>
  report.probes.flatMap(({ findings }) => findings).filter((f) => f.rule === rule && f.severity !== 'info')
    .length;

/** The finding is gone, and nothing of weight came instead. */
function judge(
  finding: Finding,
  before: Report,
  after: Report,
  beside: readonly string[] = [],
): string | null {
  const info = finding.severity === 'info';
  const left = info
    ? after.probes.flatMap(({ findings }) => findings).filter(({ rule }) => rule === finding.rule).length
    : count(after, finding.rule);
  const was = info ? 1 : count(before, finding.rule);
  if (left >= was) return `the finding stays: ${told(after)}`;
  const rules = new Set(after.probes.flatMap(({ findings }) => findings).map(({ rule }) => rule));
  for (const rule of rules) {
    if (!beside.includes(rule) && count(after, rule) > count(before, rule))
      return `a new finding: ${rule}: ${told(after)}`;
  }
  return null;
}

/** Some of what a remedy is for is a property of the program. */
function programFor(remedies: readonly Remedy[]): string {
  return remedies.some(({ why }) => why.includes('the program has the zone data inside')) ? ZONED_SEER : SEER;
}

async function works(
  situation: Situation,
  sandbox: Sandbox,
  settings: Settings,
  seer: string,
): Promise<string | null> {
  for (const question of situation.works ?? []) {
    const { code, output } = await sandbox.ask(question, settings, seer);
    if (code !== 0) return `does not work: ${question}: ${output.trim()}`;
  }
  for (const command of situation.commands ?? []) {
    const { code, output } = await sandbox.inside(['/bin/sh', '-c', command], settings);
    if (code !== 0) return `does not work: ${command}: ${output.trim()}`;
  }
  return null;
}

export function told(report: Report): string {
  const findings = report.probes
    .flatMap((probe) => probe.findings)
    .filter(({ severity }) => severity !== 'info');
  const open = report.probes
    .filter(({ status }) => status === 'inconclusive')
    .map(({ name, reason }) => `${name}: ${reason}`);
  return (
    [...open, ...findings.map(({ rule, message }) => `${rule}: ${message}`)].join(' | ') || 'nothing is found'
  );
}
