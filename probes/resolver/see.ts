import type { ProbeContext } from '../../src/core/probe.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { Host } from '../../src/target/host.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import type { ResolverFinding } from './rules/index.ts';
import { reportOf, summaryOf } from './show.ts';

/** Who asks whom for what, and what is wrong with it. */
export interface SeenResolvers {
  readonly findings: readonly ResolverFinding[];
  readonly summary: string;
  readonly report: JsonObject;
}

export function see(host: Host, context: ProbeContext<SeenResolvers>): SeenResolvers {
  const facts = observe(host, context);
  return { findings: judge(facts), summary: summaryOf(facts), report: reportOf(facts) };
}
