import { expect, it } from 'vitest';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { AnyProbe, ProfileName } from '../../../src/core/probe.ts';
import type { Purpose } from '../../../src/core/purpose.ts';
import type { Host } from '../../../src/target/host.ts';
import { takenForAbsent } from '../memory/refused-paths.ts';
import { judgeHost } from './judge-host.ts';

/** A host on which exactly one rule fires. */
export interface RuleCase {
  readonly host: () => Host;
  /** What the probe does not see yet: facts in place of those that it saw. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly policy?: { [K in keyof Policy]?: Partial<Policy[K]> };
  readonly profile?: ProfileName;
  readonly purpose?: Purpose;
  /** What is said in its place where the deadline comes before the cause is known. */
  readonly late?: string;
}

/** A clock on which a millisecond passes at each look: every loop that asks it is cut somewhere. */
function slowly(): Pick<Host, 'monotonic'> {
  let now = 9;
  return { monotonic: () => ++now };
}

/**
 * The fixtures of a probe by rule (the part of the id behind the slash): one for each rule of the
 * catalogue and none besides, on each of which that rule alone fires.
 */
export function testRuleCases(probe: AnyProbe, cases: Readonly<Record<string, RuleCase>>): void {
  it('has one fixture for each rule of the catalogue', async () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(await probe.rules()).sort());
  });
  for (const [name, { host, late: instead, ...options }] of Object.entries(cases)) {
    it(`${probe.name}/${name} fires alone on its fixture`, async () => {
      const { rules, findings } = await judgeHost(probe, host(), options);
      expect([...new Set(rules)]).toEqual([`${probe.name}/${name}`]);
      const rule = (await probe.rules())[name];
      const declared = [rule?.severity, ...(rule?.otherwise ?? []).map(({ severity }) => severity)];
      for (const { severity = rule?.severity } of findings) expect(declared).toContain(severity);
    });
    it(`${probe.name}/${name}: what may not be looked at is never said to be absent`, async () => {
      expect(await takenForAbsent(probe, host, options)).toEqual([]);
    });
    it(`${probe.name}/${name} is the worst that its fixture gets without time`, async () => {
      for (const deadlineMs of [0, 10, 11, 15]) {
        const late = { ...host(), ...slowly() };
        const { rules } = await judgeHost(probe, late, { ...options, deadlineMs });
        expect(rules.filter((rule) => rule !== `${probe.name}/${name}` && rule !== instead)).toEqual([]);
      }
    });
  }
}
