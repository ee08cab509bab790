import { DAY_MS, instantOf, isoInstant } from '../../../src/core/time/instant.ts';
import type { OnlineFacts, ServerFact, Shaken, Verdict } from '../facts.ts';
import type { CertificateText, Why } from '../lent.ts';
import type { OnlineFinding } from '../rules/index.ts';
import { judgeIssuer } from './issuer.ts';

/** What the runtimes do not take of the certificates that a server sent: each reason once, with those that give it. */
export function judgeCertificates(
  server: ServerFact,
  shaken: Shaken,
  facts: OnlineFacts,
  soonDays: number,
): readonly OnlineFinding[] {
  const refused = shaken.verdicts.filter(({ refusal }) => refusal !== null);
  const reasons = [...new Set(refused.flatMap(({ refusal }) => refusal?.why ?? []))];
  if (refused.length > 0)
    return reasons.flatMap((why) =>
      judgeReason(
        why,
        server,
        shaken,
        refused.filter(({ refusal }) => refusal?.why === why),
        facts,
      ),
    );
  return endingSoon(server, shaken, facts.now, soonDays);
}

function judgeReason(
  why: Why,
  server: ServerFact,
  shaken: Shaken,
  refusing: readonly Verdict[],
  { servers, now }: OnlineFacts,
): readonly OnlineFinding[] {
  const { address, host } = server;
  const { chain } = shaken;
  const runtimes = refusing.map(({ runtime }) => runtime);
  const [leaf] = chain;
  switch (why) {
    case 'issuer-unknown':
      return judgeIssuer(server, shaken, refusing, servers);
    case 'expired':
    case 'not-yet-valid': {
      const bad = chain.find((one) => isOutOfDate(one, why, now)) ?? leaf;
      if (bad === undefined) return [];
      const { subject, notBefore, notAfter } = bad;
      const own = bad === leaf;
      return why === 'expired'
        ? [
            {
              rule: 'online/expired',
              args: { address, runtimes, subject, own, notAfter, now: isoInstant(now) },
            },
          ]
        : [
            {
              rule: 'online/not-yet-valid',
              args: { address, runtimes, subject, own, notBefore, now: isoInstant(now) },
            },
          ];
    }
    case 'name':
      return [
        {
          rule: 'online/name-mismatch',
          args: {
            address,
            host,
            runtimes,
            subject: leaf?.subject ?? '',
            names: (leaf?.names ?? []).slice(0, 8),
          },
        },
      ];
    default: {
      const codes = [...new Set(refusing.flatMap(({ refusal }) => refusal?.code ?? []))];
      return [
        {
          rule: 'online/certificate-refused',
          args: { address, runtimes, codes, subject: leaf?.subject ?? '' },
        },
      ];
    }
  }
}

function isOutOfDate({ notBefore, notAfter }: CertificateText, why: Why, now: number): boolean {
  return why === 'expired' ? instantOf(notAfter) < now : instantOf(notBefore) > now;
}

function endingSoon(
  { address }: ServerFact,
  { chain: [leaf] }: Shaken,
  now: number,
  soonDays: number,
): readonly OnlineFinding[] {
  if (leaf === undefined || instantOf(leaf.notAfter) - now > soonDays * DAY_MS) return [];
  const { subject, notAfter } = leaf;
  return [{ rule: 'online/expiring-soon', args: { address, subject, notAfter, now: isoInstant(now) } }];
}
