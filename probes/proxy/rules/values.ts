import { byHand, setEnv, takeOut } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { SLIP_WORDS } from '../../../src/core/text/meant/slip-words.ts';
import { inWords } from '../readers/runtimes.ts';
import { SAME_VARIABLES, setAll } from '../remedies.ts';

const PROBLEMS: Readonly<Record<string, string>> = {
  ...SLIP_WORDS,
  scheme: 'a scheme ends with "://"',
  'other-scheme': 'its scheme is none of http, https, socks5 and socks5h',
  userinfo: 'its user name or password has a character that must be written as % and two digits',
  host: 'it has no host that can be asked',
};

type Variables = { readonly variables: readonly string[] };

/** Some read the lower case alone, others the upper one: one of the two would be the next finding. */
function inBothCases(variables: readonly string[]): readonly string[] {
  return [...new Set(variables.flatMap((name) => [name.toUpperCase(), name.toLowerCase()]))];
}

/** `HTTP_PROXY and http_proxy are`, `HTTP_PROXY is` */
function are(variables: readonly string[]): string {
  return `${variables.join(' and ')} ${variables.length === 1 ? 'is' : 'are'}`;
}

/** `HTTP_PROXY and http_proxy hold`, `HTTP_PROXY holds` */
function hold(variables: readonly string[]): string {
  return `${variables.join(' and ')} ${variables.length === 1 ? 'holds' : 'hold'}`;
}

function forEach(variables: readonly string[], value: string): Readonly<Record<string, string>> {
  return Object.fromEntries(variables.map((name) => [name, value]));
}

/** What the variables hold. */
export const values = {
  'value-malformed': rule<Variables & { readonly problem: string; readonly meant: string | null }>({
    title: 'A variable of a proxy holds no address',
    severity: 'error',
    cause:
      'Programs take the value as it stands: quotes, blanks and line ends of an env file are a part of it. Go passes over a value that it cannot read without a word, and asks without the proxy; or it asks at what is left of it ("lookup http: no such host"). Others end with an error.',
    says: ['proxyconnect tcp: dial tcp: lookup'],
    message: ({ variables, problem }) =>
      `${are(variables)} no address of a proxy: ${PROBLEMS[problem] ?? problem}.`,
    remedies: ({ variables, meant }) => [
      ...(meant === null ? [] : setEnv(forEach(inBothCases(variables), meant))),
      byHand(
        'pod',
        `write ${variables.join(' and ')} as http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with %23 for #, %25 for %, %2F for / and %20 for a blank`,
      ),
    ],
    restart: SAME_VARIABLES,
    example: {
      variables: ['HTTP_PROXY'],
      problem: 'carriage-return',
      meant: 'http://proxy.corp.example:3128',
    },
  }),
  'nobody-listens': rule<Variables & { readonly value: string; readonly port: number }>({
    title: 'The proxy is this container itself, in which nobody listens',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'in a pod, where a container beside it may begin to listen' }],
    cause:
      'For a container 127.0.0.1 and localhost are the container itself. A proxy of the machine, whose address docker copies from ~/.docker/config.json into containers and builds, is at another one. Every request ends with "proxyconnect tcp: dial tcp 127.0.0.1:7890: connect: connection refused".',
    message: ({ variables, value, port }) =>
      `${are(variables)} ${value}: nobody listens at port ${port} of this container.`,
    remedies: ({ variables, port }) => [
      byHand(
        'pod',
        `name the proxy by an address that containers reach, as http://host.docker.internal:${port}, in ${inBothCases(variables).join(' and ')}`,
      ),
      takeOut(...variables),
    ],
    restart: SAME_VARIABLES,
    example: { variables: ['HTTPS_PROXY', 'https_proxy'], value: 'http://127.0.0.1:7890', port: 7890 },
  }),
  'scheme-unread': rule<Variables & { readonly scheme: string; readonly names: readonly string[] }>({
    title: 'A proxy speaks SOCKS, which not every program here does',
    severity: 'warning',
    cause:
      'Go and curl speak SOCKS. wget, the urllib of Python and Node do not: they fail, or ask in a way that such a proxy does not understand.',
    message: ({ variables, scheme, names }) =>
      `${hold(variables)} an address of ${scheme}, which ${inWords(names)} cannot ask.`,
    remedies: ({ variables }) => [
      byHand(
        'pod',
        `name a proxy of http:// in ${variables.join(' and ')}, or keep the variable from these programs`,
      ),
    ],
    restart: SAME_VARIABLES,
    example: { variables: ['https_proxy'], scheme: 'socks5h', names: ['python'] },
  }),
  'port-missing': rule<
    Variables & {
      readonly host: string;
      readonly names: readonly string[];
      readonly others: readonly string[];
    }
  >({
    title: 'A proxy has no port, and programs choose different ones',
    severity: 'warning',
    cause: 'Without a port Go, wget, Python and Node ask at port 80. curl, and git with it, asks at 1080.',
    message: ({ variables, host, names, others }) =>
      `${hold(variables)} ${host} without a port: ${inWords(names)} will ask at port 1080, ${inWords(others)} at 80.`,
    remedies: ({ variables, host }) => [
      ...(/^[\w.-]+$/.test(host)
        ? setEnv(forEach(variables, `http://${host}:80`), '80 stands for the port that it has')
        : []),
      byHand('pod', `write the port behind the host in ${variables.join(' and ')}`),
    ],
    restart: SAME_VARIABLES,
    example: { variables: ['http_proxy'], host: 'proxy.corp.example', names: ['curl'], others: ['go'] },
  }),
  'plain-secret': rule<Variables & { readonly value: string }>({
    title: 'A login for the proxy stands in a variable',
    severity: 'warning',
    cause:
      'Variables are seen by everybody who can read the image, the pod or /proc, are handed on to every program, and end in logs of builds and crashes.',
    message: ({ variables, value }) => `${hold(variables)} a login: ${value}.`,
    remedies: ({ variables }) => [
      byHand(
        'pod',
        `take the login out of ${variables.join(' and ')}: let the proxy know the network of the pods, or run one beside the container that has the login`,
      ),
      byHand(
        'pod',
        'where it must stay, take the variable from a Secret (valueFrom: secretKeyRef), never from the image',
      ),
    ],
    restart: SAME_VARIABLES,
    example: { variables: ['HTTPS_PROXY'], value: 'http://***@proxy.corp.example:3128' },
  }),
  'lower-upper-differ': rule<{
    readonly variable: string;
    readonly upper: string;
    readonly lower: string;
    /** The one of the two that both are given. */
    readonly meant: string;
  }>({
    title: 'A variable says one thing in upper case and another in lower case',
    severity: 'warning',
    cause:
      'Go takes the variable in upper case first; curl, git, Python and Node the one in lower case, wget and apt that one alone. Each of them then follows another value.',
    message: ({ variable, upper, lower }) =>
      `${variable} is "${upper}", and ${variable.toLowerCase()} is ${lower === '' ? 'empty' : `"${lower}"`}.`,
    remedies: ({ variable, meant }) => setAll({ [variable]: meant, [variable.toLowerCase()]: meant }),
    restart: SAME_VARIABLES,
    example: { variable: 'NO_PROXY', upper: '.corp.example', lower: 'localhost', meant: '.corp.example' },
  }),
  'request-method': rule<{ readonly variable: string }>({
    title: 'REQUEST_METHOD is set, and Go refuses every request over http',
    severity: 'error',
    cause:
      'A server of CGI sets REQUEST_METHOD, and hands a header "Proxy:" of its client on as HTTP_PROXY. Where both are there Go refuses to ask at all, Python does not read HTTP_PROXY. In a container nobody speaks CGI: the name was given to something else.',
    message: ({ variable }) =>
      `REQUEST_METHOD is set beside ${variable}: Go refuses requests to http addresses.`,
    remedies: () => [
      byHand('pod', 'take REQUEST_METHOD out of the env of the pod and the ENV lines of the image'),
    ],
    restart: SAME_VARIABLES,
    example: { variable: 'HTTP_PROXY' },
  }),
} as const satisfies RuleSet;
