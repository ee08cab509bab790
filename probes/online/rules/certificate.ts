import { byHand } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { spokenWhen } from '../../../src/core/time/when.ts';
import { atServer, OF_OTHERS } from '../remedies.ts';
import { defectsInWords, does, inWords } from './words.ts';

type Dated = {
  readonly address: string;
  readonly runtimes: readonly string[];
  readonly subject: string;
  /** It is the server's own, and not one above it. */
  readonly own: boolean;
  readonly now: string;
};

const what = ({ address, subject, own }: Dated) =>
  own
    ? `The certificate of ${address} (${subject})`
    : `${subject}, which ${address} sends with its certificate,`;

/** What is in the certificates. */
export const certificate = {
  expired: rule<Dated & { readonly notAfter: string }>({
    title: 'The certificate of a server has expired',
    severity: 'error',
    cause:
      'After its last second nobody takes a certificate, whoever issued it. Renewal failed, or the server was not told to load the new one.',
    message: (args) =>
      `${what(args)} ended ${spokenWhen(args.notAfter, args.now)}: ${inWords(args.runtimes)} ${does(args.runtimes)} not take it.`,
    remedies: ({ own }) => [
      atServer(
        own
          ? 'renew the certificate, and let the server load it'
          : 'give the server the chain of today, as its CA hands it out',
      ),
      byHand('host', 'see that the clock of the node is right'),
    ],
    restart: OF_OTHERS,
    example: {
      address: 'api.example.com:443',
      runtimes: ['go', 'openssl', 'node'],
      subject: 'api.example.com',
      own: true,
      notAfter: '2026-11-01T00:00:00.000Z',
      now: '2026-11-21T12:00:00.000Z',
    },
  }),
  'not-yet-valid': rule<Dated & { readonly notBefore: string }>({
    title: 'The certificate of a server is not valid yet',
    severity: 'error',
    cause:
      'A certificate counts from its first second on. Mostly the clock of the node is slow: a machine that slept, or has no time server.',
    message: (args) =>
      `${what(args)} begins ${spokenWhen(args.notBefore, args.now)}: ${inWords(args.runtimes)} ${does(args.runtimes)} not take it.`,
    remedies: () => [
      byHand('host', 'see that the clock of the node is right: a container has the clock of its node'),
      atServer('give the server a certificate that has begun'),
    ],
    restart: OF_OTHERS,
    example: {
      address: 'api.example.com:443',
      runtimes: ['go', 'openssl', 'node'],
      subject: 'api.example.com',
      own: true,
      notBefore: '2026-12-01T00:00:00.000Z',
      now: '2026-11-21T12:00:00.000Z',
    },
  }),
  'name-mismatch': rule<{
    readonly address: string;
    readonly host: string;
    readonly runtimes: readonly string[];
    readonly subject: string;
    readonly names: readonly string[];
  }>({
    title: 'The certificate of a server is for another name',
    severity: 'error',
    cause:
      'A certificate names those that it is for as subject alternative names; Go and Node pass over the common name. A server that is asked by an address, by a short name of the cluster or by an alias needs that name in its certificate too.',
    message: ({ address, host, runtimes, names, subject }) =>
      `The certificate of ${address} is for ${names.length === 0 ? `no name (its common name, ${subject}, does not count)` : names.join(', ')}, not for ${host}: ${inWords(runtimes)} ${does(runtimes)} not take it.`,
    remedies: ({ host, names }) => [
      ...(names.length === 0
        ? []
        : [byHand('pod', `ask for the server by a name of its certificate: ${names[0]}`)]),
      atServer(`give the server a certificate with ${host} among its subject alternative names`),
    ],
    restart: OF_OTHERS,
    example: {
      address: '10.0.0.5:8200',
      host: '10.0.0.5',
      runtimes: ['go', 'openssl', 'node'],
      subject: 'vault.corp.example',
      names: ['vault.corp.example'],
    },
  }),
  'certificate-refused': rule<{
    readonly address: string;
    readonly runtimes: readonly string[];
    readonly subject: string;
    readonly codes: readonly string[];
  }>({
    title: 'The certificate of a server is refused for what is in it',
    severity: 'error',
    cause:
      'It was signed by SHA-1 or MD5, is not for servers (extended key usage), was issued by a certificate that is no CA, or has an extension that must be understood and is not. Each runtime has its own list of what it takes.',
    message: ({ address, subject, runtimes, codes }) =>
      `${inWords(runtimes)} ${does(runtimes)} not take the certificate of ${address} (${subject}): ${defectsInWords(codes)}.`,
    remedies: () => [
      atServer('have the certificate issued anew: signed by SHA-256, for servers (serverAuth), by a CA'),
    ],
    restart: OF_OTHERS,
    example: {
      address: 'old.corp.example:443',
      runtimes: ['go'],
      subject: 'old.corp.example',
      codes: ['purpose'],
    },
  }),
  'expiring-soon': rule<{
    readonly address: string;
    readonly subject: string;
    readonly notAfter: string;
    readonly now: string;
  }>({
    title: 'The certificate of a server ends soon',
    severity: 'warning',
    cause: 'Certificates are renewed some weeks before they end. One that is that near to its end was not.',
    message: ({ address, subject, notAfter, now }) =>
      `The certificate of ${address} (${subject}) ends ${spokenWhen(notAfter, now)}.`,
    remedies: () => [
      atServer('renew the certificate, and let the server load it'),
      byHand('policy', 'where it is renewed later than that, lower online.expiringSoonDays'),
    ],
    restart: OF_OTHERS,
    example: {
      address: 'api.example.com:443',
      subject: 'api.example.com',
      notAfter: '2026-11-26T12:00:00.000Z',
      now: '2026-11-21T12:00:00.000Z',
    },
  }),
} as const satisfies RuleSet;
