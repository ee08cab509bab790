import type { Handshake, Lookup, Network, NetworkFailure } from '../../../../src/target/network.ts';
import type { Chain } from './pki.ts';

/** What a server answers that is asked for by its name. */
export type Answers = Readonly<
  Record<string, Chain | NetworkFailure | { readonly chain: Chain; readonly complaint: string }>
>;

const isFailure = (answer: object): answer is NetworkFailure => 'stage' in answer;

/** A network of values: names that are not in it have no address. */
export function fakeNetwork(answers: Answers, complaintOfName: string | null = null): Network {
  return {
    lookup: async (name): Promise<Lookup> => {
      const answer = answers[name];
      if (answer !== undefined && !(isFailure(answer) && answer.stage === 'lookup'))
        return { ok: true, ms: 3, addresses: ['192.0.2.7'] };
      return { ok: false, ms: 12, failure: { stage: 'lookup', code: 'ENOTFOUND' } };
    },
    request: async () => ({ ok: false, ms: 3, failure: { stage: 'connect', code: 'ECONNREFUSED' } }),
    handshake: async ({ host }, roots): Promise<Handshake> => {
      const answer = answers[host];
      if (answer === undefined)
        return { ok: false, ms: 3, failure: { stage: 'connect', code: 'ECONNREFUSED' } };
      if (isFailure(answer)) return { ok: false, ms: 3, failure: answer };
      const { chain, complaint } = 'chain' in answer ? answer : { chain: answer, complaint: null };
      const known = roots.some((der) => der.equals(chain.root));
      return {
        ok: true,
        ms: 20,
        address: '192.0.2.7',
        protocol: 'TLSv1.3',
        chain: known ? [...chain.sent, chain.root] : chain.sent,
        complaint: known ? complaint : (complaint ?? 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
        nameError: complaintOfName === null ? null : 'ERR_TLS_CERT_ALTNAME_INVALID',
        hostError: complaintOfName,
      };
    },
  };
}
