import type { PolicyMistake as Mistake } from '../../core/policy/probe-policy.ts';
import type { AnyProbe } from '../../core/probe.ts';
import { didYouMean } from '../../core/text/meant/nearest.ts';
import type { Host } from '../../target/host.ts';
import { demandsOf } from '../demands.ts';
import { mistakesOfProbe } from '../mistakes.ts';
import { noProbe } from '../no-probe.ts';
import { MAX_PROBLEMS } from './error.ts';
import type { PolicyFile } from './file-type.ts';

export type { PolicyMistake as Mistake } from '../../core/policy/probe-policy.ts';

/**
 * What no schema can know: names of probes, ids of rules, and what the probes say of their own sections. Probes and
 * rules that do not exist would silently be without effect. What it needs is loaded only for the fields that are there.
 */
export async function mistakesOf(
  file: PolicyFile,
  probes: readonly AnyProbe[],
  host: Host | null,
): Promise<readonly Mistake[]> {
  return [
    ...(await probeMistakes(file, probes)),
    ...(await ruleMistakes(file, probes)),
    ...(await Promise.all(probes.map((probe) => sectionMistakes(file, probe, host)))).flat(),
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
    unknown.map(async (id, index) => ({
      at: ['rules', id],
      // What is not shown need not be looked for: each search goes through all rules.
      text: `there is no such rule${index < MAX_PROBLEMS ? await didYouMean(id, known) : ''}`,
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

async function sectionMistakes(
  file: PolicyFile,
  probe: AnyProbe,
  host: Host | null,
): Promise<readonly Mistake[]> {
  return [...(await mistakesOfProbe(file, probe, host)), ...contradictions(file, probe)];
}

/** A demand for what a profile does without: it would silently not be looked at. */
function contradictions(file: PolicyFile, probe: AnyProbe): readonly Mistake[] {
  const { profile, only, skip = [] } = file;
  const runs = (only?.includes(probe.name) ?? true) && !skip.includes(probe.name);
  if (profile !== 'runtime' || !runs) return [];
  return demandsOf([probe], [file], file)
    .filter(({ needsGo }) => needsGo)
    .map(({ field }) => ({
      at: field.split('.'),
      text: `asks for a Go toolchain, and profile: runtime does without; take one of the two away, or add skip: [${probe.name}]`,
    }));
}
