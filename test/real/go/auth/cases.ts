import type { Answer } from '../../../support/network/module-network/network.ts';
import { A, B, type Manners } from '../../route/online/world.ts';

/** What a command of GOAUTH does. */
export interface Command {
  /** What it prints before the first request, and for a URL. */
  readonly early?: string;
  readonly late?: string;
  readonly code?: number;
}

/** One question to go and to `route --online`, from Go 1.24 on. */
export interface AuthCase {
  readonly name: string;
  readonly goproxy: string;
  readonly manners: Manners;
  /** NAME! stands for the path of the command NAME, ROOT! for a directory of the case. */
  readonly goauth?: string;
  readonly commands?: Readonly<Record<string, Command>>;
  readonly netrc?: string;
}

const INFO = /\.info/;
const on = (host: string, answer: Answer): Manners => {
  return (asked) => (asked.host === host && INFO.test(asked.path) ? answer : undefined);
};
const wants = (header: string, value: string, refusal: Answer = 401): Manners => {
  return ({ host, path, headers }) =>
    host.startsWith('a.test.org') && INFO.test(path) && headers[header] !== value ? refusal : undefined;
};
const token = wants('x-token', 't');
const said = (urls: string, ...headers: readonly string[]) =>
  `${urls}\n\n${headers.map((line) => `${line}\n`).join('')}\n`;
const T = said(A, 'X-Token: t');
const OLD = said(A, 'X-Token: old');
const healthy: Manners = () => undefined;
const one = (command: Command, goproxy = A, manners: Manners = token) =>
  ({ goproxy, manners, goauth: 'x!', commands: { x: command } }) as const;

/** Where it says so, `route --online` does not ask once more within the test. */
const refusal = (status: number): Answer => ({ status, headers: { 'retry-after': '3600' } });

const statuses: readonly AuthCase[] = [400, 401, 403, 404, 407, 410, 418, 429, 451, 500, 503].flatMap(
  (status) => [
    {
      name: `${status}, and no credentials`,
      goproxy: `${A},${B}`,
      manners: on('a.test.org', refusal(status)),
    },
    { name: `${status}, and a command`, ...one({ late: T }, `${A},${B}`, on('a.test.org', refusal(status))) },
  ],
);

/** Prefixes that a command prints, for https://a.test.org/p/q below which the file is. */
const BASE = `${A}/p/q`;
const PREFIXES: Readonly<Record<string, string>> = {
  'the host': A,
  'the host and a slash': `${A}/`,
  'a place above': `${A}/p`,
  'a place above and a slash': `${A}/p/`,
  'a part of a word': `${A}/p/q/golang`,
  'a part that is no whole word': `${A}/p/q/gol`,
  'the whole URL': `${BASE}/golang.org/x/text/@v/v0.3.0.info`,
  'another host': B,
  'a port': `${A}:443`,
  'plain http': 'http://a.test.org',
  'a path alone': '/p/q',
  'an upper case': 'https://A.test.org',
  'an upper case scheme': 'HTTPS://a.test.org',
  'a user': 'https://u@a.test.org',
};
const prefixes = Object.entries(PREFIXES).map(
  ([name, prefix]): AuthCase => ({
    name: `prefix: ${name}`,
    ...one({ early: said(prefix, 'X-Token: t') }, BASE),
  }),
);

/** Answers that go does not take, or not as one might think. */
const ANSWERS: Readonly<Record<string, string>> = {
  nothing: '',
  'no header': said(A),
  'a blank line missing at the end': `${A}\n\nX-Token: t\n`,
  'no end of line': `${A}\n\nX-Token: t`,
  'a URL alone': `${A}\n`,
  'no URL': '\nX-Token: t\n\n',
  'a bare host': said('a.test.org', 'X-Token: t'),
  'a header without a blank': said(A, 'X-Token:t'),
  'a header without a name': said(A, ': t'),
  'a header with a blank in its name': said(A, 'X Token: t'),
  'blanks around a value': said(A, 'X-Token:   t  '),
  'a carriage return': said(A, 'X-Token: t\r'),
  'carriage returns everywhere': T.replaceAll('\n', '\r\n'),
  'the same URL twice': said(A, 'X-Token: old') + T,
  'the same URL twice, the other order': T + OLD,
  'two values of one header': said(A, 'X-Token: t', 'X-Token: u'),
  'two URLs': said(`${B}\n${A}`, 'X-Token: t'),
  'what is forgotten at once': T + said(A),
  'a sound block before a bad one': `${T}bad`,
  'a header that is go\u2019s own': said(A, 'X-Token: t', 'Host: b.test.org', 'Content-Length: 7'),
};
const answers = Object.entries(ANSWERS).map(
  ([name, early]): AuthCase => ({ name: `answer: ${name}`, ...one({ early }) }),
);

const NETRC = 'machine a.test.org login user password secret\n';
const BASIC = wants('authorization', `Basic ${Buffer.from('user:secret').toString('base64')}`);
const redirect = (to: string): Answer => ({ status: 302, headers: { location: to } });
const PATH = '/golang.org/x/text/@v/v0.3.0.info';
const chain = (...to: readonly string[]): Manners => {
  return ({ host, path }) => {
    const hosts = ['a.test.org', ...to];
    const next = INFO.test(path) ? hosts[hosts.indexOf(host) + 1] : undefined;
    return next === undefined ? undefined : redirect(`https://${next}${PATH}`);
  };
};
const capitals: Manners = ({ host, path }) =>
  host === 'a.test.org' && path === PATH ? redirect(`https://A.TEST.org${PATH}?x`) : undefined;
const PROOF = said(A, 'Authorization: Bearer t', 'Cookie: c=1', 'X-Token: t', 'Proxy-Authorization: p');

const others: readonly AuthCase[] = [
  { name: '401 then 200', ...one({ late: T }) },
  { name: '403 then 200', ...one({ late: T }, A, wants('x-token', 't', 403)) },
  { name: '404 then 200', ...one({ late: T }, A, wants('x-token', 't', 404)) },
  { name: 'an old token, and a new one', ...one({ early: OLD, late: T }) },
  { name: 'what was said first stays', ...one({ early: OLD, late: '' }) },
  { name: 'what was said first is forgotten', ...one({ early: OLD, late: said(A) }) },
  {
    name: 'of one host while another is asked',
    ...one({ early: '', late: said(`${A}\n${B}`, 'X-Token: t') }, `${A}|${B}`, on('a.test.org', 404)),
  },
  { name: 'a command that fails', ...one({ early: T, late: T, code: 1 }) },
  {
    name: 'two commands, the first wins',
    ...{ goproxy: A, manners: token, goauth: 'x!; y!', commands: { x: { early: T }, y: { early: OLD } } },
  },
  {
    name: 'two commands, the other order',
    ...{ goproxy: A, manners: token, goauth: 'y!; x!', commands: { x: { early: T }, y: { early: OLD } } },
  },
  {
    name: 'a command forgets what another said',
    ...{ goproxy: A, manners: token, goauth: 'x!;y!', commands: { x: { early: said(A) }, y: { early: T } } },
  },
  {
    name: 'words in quotes',
    ...{ goproxy: A, manners: token, goauth: `x! "a b" 'c;d' e"f`, commands: { x: { late: T } } },
  },
  { name: 'words in quotes, whole', ...one({ late: T }), goauth: `x! "a b" 'c' ""` },
  { name: 'a quote that is open', ...one({ early: T }), goauth: 'x! "a' },
  { name: 'a command that is not there', goproxy: A, manners: token, goauth: '/nonexistent/auth' },
  {
    name: 'a word that is not on PATH',
    goproxy: A,
    manners: token,
    goauth: 'no-such-auth; netrc',
    netrc: NETRC,
  },
  { name: 'off', goproxy: `${A},${B}`, manners: on('a.test.org', 404), goauth: 'off', netrc: NETRC },
  { name: 'netrc', goproxy: A, manners: BASIC, netrc: NETRC, goauth: 'netrc' },
  { name: 'netrc with a word behind it', goproxy: A, manners: BASIC, netrc: NETRC, goauth: 'netrc now' },
  {
    name: 'netrc, and the same machine twice',
    goproxy: A,
    manners: BASIC,
    netrc: `${NETRC}${NETRC.replace('secret', 'old')}`,
  },
  {
    name: 'netrc of a place',
    goproxy: `${A}/p`,
    manners: BASIC,
    netrc: NETRC.replace('a.test.org', 'a.test.org/p'),
  },
  {
    name: 'netrc with a slash',
    goproxy: A,
    manners: BASIC,
    netrc: NETRC.replace('a.test.org', 'a.test.org/'),
  },
  { name: 'netrc with https', goproxy: A, manners: BASIC, netrc: NETRC.replace('a.', 'https://a.') },
  {
    name: 'netrc before a command',
    ...{
      goproxy: A,
      manners: BASIC,
      netrc: NETRC,
      goauth: 'netrc; x!',
      commands: { x: { early: said(A, 'X-Token: t'), late: said(A) } },
    },
  },
  {
    name: 'netrc behind a command that forgets it',
    ...{
      goproxy: A,
      manners: BASIC,
      netrc: NETRC,
      goauth: 'x!; netrc',
      commands: { x: { early: '', late: said(A) } },
    },
  },
  {
    name: 'git that knows nothing',
    goproxy: `${A},${B}`,
    manners: on('a.test.org', 404),
    goauth: 'git ROOT!',
  },
  { name: 'git, and a command', ...one({ late: T }), goauth: 'git ROOT!; x!' },
  {
    name: 'plain http',
    ...one({ early: said('http://a.test.org', 'X-Token: t') }, 'http://a.test.org', on('a.test.org', 401)),
  },
  { name: 'a user in the URL', ...one({ late: T }, 'https://u:p@a.test.org') },
  { name: 'a user in the URL, and netrc', goproxy: 'https://u:p@a.test.org', manners: BASIC, netrc: NETRC },
  { name: 'a query in the URL', ...one({ early: T }, `${A}?k=v/w`) },
  {
    name: 'a user in the URL, and a redirect on the same host',
    goproxy: 'https://u:p@a.test.org',
    manners: ({ host, path }) =>
      host === 'a.test.org' && path === PATH ? redirect(`${A}${PATH}?x`) : undefined,
  },
  {
    name: 'a user in the URL, and a redirect to a path',
    goproxy: 'https://u:p@a.test.org',
    manners: ({ host, path }) => (host === 'a.test.org' && path === PATH ? redirect(`${PATH}?x`) : undefined),
  },
  { name: 'all headers, and another host', ...one({ early: PROOF }, A, chain('c.test.org')) },
  { name: 'all headers, and a host below', ...one({ early: PROOF }, A, chain('sub.a.test.org')) },
  { name: 'all headers, and the same host in capital letters', ...one({ early: PROOF }, A, capitals) },
  { name: 'all headers, there and back', ...one({ early: PROOF }, A, chain('c.test.org', 'sub.a.test.org')) },
  {
    name: 'a redirect, and 401 behind it',
    ...one({ late: T }, A, (asked) => chain('c.test.org')(asked) ?? on('c.test.org', 401)(asked)),
  },
  {
    name: 'what the answer says',
    ...one(
      { late: T },
      A,
      wants('x-token', 't', {
        status: 401,
        headers: { 'www-authenticate': 'Basic realm="a"', 'x-a': '', 'X-odd_name': 'v' },
        body: 'no',
      }),
    ),
  },
  { name: 'a healthy proxy', ...one({ early: T }, A, healthy) },
  {
    name: '401 then 500',
    ...one({ late: T }, A, ({ host, headers }) =>
      host !== 'a.test.org' ? undefined : headers['x-token'] ? 500 : 401,
    ),
  },
  {
    name: '401 then no answer',
    ...one({ late: T }, `${A},${B}`, ({ host, headers, path }) =>
      host !== 'a.test.org' || path === 'CONNECT' ? undefined : headers['x-token'] ? 'refuse' : 401,
    ),
  },
];

export const CASES: readonly AuthCase[] = [...others, ...answers, ...prefixes, ...statuses];
