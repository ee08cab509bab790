import { type RuleSet, rule } from '../../../src/core/rule.ts';
import type { Sign } from '../judge/interceptor.ts';
import { addCa, atServer, IN_IMAGE, OF_OTHERS } from '../remedies.ts';
import { does, inWords } from './words.ts';

type Refused = {
  readonly address: string;
  readonly runtimes: readonly string[];
  /** Of the last certificate that the server sends. */
  readonly issuer: string;
  /** How many roots each of them has. */
  readonly roots: Readonly<Record<string, number>>;
};

const ONLY_NODE = [
  { severity: 'warning', when: "where Node's own list alone does not have the CA" },
] as const;

/** An empty store is the cause of all. */
function lacking({ roots }: Refused): string {
  const empty = Object.keys(roots).filter((name) => roots[name] === 0);
  return empty.length === 0 ? '' : ` The store of ${inWords(empty)} is empty.`;
}

const SIGNS: Readonly<Record<Sign, (args: { readonly host: string; readonly issuer: string }) => string>> = {
  public: ({ host }) => `${host} has a certificate of a public CA everywhere else`,
  product: ({ issuer }) => `${issuer} is the CA of a product that looks into TLS`,
  several: ({ issuer }) => `${issuer} has issued the certificates of servers of different owners`,
};

/** Whether the chain of a server ends where a store begins. */
export const chain = {
  'issuer-unknown': rule<Refused & { readonly sent: number; readonly selfSigned: boolean }>({
    title: 'The CA of a server is not in the trust store',
    severity: 'error',
    otherwise: ONLY_NODE,
    cause:
      'Each runtime builds a chain from the certificates that the server sends to a root of its own store: Go and OpenSSL to that of the container, Node to its own list and NODE_EXTRA_CA_CERTS. A private CA is in none of them until somebody puts it there.',
    message: (args) => {
      const { address, runtimes, issuer, sent, selfSigned } = args;
      const what = selfSigned
        ? `the certificate of ${address} is signed by itself (${issuer})`
        : `the chain of ${address} (${sent} sent) ends at ${issuer}, which is not in the store`;
      return `${inWords(runtimes)} ${does(runtimes)} not trust it: ${what}.${lacking(args)}`;
    },
    remedies: ({ issuer, runtimes }, platform) => addCa(issuer, runtimes, platform),
    restart: IN_IMAGE,
    example: {
      address: 'vault.corp.example:8200',
      runtimes: ['go', 'openssl', 'node'],
      issuer: 'Corp Root CA',
      roots: { go: 144, openssl: 144, node: 144 },
      sent: 2,
      selfSigned: false,
    },
  }),
  intercepted: rule<
    Refused & { readonly host: string; readonly sign: Sign; readonly organisation: string | null }
  >({
    title: 'A proxy in between signs the certificate of a server anew',
    severity: 'error',
    otherwise: ONLY_NODE,
    cause:
      "A company's proxy or firewall opens TLS to look into it, and gives each server a certificate of its own CA. Workplaces get that CA by their management, images do not.",
    message: (args) => {
      const { address, runtimes, issuer, sign } = args;
      return `${inWords(runtimes)} ${does(runtimes)} not trust ${address}: ${issuer} signs in its place. ${SIGNS[sign](args)}.${lacking(args)}`;
    },
    remedies: ({ issuer, runtimes }, platform) => addCa(issuer, runtimes, platform),
    restart: IN_IMAGE,
    example: {
      address: 'proxy.golang.org:443',
      host: 'proxy.golang.org',
      runtimes: ['go', 'openssl', 'node'],
      issuer: 'Zscaler Intermediate Root CA',
      organisation: 'Zscaler Inc.',
      roots: { go: 144, openssl: 144, node: 144 },
      sign: 'product',
    },
  }),
  'intermediate-missing': rule<Refused & { readonly subject: string }>({
    title: 'A server does not send its intermediate certificate',
    severity: 'error',
    otherwise: ONLY_NODE,
    cause:
      'A server must send all certificates between its own and the root (RFC 8446, 4.4.2). Browsers fetch or remember what is missing, and Go, OpenSSL and Node do not: it works in the browser and nowhere else.',
    message: (args) =>
      `${args.address} sends its own certificate alone (${args.subject}); ${inWords(args.runtimes)} ${does(args.runtimes)} not have its issuer, ${args.issuer}.${lacking(args)}`,
    remedies: ({ issuer, runtimes }, platform) => [
      atServer(
        `give the server the whole chain: its own certificate, then ${issuer} (nginx: ssl_certificate fullchain.pem; Kubernetes: tls.crt with both)`,
      ),
      ...addCa(issuer, runtimes, platform),
    ],
    restart: OF_OTHERS,
    example: {
      address: 'api.example.com:443',
      runtimes: ['go', 'openssl', 'node'],
      issuer: 'Example Intermediate R3',
      subject: 'api.example.com',
      roots: { go: 144, openssl: 144, node: 144 },
    },
  }),
} as const satisfies RuleSet;
