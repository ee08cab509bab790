import { byHand, command, setEnv } from '../../../../src/core/remedy/forms.ts';
import { quote } from '../../../../src/core/remedy/quote.ts';
import { rule } from '../../../../src/core/rule.ts';
import { SLIP_WORDS } from '../../../../src/core/text/meant/slip-words.ts';
import { type From, list, STAYS, where } from '../../rules/text.ts';

const PROXY: Readonly<Record<string, string>> = {
  missing: 'which is not there',
  'no-directory': 'which is no directory',
  unreadable: 'which this user may not look into',
};

const HTTPS_PROXY: Readonly<Record<string, string>> = {
  ...SLIP_WORDS,
  scheme: 'a scheme ends with "://"',
  'other-scheme': 'its scheme is none of http, https, socks5 and socks5h',
  userinfo: 'its user name or password has a character that must be written as % and two digits',
  host: 'it has no host that can be asked',
};

/** Ways to modules that are spelled right, and with which go ends as soon as it needs them. */
export const refusedProxyRules = {
  'proxy-directory-incomplete': rule<{
    url: string;
    path: string;
    reason: string;
    modules: readonly string[];
    count: number;
    from: From;
  }>({
    title: 'The directory of a file:// proxy lacks files of a module that go.mod requires',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where only go mod download asks for the file (.info)' }],
    cause:
      'A directory that serves as the only proxy must have three files of each module version: .info, .mod and .zip, as they are in GOMODCACHE/cache/download of a machine where go mod download ran. A build ends at the first that is missing or closed: "reading file:///…".',
    says: ['reading file:///'],
    message: ({ path, reason, modules, count }) =>
      `GOPROXY has no other source, and ${reason === 'missing' ? `${path} is not there` : `this user may not read ${path}`}: ${path.endsWith('.info') ? `go mod download fails at ${list(modules, count)}` : `${list(modules, count)} cannot be fetched`}.`,
    remedies: ({ path, reason }) => [
      ...(reason === 'missing'
        ? []
        : command(`chmod -R a+rX ${quote(path.replace(/\/[^/]*\/@v\/[^/]*$/, ''))}`, {
            why: 'what a proxy hands out is no secret',
          })),
      byHand(
        'ci',
        'run go mod download where the sources and a network are, and copy GOMODCACHE/cache/download of that machine over the directory',
      ),
    ],
    restart: STAYS,
    example: {
      url: 'file:///srv/goproxy',
      path: '/srv/goproxy/golang.org/x/text/@v/v0.14.0.zip',
      reason: 'missing',
      modules: ['golang.org/x/text@v0.14.0'],
      count: 1,
      from: 'environment',
    },
  }),
  'https-proxy-invalid': rule<{ variable: string; problem: string; meant: string | null }>({
    title: 'HTTPS_PROXY is no address that go can read',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where nothing is known to be fetched' }],
    cause:
      'go takes the value as it stands: quotes and blanks of an env file are a part of it, and a password with # % / or \\ ends the address. It asks at what is left ("lookup http: no such host"), or without a proxy, and never says that the value is wrong. The same value fails in every Go service.',
    says: ['proxyconnect tcp: dial tcp: lookup'],
    message: ({ variable, problem }) =>
      `${variable} is no address of a proxy: ${HTTPS_PROXY[problem] ?? problem}.`,
    remedies: ({ variable, meant }) =>
      meant === null
        ? [
            byHand(
              'pod',
              `write ${variable} as http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with %23 for #, %25 for %, %2F for /, %5C for \\ and %20 for a blank`,
            ),
          ]
        : setEnv({ [variable]: meant }),
    restart: STAYS,
    example: { variable: 'HTTPS_PROXY', problem: 'quoted', meant: 'http://proxy.corp.example:3128' },
  }),
  'proxy-directory-missing': rule<{
    url: string;
    path: string;
    reason: string;
    others: number;
    from: From;
  }>({
    title: 'The directory of a file:// proxy is not there',
    severity: 'error',
    cause:
      'GOPROXY=file:///… takes modules from a directory of this machine, often a volume. Without it go finds no module there. It is a warning where other sources follow (a missing file counts as 404), or where all that go.mod requires is here already.',
    message: ({ url, path, reason, from }) =>
      `${where('GOPROXY', from)} names ${url}: ${path}, ${PROXY[reason] ?? reason}.`,
    remedies: ({ path, reason }) =>
      reason === 'unreadable'
        ? [
            ...command(`chmod -R a+rX ${quote(path)}`, { why: 'what a proxy hands out is no secret' }),
            byHand('image', `copy it with --chmod=0755 into a directory that is not there yet`),
          ]
        : [byHand('pod', `mount the volume with the modules at ${path}, or take it out of GOPROXY`)],
    restart: STAYS,
    example: {
      url: 'file:///srv/goproxy',
      path: '/srv/goproxy',
      reason: 'missing',
      others: 0,
      from: 'environment',
    },
  }),
} as const;
