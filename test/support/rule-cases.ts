import { expect, it } from 'vitest';
import type { Policy } from '../../src/core/policy.ts';
import type { AnyProbe, ProfileName } from '../../src/core/probe.ts';
import type { Host } from '../../src/host/host.ts';
import { judgeHost } from './judge-host.ts';

/** A host on which exactly one rule fires. */
export interface RuleCase {
  readonly host: () => Host;
  /** What the probe does not see yet: facts in place of those that it saw. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly policy?: { [K in keyof Policy]?: Partial<Policy[K]> };
  readonly profile?: ProfileName;
}

/**
 * The fixtures of a probe by rule (the part of the id behind the slash): one for each rule of the
 * catalogue and none besides, on each of which that rule alone fires.
 */
export function testRuleCases(probe: AnyProbe, cases: Readonly<Record<string, RuleCase>>): void {
  it('has one fixture for each rule of the catalogue', async () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(await probe.rules()).sort());
  });
  for (const [name, { host, ...options }] of Object.entries(cases)) {
    it(`${probe.name}/${name} fires alone on its fixture`, async () => {
      const { rules } = await judgeHost(probe, host(), options);
      expect([...new Set(rules)]).toEqual([`${probe.name}/${name}`]);
    });
  }
}
