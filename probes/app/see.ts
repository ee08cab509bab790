import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { Host } from '../../src/target/host.ts';
import type { AppFacts } from './facts.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import type { AppFinding } from './rules/index.ts';
import { reportOf, summaryOf } from './show.ts';

/** The program, and what is wrong with it. */
export interface SeenApp {
  readonly facts: AppFacts;
  readonly findings: readonly AppFinding[];
  readonly summary: string;
  readonly report: JsonObject;
}

export async function see(host: Host, context: ProbeContext<SeenApp>): Promise<Observed<SeenApp>> {
  const { facts, ...rest } = await observe(host, context);
  const seen = {
    facts,
    findings: judge(facts, context.policy),
    summary: summaryOf(facts),
    report: reportOf(facts),
  };
  return { ...rest, facts: seen };
}
