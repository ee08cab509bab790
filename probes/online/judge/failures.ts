import type { NetworkFailure } from '../../../src/target/network.ts';
import type { ServerFact } from '../facts.ts';
import type { OnlineFinding } from '../rules/index.ts';

/** What OpenSSL says of bytes that are no record of TLS. */
const NO_TLS = [
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_UNKNOWN_PROTOCOL',
  'ERR_SSL_HTTP_REQUEST',
];

/** Why it did not come to a handshake, or to its end. */
export function judgeFailure({
  address,
  host,
  through,
  failure,
  ms,
}: Omit<ServerFact, 'shaken'>): readonly OnlineFinding[] {
  if (failure === null) return [];
  const by = through ?? { variable: '', shown: '' };
  if (failure === 'NOT_ASKED')
    return [{ rule: 'online/proxy-not-asked', args: { address, variable: by.variable, proxy: by.shown } }];
  const { stage, code, status } = failure;
  switch (stage) {
    case 'lookup':
      return [unresolved(host, address, failure, ms)];
    case 'connect':
      return [{ rule: 'online/unreachable', args: { address, code, afterMs: Math.round(ms) } }];
    case 'proxy-connect':
      return [
        { rule: 'online/proxy-unreachable', args: { address, variable: by.variable, proxy: by.shown, code } },
      ];
    case 'proxy':
      return [
        {
          rule: 'online/proxy-refused',
          args: { address, variable: by.variable, proxy: by.shown, status: status ?? null, code },
        },
      ];
    default:
      return NO_TLS.includes(code)
        ? [{ rule: 'online/not-tls', args: { address, code } }]
        : [{ rule: 'online/handshake-failed', args: { address, code, afterMs: Math.round(ms) } }];
  }
}

export function unresolved(
  name: string,
  address: string | null,
  { code }: NetworkFailure,
  ms: number,
): OnlineFinding {
  return { rule: 'online/name-unresolved', args: { name, address, code, afterMs: Math.round(ms) } };
}
