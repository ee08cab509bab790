import type { HostReport, Unknown } from '../core/documents/report.ts';
import type { Platform } from '../core/platform.ts';
import { redactDeep } from '../core/redact/deep.ts';
import { safe } from '../core/text/safe.ts';
import type { Outcome } from '../run/outcome.ts';
import { reportFacts } from '../run/run-probes.ts';
import type { Unseen } from '../run/witness.ts';
import type { Host } from '../target/host.ts';
import { readProcStatus } from '../target/posix/process-status.ts';
import { nodeOf } from '../target/system/node-there.ts';
import { hostReport } from './head.ts';
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

/** Whose machine it is, with all that is known of it. */
export function hostDetails(host: Host, platform: Platform): HostReport {
  const shown = (text: string | null | undefined) => (text == null ? null : safe(text));
  const { os, osVersion, libc } = platform;
  return {
    ...hostReport(host),
    os: shown(os),
    osVersion: shown(osVersion),
    libc,
    pid1: shown(readProcStatus(host, '/proc/1')?.name),
    node: nodeOf(host)?.version ?? null,
  };
}

async function inWords({ what, why }: Unseen): Promise<Unknown> {
  return { what: safe(what), why: safe(await reasonText(why)) };
}
