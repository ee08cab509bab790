import { sha256 } from '../../core/sha256.ts';
import type { Outcome } from '../../run/outcome.ts';
import { judgedAt } from './judging.ts';
import type { Observation } from './observer.ts';

/** So long what one outcome comes to at a time counts, milliseconds: containers of one image share theirs. */
const SAME_TIME_MS = 30_000;

interface Found {
  readonly nowMs: number;
  readonly profile: string;
  readonly text: string;
}

const lately = new WeakMap<Outcome, Found>();

/**
 * What is found at a time, as far as it has to do with time: where it is the same as before, and nothing is told with its age,
 * nothing need be judged again.
 */
export function foundAt({ seen: { outcomes, profile }, config }: Observation, nowMs: number): string {
  const texts = outcomes.flatMap((outcome) => {
    if (outcome.probe.at === undefined) return [];
    const known = lately.get(outcome);
    const ageMs = nowMs - (known?.nowMs ?? 0);
    if (known?.profile === profile.name && ageMs >= 0 && ageMs < SAME_TIME_MS) return [known.text];
    const { findings, inconclusive } = judgedAt(outcome, nowMs, { policy: config.policy, profile });
    // When it was found is another at each time.
    const said = JSON.stringify([findings, inconclusive], (key, value) => (key === 'now' ? null : value));
    const text = sha256(Buffer.from(said));
    lately.set(outcome, { nowMs, profile: profile.name, text });
    return [text];
  });
  return texts.join();
}
