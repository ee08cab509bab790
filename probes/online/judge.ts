import type { OnlineFacts } from './facts.ts';
import { judgeCertificates } from './judge/certificates.ts';
import { judgeClocks } from './judge/clock.ts';
import { judgeFailure, unresolved } from './judge/failures.ts';
import type { OnlinePolicy } from './policy.ts';
import type { OnlineFinding } from './rules/index.ts';

/** Facts → findings; pure. */
export function judge(facts: OnlineFacts, policy: OnlinePolicy): readonly OnlineFinding[] {
  const { names, servers } = facts;
  return [
    ...names.flatMap(({ name, failure, ms }) =>
      failure === null ? [] : [unresolved(name, null, failure, ms)],
    ),
    ...servers.flatMap((server) =>
      server.shaken === null
        ? judgeFailure(server)
        : judgeCertificates(server, server.shaken, facts, policy.expiringSoonDays),
    ),
    ...judgeClocks(facts, policy),
  ];
}
