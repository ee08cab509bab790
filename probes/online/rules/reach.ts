import { byHand } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { milliseconds } from '../../../src/core/time/duration.ts';
import { IN_POD, OF_OTHERS } from '../remedies.ts';
import { codeInWords } from './words.ts';

type Through = { readonly address: string; readonly variable: string; readonly proxy: string };

/** Whether anybody is reached. */
export const reach = {
  'name-unresolved': rule<{
    readonly name: string;
    readonly address: string | null;
    readonly code: string;
    readonly afterMs: number;
  }>({
    title: 'A name has no address',
    severity: 'error',
    cause:
      'The resolver of the container (getaddrinfo: /etc/hosts, then the name servers of /etc/resolv.conf, with its search list) gave no address. The name is misspelt or not in that DNS, or the name server cannot be reached: a NetworkPolicy without port 53, no CoreDNS, no network.',
    message: ({ name, code, afterMs }) =>
      `${name} has no address: ${codeInWords(code)}, after ${milliseconds(afterMs)}.`,
    remedies: ({ name, code }) =>
      code === 'ENOTFOUND'
        ? [
            byHand(
              'policy',
              `see whether ${name} is meant; a name of the cluster needs its namespace, such as db.prod.svc`,
            ),
            byHand('pod', 'dnsPolicy and dnsConfig decide which name servers the pod asks'),
          ]
        : [byHand('pod', 'let the pod reach its name servers: UDP and TCP port 53 in its NetworkPolicy')],
    restart: IN_POD,
    example: { name: 'db.corp.example', address: null, code: 'ENOTFOUND', afterMs: 12 },
  }),
  unreachable: rule<{ readonly address: string; readonly code: string; readonly afterMs: number }>({
    title: 'A server cannot be connected to',
    severity: 'error',
    cause:
      'No TCP connection came about. Refused: the host is there, and nobody listens at that port. No answer in time: a firewall or NetworkPolicy drops the packets, or the way out is a proxy that no variable names.',
    message: ({ address, code, afterMs }) =>
      `No connection to ${address}: ${codeInWords(code)}, after ${milliseconds(afterMs)}.`,
    remedies: ({ address, code }) =>
      code === 'ECONNREFUSED'
        ? [byHand('host', `let the server listen at ${address}, or ask for the port at which it does`)]
        : [
            byHand(
              'pod',
              `let the pod out to ${address} (NetworkPolicy, firewall), or name the proxy that does: HTTPS_PROXY`,
            ),
          ],
    restart: IN_POD,
    example: { address: 'vault.corp.example:8200', code: 'ECONNREFUSED', afterMs: 3 },
  }),
  'proxy-unreachable': rule<Through & { readonly code: string }>({
    title: 'The proxy cannot be connected to',
    severity: 'error',
    cause:
      'A variable names a proxy for this address, and no connection to it came about: its name or port is wrong, or it is of another network.',
    message: ({ address, variable, proxy, code }) =>
      `${proxy} (${variable}), which is to be asked for ${address}, cannot be connected to: ${codeInWords(code)}.`,
    remedies: ({ variable, address }) => [
      byHand(
        'pod',
        `name a proxy in ${variable} that answers, or exempt ${address.replace(/:\d+$/, '')} by NO_PROXY`,
      ),
    ],
    restart: IN_POD,
    example: {
      address: 'proxy.golang.org:443',
      variable: 'HTTPS_PROXY',
      proxy: 'http://proxy.corp.example:3128',
      code: 'ECONNREFUSED',
    },
  }),
  'proxy-refused': rule<Through & { readonly status: number | null; readonly code: string }>({
    title: 'The proxy does not let this address through',
    severity: 'error',
    cause:
      'The proxy answered CONNECT with something else than 200. 407: it wants a login, and the variable has none, or a wrong one. 403: its rules do not allow the address. 502, 503, 504: it cannot reach the server itself. No status: it is no HTTP proxy.',
    says: ['Proxy Authentication Required'],
    message: ({ address, variable, proxy, status, code }) =>
      `${proxy} (${variable}) answers ${status === null ? `no HTTP (${code})` : status} to CONNECT ${address}.`,
    remedies: ({ status, variable, address }) =>
      status === 407
        ? [
            byHand(
              'pod',
              `put the login into the URL of ${variable}, from a Secret: http://USER:PASSWORD@HOST:PORT, special characters as %XX`,
            ),
          ]
        : [
            byHand('host', `let the proxy allow ${address}`),
            byHand('pod', 'exempt the host by NO_PROXY, where it is reached without'),
          ],
    restart: IN_POD,
    example: {
      address: 'proxy.golang.org:443',
      variable: 'HTTPS_PROXY',
      proxy: 'http://proxy.corp.example:3128',
      status: 407,
      code: 'STATUS',
    },
  }),
  'proxy-not-asked': rule<Through>({
    title: 'An address behind a proxy was not asked',
    severity: 'warning',
    cause:
      'Go asks this proxy, and probe-env does not: its address has a zone of IPv6 (fe80::1%eth0), or is of a kind that is neither HTTP nor SOCKS5. Nothing is known of this address.',
    message: ({ address, variable, proxy }) =>
      `${address} is behind ${proxy} (${variable}), which is not asked from here.`,
    remedies: ({ address }) => [
      byHand('policy', `take ${address} out of online.tls, or look with curl: curl -sI https://${address}`),
    ],
    restart: IN_POD,
    example: {
      address: 'api.example.com:443',
      variable: 'HTTPS_PROXY',
      proxy: 'http://***',
    },
  }),
  'not-tls': rule<{ readonly address: string; readonly code: string }>({
    title: 'What answers does not speak TLS',
    severity: 'error',
    cause:
      'The server answered the greeting of TLS with something else, mostly plain HTTP: the port is that of HTTP, or what terminates TLS stands before another port.',
    message: ({ address, code }) => `${address} does not answer by TLS (${code}).`,
    remedies: ({ address }) => [
      byHand('policy', `ask for the port at which the server speaks TLS, not ${address}`),
      byHand('host', 'let the server speak TLS there'),
    ],
    restart: OF_OTHERS,
    example: { address: 'vault.corp.example:8200', code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  }),
  'handshake-failed': rule<{ readonly address: string; readonly code: string; readonly afterMs: number }>({
    title: 'The TLS handshake fails',
    severity: 'error',
    cause:
      'The connection stands, and the handshake does not come to its end: the two have no version or cipher in common (TLS 1.2 is the least that Go and Node take), the server knows no such name (SNI), a firewall cuts connections to that name, or the server is silent.',
    message: ({ address, code, afterMs }) =>
      `The handshake with ${address} fails: ${codeInWords(code)}, after ${milliseconds(afterMs)}.`,
    remedies: ({ address }) => [
      byHand('host', `let the server at ${address} speak TLS 1.2 or later, and know this name`),
      byHand('pod', 'where a firewall cuts the connection, let it pass that name'),
    ],
    restart: OF_OTHERS,
    example: { address: 'old.corp.example:443', code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', afterMs: 20 },
  }),
} as const satisfies RuleSet;
