import { byHand, setEnv } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { inWords } from '../readers/runtimes.ts';
import { SAME_VARIABLES, setAll } from '../remedies.ts';

/** Who asks a proxy at all. */
export const choice = {
  'all-proxy-only': rule<{ readonly variable: string; readonly value: string }>({
    title: 'ALL_PROXY names a proxy, and Go does not read it',
    severity: 'warning',
    cause:
      'curl, git and the requests of Python read ALL_PROXY. Go, wget and the urllib of Python know HTTP_PROXY and HTTPS_PROXY alone, and ask without a proxy.',
    message: ({ variable }) =>
      `${variable} is set, HTTP_PROXY and HTTPS_PROXY are not: Go will ask without a proxy.`,
    remedies: ({ value }) =>
      setAll({ HTTP_PROXY: value, http_proxy: value, HTTPS_PROXY: value, https_proxy: value }),
    restart: SAME_VARIABLES,
    example: { variable: 'ALL_PROXY', value: 'http://proxy.corp.example:3128' },
  }),
  'https-direct': rule<{ readonly variable: string; readonly value: string }>({
    title: 'A proxy is named for http alone',
    severity: 'info',
    cause:
      'HTTP_PROXY counts for addresses of http://, HTTPS_PROXY for those of https://, whatever the proxy itself speaks. Nearly all that a service asks is https, and goes without the proxy.',
    message: ({ variable }) => `${variable} is set and HTTPS_PROXY is not: https goes without a proxy.`,
    remedies: ({ value }) => setAll({ HTTPS_PROXY: value, https_proxy: value }),
    restart: SAME_VARIABLES,
    example: { variable: 'HTTP_PROXY', value: 'http://proxy.corp.example:3128' },
  }),
  disagree: rule<{
    readonly address: string;
    readonly proxied: readonly string[];
    readonly direct: readonly string[];
    /** Of a whole scheme: the variables that say the same to all. */
    readonly set: Readonly<Record<string, string>>;
    /** Of one address: the list by which nobody asks a proxy for it; null where no list says it to all. */
    readonly list: string | null;
  }>({
    title: 'Programs of the container do not agree whether a proxy is asked',
    severity: 'warning',
    cause:
      'Go reads the variables in upper case first, curl not HTTP_PROXY in upper case, wget and apt the lower case alone; and each has its own way with NO_PROXY. What works by hand with curl fails in the service, or the other way round.',
    message: ({ address, proxied, direct }) =>
      `For ${address.endsWith('://') ? `addresses of ${address}` : address} ${inWords(proxied)} will ask a proxy, ${inWords(direct)} will not.`,
    remedies: ({ address, set, list }) =>
      address.endsWith('://')
        ? Object.keys(set).length === 0
          ? [byHand('pod', 'give the variables of a proxy, in upper and in lower case, the same address')]
          : setAll(set)
        : [
            ...(list === null
              ? []
              : setEnv({ NO_PROXY: list, no_proxy: list }, 'then nobody asks a proxy for it')),
            byHand(
              'pod',
              `have NO_PROXY and no_proxy name the host of ${address} by itself, or take it out of both: then all of them ask the proxy`,
            ),
          ],
    restart: SAME_VARIABLES,
    example: {
      address: 'http://',
      proxied: ['go'],
      direct: ['curl'],
      set: { HTTP_PROXY: 'http://proxy.corp.example:3128', http_proxy: 'http://proxy.corp.example:3128' },
      list: null,
    },
  }),
  'not-proxied': rule<{ readonly address: string; readonly names: readonly string[] }>({
    title: 'An address that the policy wants asked through a proxy is not',
    severity: 'error',
    cause:
      'The policy names it in proxy.proxied. No variable names a proxy that the program reads, or NO_PROXY exempts the address.',
    message: ({ address, names }) => `${inWords(names)} will ask for ${address} without a proxy.`,
    remedies: ({ address }) => [
      byHand(
        'pod',
        `set HTTP_PROXY, http_proxy, HTTPS_PROXY and https_proxy, and keep ${address} out of NO_PROXY and no_proxy`,
      ),
    ],
    restart: SAME_VARIABLES,
    example: { address: 'proxy.golang.org', names: ['go'] },
  }),
} as const satisfies RuleSet;
