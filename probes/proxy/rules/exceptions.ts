import { byHand } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { inWords } from '../readers/runtimes.ts';
import { SAME_VARIABLES, setList } from '../remedies.ts';

const WHY: Readonly<Record<string, string>> = {
  plain: 'a plain name is taken for that host alone',
  all: 'a star counts only where the list is nothing else',
  quoted: 'quotes are a part of the entry',
  'line-end': 'a line end is a part of the entry',
  url: 'an entry is a name, not a URL',
  wildcard: 'a star is read as a letter of the name',
  network: 'networks (10.0.0.0/8) are not read',
  'part-of-address': 'the beginning of an address is no address',
  range: 'ranges of addresses are not read',
  port: 'a port is read as a part of the name',
  ipv6: 'an address of IPv6 needs brackets there',
  brackets: 'brackets are read as a part of the address',
  separator: 'only commas stand between entries',
  'upper-case': 'the variable is read in lower case alone',
  'no-list': 'it knows no exceptions',
};

const MOST = 4;

function some(entries: readonly string[]): string {
  const shown = entries.slice(0, MOST).map((entry) => `"${entry}"`);
  const more = entries.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** For whom no proxy is asked. */
export const exceptions = {
  'no-proxy-ineffective': rule<{
    readonly variable: string;
    readonly why: string;
    readonly entries: readonly string[];
    readonly names: readonly string[];
    readonly value: string;
  }>({
    title: 'Entries of NO_PROXY have no effect for some programs',
    severity: 'warning',
    otherwise: [
      { severity: 'info', when: 'where Go reads them, and others know no networks or no list at all' },
    ],
    cause:
      'There is no standard for NO_PROXY. All read names with commas between; Go and curl read networks, urllib, wget and Node do not; nobody but Node reads ranges; Go alone reads a port of any entry. What a program does not understand it passes over without a word, and asks the proxy.',
    message: ({ variable, why, entries, names }) =>
      `${variable} holds ${some(entries)}, for which ${inWords(names)} will ask the proxy all the same: ${WHY[why] ?? why}.`,
    remedies: ({ why, value }) =>
      why === 'no-list'
        ? [byHand('image', 'use curl instead, or wget -Y off for addresses without a proxy')]
        : setList(value),
    restart: SAME_VARIABLES,
    example: {
      variable: 'NO_PROXY',
      why: 'wildcard',
      entries: ['*.corp.example'],
      names: ['curl', 'python'],
      value: '.corp.example',
    },
  }),
  'localhost-proxied': rule<{ readonly names: readonly string[]; readonly value: string | null }>({
    title: 'Requests to this very container go to the proxy',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'where busybox alone does so, whose wget knows no exceptions' }],
    cause:
      'Go never asks a proxy for localhost and loopback addresses. All others do unless NO_PROXY names them: a health check by curl or wget then asks the proxy for its own localhost, and gets its refusal.',
    message: ({ names }) => `${inWords(names)} will ask the proxy for http://localhost or http://127.0.0.1.`,
    remedies: ({ value }) =>
      value === null
        ? [
            byHand(
              'image',
              'use wget -Y off in health checks, or let probe-env or the service itself answer them',
            ),
          ]
        : setList(value),
    restart: SAME_VARIABLES,
    example: { names: ['curl'], value: 'localhost,127.0.0.1,::1,.corp.example' },
  }),
  'cluster-not-exempt': rule<{
    readonly entries: readonly string[];
    readonly names: readonly string[];
    readonly value: string;
  }>({
    title: 'Requests to the cluster itself go to the proxy',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'where Go does not' }],
    cause:
      'The API server (KUBERNETES_SERVICE_HOST), services (.svc, .cluster.local) and pods are reached without a proxy, which mostly cannot reach them at all. Clients of Kubernetes in Go read the same variables: they time out, or get 403 and 503 from the proxy.',
    message: ({ entries, names }) =>
      `${inWords(names)} will ask the proxy for ${some(entries)} of this cluster.`,
    remedies: ({ value }) => setList(value),
    restart: SAME_VARIABLES,
    example: {
      entries: ['10.96.0.1', '.svc', '.cluster.local'],
      names: ['go'],
      value: '10.96.0.1,.svc,.cluster.local',
    },
  }),
  'goproxy-through-proxy': rule<{ readonly host: string; readonly variable: string; readonly value: string }>(
    {
      title: 'A module proxy inside is asked through the proxy that leads outside',
      severity: 'warning',
      cause:
        'GOPROXY names a host with a private address or a name that is known inside alone. go asks it through HTTPS_PROXY or HTTP_PROXY like every host, and that proxy seldom leads back in: downloads end with 403, 502 or a timeout.',
      message: ({ host, variable }) => `go will ask for modules at ${host} of GOPROXY through ${variable}.`,
      remedies: ({ value }) => setList(value),
      restart: SAME_VARIABLES,
      example: { host: 'goproxy.build.svc', variable: 'HTTP_PROXY', value: 'goproxy.build.svc' },
    },
  ),
  'not-direct': rule<{ readonly address: string; readonly names: readonly string[]; readonly value: string }>(
    {
      title: 'An address that the policy wants reached without a proxy goes through one',
      severity: 'error',
      cause:
        'The policy names it in proxy.direct, and NO_PROXY does not exempt it for every program of the container.',
      message: ({ address, names }) => `${inWords(names)} will ask the proxy for ${address}.`,
      remedies: ({ value }) => setList(value),
      restart: SAME_VARIABLES,
      example: { address: 'db.corp.example', names: ['go'], value: '.corp.example' },
    },
  ),
} as const satisfies RuleSet;
