import type { Unknown } from '../core/documents/report.ts';
import { redactDeep } from '../core/redact/deep.ts';
import { safe } from '../core/text/safe.ts';
import type { Outcome } from '../run/outcome.ts';
import { reportFacts } from '../run/run-probes.ts';
import type { Unseen } from '../run/witness.ts';
import type { Host } from '../target/host.ts';
import { withoutKnown } from './known-secrets.ts';
import { reasonText } from './reasons.ts';

/** What was seen, and what could not be looked at: loaded where it is told. */
export async function detailsOf(outcome: Outcome, host: Host) {
  const { unknown = [] } = outcome;
  return {
    facts: withoutKnown(redactDeep(await reportFacts(outcome, host)), host.env),
    ...(unknown.length === 0 ? {} : { unknown: await Promise.all(unknown.map(inWords)) }),
  };
}

async function inWords({ what, why }: Unseen): Promise<Unknown> {
  return { what: safe(what), why: safe(await reasonText(why)) };
}
