import type { JsonObject } from '../../src/core/types/json.ts';
import type { ContainerFacts } from '../../src/target/container/facts.ts';
import { judge } from './judge.ts';
import type { ContainerFinding } from './rules/index.ts';

/** What docker or podman makes of it, and what is wrong with that. */
export interface SeenContainer {
  readonly container: ContainerFacts;
  readonly findings: readonly ContainerFinding[];
  readonly summary: string;
  readonly report: JsonObject;
}

export function see(container: ContainerFacts): SeenContainer {
  const { starts, troubles, namesProgram } = container;
  const open = namesProgram ? 'not known whether it starts' : 'it names no program';
  return {
    container,
    findings: judge(container),
    summary: starts === null ? open : starts ? 'it starts' : 'it does not start',
    report: { starts, reasons: troubles.map(({ message }) => message) },
  };
}
