import type { ServerFact, Shaken, Verdict } from '../facts.ts';
import type { CertificateText } from '../lent.ts';
import type { OnlineFinding } from '../rules/index.ts';
import { interceptorOf } from './interceptor.ts';

/** The chain of a server ends in what a store does not have: somebody in between, a lack of the server, or of the store. */
export function judgeIssuer(
  server: ServerFact,
  { chain, verdicts }: Shaken,
  refusing: readonly Verdict[],
  all: readonly ServerFact[],
): readonly OnlineFinding[] {
  const { address, host } = server;
  const top = chain.at(-1);
  if (top === undefined) return [];
  const runtimes = refusing.map(({ runtime }) => runtime);
  const roots = Object.fromEntries(refusing.map(({ runtime, roots: count }) => [runtime, count]));
  // Node's own list holds public CAs alone: where the container's store takes the chain, that is all that is lacking.
  const severity = runtimes.every((name) => name === 'node') ? ({ severity: 'warning' } as const) : {};
  const said = { address, runtimes, issuer: top.issuer, roots };
  const sign = refusing.length < verdicts.length ? null : interceptorOf(host, top, all, verdicts);
  if (sign !== null)
    return [
      {
        rule: 'online/intercepted',
        ...severity,
        args: { ...said, host, sign, organisation: top.organisation },
      },
    ];
  if (isCutShort(chain))
    return [{ rule: 'online/intermediate-missing', ...severity, args: { ...said, subject: top.subject } }];
  const selfSigned = top.selfIssued && chain.length === 1;
  return [{ rule: 'online/issuer-unknown', ...severity, args: { ...said, sent: chain.length, selfSigned } }];
}

/**
 * The server sends its own certificate alone, and that was issued by a CA that is known to have one above it: such CAs
 * write down where their own certificate is to be had, and roots are in no such place.
 */
function isCutShort([leaf, ...more]: readonly CertificateText[]): boolean {
  return leaf !== undefined && more.length === 0 && !leaf.selfIssued && leaf.namesIssuer;
}
