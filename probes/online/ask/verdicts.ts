import type { Handshake } from '../../../src/target/network.ts';
import type { Shaken, Verdict } from '../facts.ts';
import type { Refusal, Store, Trust } from '../lent.ts';

/** What a server answered to runtimes that have the same roots. */
interface Answered {
  readonly runtimes: readonly Store[];
  readonly answer: Handshake;
}

/**
 * What a server sent, and what each runtime makes of it.
 *
 * @param now milliseconds since 1970
 */
export function shakenOf(answers: readonly Answered[], trust: Trust, host: string, now: number): Shaken {
  const seen = answers.flatMap(({ runtimes, answer }) => (answer.ok ? [{ runtimes, answer }] : []));
  const [first] = seen;
  const sent = sentBy(
    seen.map(({ answer, runtimes }) => ({ chain: answer.chain, roots: runtimes[0]?.roots ?? [] })),
  );
  const verdicts = seen.flatMap(({ runtimes, answer }) =>
    runtimes.map(
      ({ runtime, bundled, roots }): Verdict => ({
        runtime,
        bundled,
        roots: roots.length,
        refusal:
          runtime === 'go'
            ? trust.asGo(sent, host, now, answer.complaint)
            : refusalOf(answer.complaint ?? (runtime === 'node' ? answer.nameError : answer.hostError)),
      }),
    ),
  );
  return {
    protocol: first?.answer.protocol ?? '',
    address: first?.answer.address ?? '',
    chain: sent.flatMap((der) => trust.describe(der) ?? []),
    verdicts,
  };
}

/** What the server itself sent: what OpenSSL put behind it is of the store. The shortest says most. */
function sentBy(seen: readonly { readonly chain: readonly Buffer[]; readonly roots: readonly Buffer[] }[]) {
  const all = seen.map(({ chain, roots }) => {
    const own = new Set(roots.map((der) => der.toString('base64')));
    let end = chain.length;
    while (end > 1 && own.has(chain[end - 1]?.toString('base64') ?? '')) end--;
    return chain.slice(0, end);
  });
  return all.reduce((a, b) => (b.length < a.length ? b : a), all[0] ?? []);
}

/** What OpenSSL calls what (openssl-verification-options(1)), and what it means. */
const ISSUER_UNKNOWN = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
];
const NAMES = ['HOSTNAME_MISMATCH', 'IP_ADDRESS_MISMATCH', 'ERR_TLS_CERT_ALTNAME_INVALID'];

function refusalOf(code: string | null): Refusal | null {
  if (code === null) return null;
  if (ISSUER_UNKNOWN.includes(code)) return { why: 'issuer-unknown', code };
  if (NAMES.includes(code)) return { why: 'name', code };
  if (code === 'CERT_HAS_EXPIRED') return { why: 'expired', code };
  return { why: code === 'CERT_NOT_YET_VALID' ? 'not-yet-valid' : 'other', code };
}
