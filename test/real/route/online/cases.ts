import type { Answer } from '../../../support/network/module-network/network.ts';
import { A, B, type Manners, MODULE } from './world.ts';

/** `stranger`: a proxy whose certificate nobody vouches for; `login`: SOCKS5 with a login. */
export type Way = 'socks5' | 'login' | 'no-login' | 'socks5h' | 'https' | 'stranger';

/** One question to go and to `route --online`. */
export interface Case {
  readonly name: string;
  readonly goproxy: string;
  readonly manners: Manners;
  /** Checksum database: off, unless it is what the case is about. */
  readonly sumdb?: 'small' | 'large';
  readonly netrc?: string;
  /** GOAUTH; SCRIPT stands for a program that prints a login for proxy A. */
  readonly goauth?: string;
  /** NO_PROXY. */
  readonly noProxy?: string;
  /** How the way out is spoken to: HTTP, unless it is what the case is about. */
  readonly way?: Way;
  /** First release of Go that does so. */
  readonly from?: string;
}

const at =
  (host: string, answer: Answer, file = /./): Manners =>
  (asked) =>
    // 200 is what a healthy one says, with the file.
    asked.host === host && file.test(asked.path) && answer !== 200 ? answer : undefined;
const onA = (answer: Answer, file?: RegExp) => at('a.test.org', answer, file);
const redirect = (to: string, status = 302): Answer => ({ status, headers: { location: to } });
const INFO = '/golang.org/x/text/@v/v0.3.0';
const CONFIDENTIAL = `Basic ${Buffer.from('user:secret').toString('base64')}`;

const STATUSES = [200, 201, 204, 206, 300, 304, 400, 401, 403, 404, 410, 418, 429, 451, 500, 502, 503, 504];
const SEPARATED = [
  ['comma', `${A},${B}`],
  ['pipe', `${A}|${B}`],
  ['last', A],
] as const;

const statuses = SEPARATED.flatMap(([separator, goproxy]) =>
  STATUSES.map((status): Case => ({ name: `${status} before ${separator}`, goproxy, manners: onA(status) })),
);

const silent = SEPARATED.map(
  ([separator, goproxy]): Case => ({
    name: `no connection before ${separator}`,
    goproxy,
    manners: onA('refuse'),
  }),
);

/** What is sent with status 200 in the place of the .info. */
const BODIES: Readonly<Record<string, string>> = {
  'a page': '<html>login</html>',
  nothing: '',
  null: 'null',
  'a list': '[]',
  'a number': '1',
  'no version': '{}',
  'another version': '{"Version":"v0.3.1"}',
  'a version that is a number': '{"Version":3}',
  'a field in lower case': `{"version":"${MODULE.version}"}`,
  'a time that is none': `{"Version":"${MODULE.version}","Time":"yesterday"}`,
  'a time without a zone': `{"Version":"${MODULE.version}","Time":"2024-01-02T03:04:05"}`,
  'more behind it': `{"Version":"${MODULE.version}"} more`,
  'blanks around it': ` \n{"Version":"${MODULE.version}"}\n `,
  'null for a time': `{"Version":"${MODULE.version}","Time":null}`,
};
const bodies = Object.entries(BODIES).flatMap(([name, body]): Case[] =>
  SEPARATED.slice(0, 2).map(([separator, goproxy]) => ({
    name: `${name} before ${separator}`,
    goproxy,
    manners: onA(body, /\.info$/),
  })),
);

const redirects: readonly Case[] = [
  ...[301, 302, 303, 307, 308].map(
    (status): Case => ({
      name: `${status} to another host`,
      goproxy: A,
      manners: (asked) =>
        asked.host === 'a.test.org' ? redirect(`https://c.test.org${asked.path}`, status) : undefined,
    }),
  ),
  { name: '302 without a place', goproxy: `${A},${B}`, manners: onA(302) },
  { name: 'a place that is relative', goproxy: A, manners: onA(redirect('v0.3.0.mod'), /\.info$/) },
  {
    name: 'from https to http',
    goproxy: `${A},${B}`,
    manners: onA(redirect(`http://c.test.org${INFO}.info`)),
  },
  {
    name: 'from https to http, any error',
    goproxy: `${A}|${B}`,
    manners: onA(redirect(`http://c.test.org${INFO}.info`)),
  },
  { name: 'in a circle', goproxy: `${A}|${B}`, manners: onA(redirect(`${A}${INFO}.info?again`)) },
  {
    name: 'nine times',
    goproxy: A,
    manners: ({ host, path }) => {
      const n = Number(/\?(\d+)/.exec(path)?.[1] ?? 0);
      return host === 'a.test.org' && path.includes('.info') && n < 9
        ? redirect(`${A}${INFO}.info?${n + 1}`)
        : path.includes('.info')
          ? MODULE.info
          : undefined;
    },
  },
  {
    name: 'ten times',
    goproxy: A,
    manners: ({ host, path }) => {
      const n = Number(/\?(\d+)/.exec(path)?.[1] ?? 0);
      return host === 'a.test.org' && path.includes('.info') && n < 10
        ? redirect(`${A}${INFO}.info?${n + 1}`)
        : path.includes('.info')
          ? MODULE.info
          : undefined;
    },
  },
  {
    name: 'to what is not there',
    goproxy: `${A},${B}`,
    manners: ({ host, path }) =>
      host === 'a.test.org' ? redirect(`https://c.test.org/none${path}`) : undefined,
  },
];

const wants: Manners = ({ host, headers }) =>
  host === 'a.test.org' && headers.authorization !== CONFIDENTIAL ? 401 : undefined;
const NETRC = 'machine a.test.org login user password secret\n';
const logins: readonly Case[] = [
  { name: 'a login of .netrc', goproxy: A, manners: wants, netrc: NETRC },
  {
    name: 'a login of .netrc for another host',
    goproxy: A,
    manners: wants,
    netrc: NETRC.replace('a.', 'b.'),
  },
  { name: 'a login that is not taken', goproxy: A, manners: wants, netrc: NETRC.replace('secret', 'old') },
  { name: 'a login in the URL', goproxy: 'https://user:secret@a.test.org', manners: wants },
  { name: 'a login in a URL of http', goproxy: 'http://user:secret@a.test.org', manners: () => undefined },
  { name: 'http without a login', goproxy: 'http://a.test.org', manners: () => undefined, netrc: NETRC },
  {
    name: 'a login in the URL and one of .netrc',
    goproxy: 'https://user:wrong@a.test.org',
    manners: wants,
    netrc: NETRC,
  },
  {
    name: 'a login is not told to another host',
    goproxy: A,
    manners: (asked) =>
      wants(asked) ?? (asked.host === 'a.test.org' ? redirect(`https://c.test.org${asked.path}`) : undefined),
    netrc: NETRC,
  },
  {
    name: 'a login is told to a host below',
    goproxy: A,
    manners: (asked) =>
      wants(asked) ??
      (asked.host === 'a.test.org' ? redirect(`https://sub.a.test.org${asked.path}`) : undefined),
    netrc: NETRC,
  },
  {
    name: 'a login is not told to another host by a second step there',
    goproxy: A,
    manners: (asked) =>
      wants(asked) ??
      (asked.host === 'a.test.org' ? redirect(`https://c.test.org${asked.path}`) : undefined) ??
      (asked.host === 'c.test.org' && !asked.path.endsWith('?2')
        ? redirect(`https://c.test.org${asked.path}?2`)
        : undefined),
    netrc: NETRC,
  },
  {
    name: 'a login, and the same host in capital letters',
    goproxy: A,
    manners: ({ host, path }) =>
      host === 'a.test.org' && !path.endsWith('?2') ? redirect(`https://A.TEST.org${path}?2`) : undefined,
    netrc: NETRC,
  },
  { name: 'a login by a program', goproxy: A, manners: wants, goauth: 'SCRIPT', from: '1.24' },
  {
    name: 'a program, and .netrc behind it',
    goproxy: A,
    manners: wants,
    goauth: 'SCRIPT; netrc',
    netrc: NETRC,
    from: '1.24',
  },
  { name: 'a program that says nothing', goproxy: A, manners: wants, goauth: '/bin/true', from: '1.24' },
  {
    name: 'no login, for GOAUTH is off',
    goproxy: A,
    manners: wants,
    goauth: 'off',
    netrc: NETRC,
    from: '1.24',
  },
];

const SUM = 'sum.test.org';
const lookup = (change: (text: string) => string, tree: () => Buffer): Manners => {
  return ({ host, path }) =>
    host === SUM && path.startsWith('/lookup/') ? change(tree().toString()) : undefined;
};

/** Cases about the database; `answer` is what a healthy one says to the lookup. */
export function databaseCases(answer: () => Buffer): readonly Case[] {
  const changed = (name: string, change: (text: string) => string): Case => ({
    name,
    goproxy: A,
    sumdb: 'small',
    manners: lookup(change, answer),
  });
  const mirror = (
    name: string,
    goproxy: string,
    said: Answer,
    direct: Answer | undefined = undefined,
  ): Case => ({
    name,
    goproxy,
    sumdb: 'small',
    manners: ({ host, path }) =>
      path.startsWith('/sumdb/') ? said : host === SUM && direct !== undefined ? direct : undefined,
  });
  return [
    { name: 'the database vouches', goproxy: A, sumdb: 'small', manners: () => undefined },
    { name: 'a large database vouches', goproxy: A, sumdb: 'large', manners: () => undefined },
    ...[404, 410, 403, 500].map(
      (status): Case => ({
        name: `the database says ${status}`,
        goproxy: A,
        sumdb: 'small',
        manners: at(SUM, status),
      }),
    ),
    ...[404, 500].map(
      (status): Case => ({
        name: `tiles: ${status}`,
        goproxy: A,
        sumdb: 'large',
        manners: at(SUM, status, /^\/tile/),
      }),
    ),
    { name: 'tiles in part: 404', goproxy: A, sumdb: 'large', manners: at(SUM, 404, /\.p\//) },
    { name: 'tiles are empty', goproxy: A, sumdb: 'large', manners: at(SUM, '', /^\/tile/) },
    changed('a hash is altered', (text) => text.replace(/h1:./, 'h1:X')),
    changed('the signature is altered', (text) => text.replace(/(— \S+ .{20})./, (_, a: string) => `${a}0`)),
    changed('another number of the record', (text) => text.replace(/^0\n/, '7\n')),
    changed('no number of the record', (text) => text.replace(/^0\n/, 'x\n')),
    changed('no signature', (text) => text.slice(0, text.indexOf('—'))),
    changed('signed by somebody else', (text) => text.replace('— sum.test.org', '— other.test.org')),
    changed('a signature of somebody else beside it', (text) => `${text}— other.test.org AAAAAAAA\n`),
    changed('a signature that is none beside it', (text) => `${text}other\n`),
    changed('a page', () => '<html>'),
    mirror('a proxy does not mirror it', A, 404),
    mirror('a proxy forbids to ask', A, 403),
    mirror('a proxy fails at it, comma', `${A},${B}`, 500),
    mirror('a proxy fails at it, pipe', `${A}|${B}`, 500),
    mirror('a proxy fails at it, then off', `${A}|off`, 500),
    mirror('a proxy fails at it, then direct', `${A}|direct`, 500),
    mirror('a proxy says that it mirrors it, and does not', A, 200),
  ];
}

const ways: readonly Case[] = (['socks5', 'login', 'no-login', 'https', 'stranger', 'socks5h'] as const).map(
  (way): Case => ({
    name: `by way of ${way}`,
    goproxy: A,
    manners: () => undefined,
    way,
  }),
);

/** None of these names proxy A, so that it is asked through the proxy all the same. */
const notExempt = ['b.test.org', 'a.test.org:8443', '.a.test.org', 'test.org.', '10.0.0.0/8,st.org'].map(
  (noProxy): Case => ({ name: `NO_PROXY=${noProxy}`, goproxy: A, manners: () => undefined, noProxy }),
);

export const CASES: readonly Case[] = [
  ...ways,
  ...notExempt,
  ...statuses,
  ...silent,
  ...bodies,
  ...redirects,
  ...logins,
];
