import type { AnyProbe, PolicyMistake as Mistake } from '../../core/probe.ts';
import { didYouMean } from '../../core/text/nearest.ts';
import { visible } from '../../core/text/visible.ts';
import type { Host } from '../../target/host.ts';
import type { Demand } from '../config.ts';
import { demandsOf } from '../demands.ts';
import { noProbe } from '../no-probe.ts';
import { isVersionRange } from '../values.ts';
import type { PolicyFile } from './file-type.ts';

export type { PolicyMistake as Mistake } from '../../core/probe.ts';

/**
 * What no schema can know: names of probes, ids of rules, ranges of versions. Probes and rules that do
 * not exist would silently be without effect. What it needs is loaded only for the fields that are there.
 */
export async function mistakesOf(
  file: PolicyFile,
  probes: readonly AnyProbe[],
  host: Host | null,
): Promise<readonly Mistake[]> {
  return [
    ...(await probeMistakes(file, probes)),
    ...(await ruleMistakes(file, probes)),
    ...(await rangeMistakes(file)),
    ...contradictions(file),
    ...(await Promise.all(probes.map((probe) => probe.mistakes?.(file, host) ?? []))).flat(),
  ];
}

async function probeMistakes(file: PolicyFile, probes: readonly AnyProbe[]): Promise<Mistake[]> {
  const names = probes.map((probe) => probe.name);
  const mistakes: Mistake[] = [];
  for (const key of ['only', 'skip'] as const) {
    for (const [index, name] of (file[key] ?? []).entries()) {
      if (names.includes(name)) continue;
      const text = await noProbe(name, names);
      mistakes.push({ at: [key, index], text });
    }
  }
  return mistakes;
}

async function ruleMistakes(file: PolicyFile, probes: readonly AnyProbe[]): Promise<Mistake[]> {
  const ids = Object.keys(file.rules ?? {});
  const known = ids.length === 0 ? [] : await ruleIds(probes);
  const unknown = ids.filter((id) => !known.includes(id));
  return Promise.all(
    unknown.map(async (id) => ({
      at: ['rules', id],
      text: `there is no such rule${await didYouMean(id, known)}`,
    })),
  );
}

/** Catalogues of those probes alone that the file speaks of would miss a slip in the probe's name. */
async function ruleIds(probes: readonly AnyProbe[]): Promise<readonly string[]> {
  const sets = await Promise.all(
    probes.map(async (probe) => Object.keys(await probe.rules()).map((rule) => `${probe.name}/${rule}`)),
  );
  return sets.flat();
}

/** A demand for what a profile does without: it would silently not be looked at. */
function contradictions(file: PolicyFile): Mistake[] {
  const { profile, only, skip = [] } = file;
  if (profile !== 'runtime') return [];
  const runs = ({ probe }: Demand) => (only?.includes(probe) ?? true) && !skip.includes(probe);
  return demandsOf([file], file)
    .filter((demand) => demand.needsGo && runs(demand))
    .map(({ field, probe }) => ({
      at: field.split('.'),
      text: `asks for a Go toolchain, and profile: runtime does without; take one of the two away, or add skip: [${probe}]`,
    }));
}

async function rangeMistakes({ goVersion }: PolicyFile): Promise<Mistake[]> {
  const range = goVersion?.range;
  if (range === undefined || (await isVersionRange(range))) return [];
  const text = `${JSON.stringify(visible(range))} is not a range of versions such as ">=1.24 <1.27"`;
  return [{ at: ['goVersion', 'range'], text }];
}
