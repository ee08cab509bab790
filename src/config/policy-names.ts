import { didYouMean } from '../core/nearest.ts';
import type { AnyProbe } from '../core/probe.ts';
import { visible } from '../core/visible.ts';
import { PolicyError } from './policy-error.ts';
import type { PolicyFile } from './policy-file-type.ts';
import type { PolicySource } from './policy-source.ts';

/** Refuses names of probes and ids of rules that do not exist: they would silently be without effect. */
export async function checkNames(
  file: PolicyFile,
  source: PolicySource,
  probes: readonly AnyProbe[],
): Promise<void> {
  const problems: string[] = [];
  const names = probes.map((probe) => probe.name);
  for (const key of ['only', 'skip'] as const) {
    for (const [index, name] of (file[key] ?? []).entries()) {
      if (names.includes(name)) continue;
      const hint = await didYouMean(name, names);
      problems.push(`${source.at([key, index])}: there is no probe ${JSON.stringify(visible(name))}${hint}`);
    }
  }
  const rules = Object.keys(file.rules ?? {});
  const known = rules.length === 0 ? [] : await ruleIds(probes);
  for (const id of rules) {
    if (known.includes(id)) continue;
    problems.push(`${source.at(['rules', id])}: there is no such rule${await didYouMean(id, known)}`);
  }
  if (problems.length > 0) throw new PolicyError(problems);
}

async function ruleIds(probes: readonly AnyProbe[]): Promise<readonly string[]> {
  const sets = await Promise.all(
    probes.map(async (probe) => Object.keys(await probe.rules()).map((rule) => `${probe.name}/${rule}`)),
  );
  return sets.flat();
}
