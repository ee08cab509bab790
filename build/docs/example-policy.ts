import { existsSync, readFileSync } from 'node:fs';
import type { AnyProbe } from '../../src/core/probe.ts';

const SECTIONS = /(?<=^# --- What the container must be -+\n\n)[\s\S]*?(?=^# Severity by rule id)/m;

/** examples/policy.yaml with a section of each probe, as `policy.example.yaml` in its folder has it. */
export function examplePolicy(page: string, probes: readonly AnyProbe[]): string {
  const sections = probes
    .map(({ name }) => `probes/${name}/policy.example.yaml`)
    .filter((path) => existsSync(path))
    .map((path) => `${readFileSync(path, 'utf8')}\n`);
  return page.replace(SECTIONS, () => sections.join(''));
}
