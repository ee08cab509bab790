import { describe, expect, it } from 'vitest';
import { foundAt } from '../../../src/serve/watch/found-at.ts';
import type { Observation } from '../../../src/serve/watch/observer.ts';

/** A probe of a certificate that ends at a time, which counts how often it is judged. */
function observation(endsMs: number) {
  const counted = { judged: 0 };
  const probe = {
    name: 'certificates',
    at: (facts: object, now: number) => ({ ...facts, now }),
    judge: ({ now }: { now: number }) => {
      counted.judged++;
      return now < endsMs ? [] : [{ rule: 'certificates/ended', args: { endsMs, now } }];
    },
  };
  const outcomes = [{ probe, facts: {}, durationMs: 0, findings: [] }];
  const seen = { profile: { name: 'runtime' }, outcomes };
  return { counted, seen, config: { policy: {} } } as unknown as Observation & { counted: typeof counted };
}

describe('what is found at a time', () => {
  it('is the same until something ends, and from then on', () => {
    const one = observation(150_000);
    const at = [0, 60_000, 120_000, 180_000, 240_000].map((nowMs) => foundAt(one, nowMs));
    expect([at[1], at[2]]).toEqual([at[0], at[0]]);
    expect(at[3]).not.toBe(at[0]);
    expect(at[4]).toBe(at[3]);
  });

  it('is found out once for all that have it in common, within half a minute', () => {
    const one = observation(150_000);
    for (const nowMs of [0, 10_000, 29_000]) foundAt(one, nowMs);
    expect(one.counted.judged).toBe(1);
    foundAt(one, 31_000);
    expect(one.counted.judged).toBe(2);
    // The clock was set back.
    foundAt(one, 1000);
    expect(one.counted.judged).toBe(3);
  });
});
