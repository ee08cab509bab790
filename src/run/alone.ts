import type { Alone, AnyProbe, ProbeContext } from '../core/probe.ts';
import type { CommonReason } from '../core/reason.ts';
import type { RawFinding } from '../core/rule.ts';
import type { Host } from '../target/host.ts';

/**
 * A probe of which nobody knows the files that it looks at, since the image of a manifest was not given: what the manifest
 * itself decides is found all the same. Where that is nothing, it is left out like others that cannot be known.
 */
export function aloneProbe(probe: AnyProbe, alone: Alone, strict: boolean, why: CommonReason): AnyProbe {
  return {
    ...probe,
    observe: async (host, context) => {
      const findings = await findingsOf(probe, alone, host, context);
      if (findings.length === 0)
        return strict ? { facts: undefined, incomplete: why } : { facts: undefined, skipped: why };
      return { facts: findings, ...(strict ? { incomplete: why } : {}) };
    },
    judge: (findings: readonly RawFinding[]) => findings,
    summary: () => 'only what does not depend on its image',
    report: async () => ({}),
  };
}

/** What is found in every world, as far as it is told. */
async function findingsOf(
  probe: AnyProbe,
  { worlds, told }: Alone,
  host: Host,
  context: ProbeContext<unknown>,
): Promise<readonly RawFinding[]> {
  const each = await Promise.all(
    worlds(host).map(async (world) => {
      const { facts, skipped } = await probe.observe(world, context);
      return skipped === undefined ? probe.judge(facts, context.policy, context.profile) : [];
    }),
  );
  const [first = [], ...others] = each;
  const isIn = (finding: RawFinding) => (found: readonly RawFinding[]) =>
    found.some((one) => JSON.stringify(one) === JSON.stringify(finding));
  return first
    .filter((finding) => !JSON.stringify(finding.args).includes('"NOT_KNOWN"') && others.every(isIn(finding)))
    .flatMap((finding) => told(finding, host) ?? []);
}
