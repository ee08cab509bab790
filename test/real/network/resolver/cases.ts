import type { World } from './ask.ts';

const SERVER = 'nameserver 10.9.9.1\n';
const KUBERNETES = 'search default.svc.cluster.local svc.cluster.local cluster.local\n';
const POD = `${KUBERNETES}${SERVER}options ndots:5\n`;
const many = (count: number) => Array.from({ length: count }, (_, i) => `d${i}.example`).join(' ');
const long = (bytes: number) => `${'abcdefghi.'.repeat(30).slice(0, bytes - 2)}.z`;
const LABEL = 'l'.repeat(63);

/** Files as people have them, and as nobody should. */
export const FILES: readonly string[] = [
  SERVER,
  POD,
  '',
  '# nothing\n; at all\n',
  'nameserver 10.9.9.1',
  'nameserver 10.9.9.1\nnameserver 10.9.9.2\nnameserver 10.9.9.3\nnameserver 10.9.9.4\n',
  'nameserver 10.9.9.1\nsearch a.example a.example\n',
  'nameserver 127.0.0.53\noptions edns0 trust-ad\nsearch .\n',
  'nameserver ::1\nnameserver fd00::53\n',
  'nameserver fd00::53\r\nnameserver 10.9.9.2\r\nsearch a.example b.example\r\noptions ndots:2\r\n',
  `\u00ef\u00bb\u00bf${SERVER}nameserver 10.9.9.2\n${KUBERNETES}`,
  `\u00ef\u00bb\u00bf${KUBERNETES}${SERVER}`,
  '  nameserver 10.9.9.1\n\tsearch a.example\nnameserver 10.9.9.2\n',
  'nameserver\t10.9.9.2\nsearch\ta.example\tb.example\noptions\tndots:3\n',
  'nameserver   10.9.9.2   # ours\nsearch a.example # ours\n',
  'nameserver 10.9.9.2;ours\nnameserver 10.9.9.3 ;ours\n',
  'nameserver 10.9.9.2:53\nnameserver dns.example\nnameserver\nnameserver \nnameserver 10.9.9.3\n',
  'nameserver 127.1\n',
  'nameserver 0x7f000001\n',
  'nameserver 012.9.9.2\n',
  'nameserver 010.9.9.2\nnameserver 10.9.9.3\n',
  'nameserver 10.9.9\nnameserver 10.9.9.3\n',
  'nameserver 10.9.9.256\nnameserver 10.9.9.3\n',
  'nameserver ::ffff:10.9.9.2\n',
  'nameserver FD00::53\n',
  'nameserver [fd00::53]\nnameserver 10.9.9.2\n',
  'nameserver fd00::53 # ours\n',
  'Nameserver 10.9.9.2\nNAMESERVER 10.9.9.3\nnameserver 10.9.9.1\n',
  'nameserver=10.9.9.2\nnameserver: 10.9.9.3\nnameserver 10.9.9.1\n',
  'nameserver 10.9.9.2 10.9.9.3\n',
  'nameserver 10.9.9.2, 10.9.9.3\nnameserver 10.9.9.1\n',
  `${SERVER}domain corp.example\n`,
  `${SERVER}domain corp.example other.example\n`,
  `${SERVER}domain corp.example\nsearch a.example b.example\n`,
  `${SERVER}search a.example b.example\ndomain corp.example\n`,
  `${SERVER}search a.example\nsearch b.example\n`,
  `${SERVER}search a.example\nsearch\n`,
  `${SERVER}search a.example\nsearch \n`,
  `${SERVER}search a.example\ndomain\n`,
  `${SERVER}search\n`,
  `${SERVER}search .\n`,
  `${SERVER}search . a.example\n`,
  `${SERVER}search a.example .\n`,
  `${SERVER}search a.example. b.example.\n`,
  `${SERVER}search .a.example b.example\n`,
  `${SERVER}search a..example b.example\n`,
  `${SERVER}search a.example, b.example\n`,
  `${SERVER}search A.Example\n`,
  `${SERVER}search a_b.example -c.example\n`,
  `${SERVER}search ${many(6)}\n`,
  `${SERVER}search ${many(7)}\n`,
  `${SERVER}search ${many(18)}\n`,
  `${SERVER}search ${many(40)}\n`,
  `${SERVER}search ${many(100)}\n`,
  `${SERVER}search ${long(243)}\n`,
  `${SERVER}search ${long(230)} b.example\n`,
  `${SERVER}search b.example ${long(253)}\n`,
  `${SERVER}search ${'b'.repeat(55)} ${long(200)}\n`,
  `${SERVER}search ${'b'.repeat(56)} ${long(200)}\n`,
  `${SERVER}search ${'b'.repeat(55)} ${long(199)} c.example\n`,
  `${SERVER}search ${long(260)}\n`,
  `${SERVER}search ${'x'.repeat(246)}\n`,
  `${SERVER}search ${LABEL}x.example b.example\n`,
  `${SERVER}search ${LABEL}.example b.example\n`,
  ...['0', '1', '2', '3', '5', '15', '16', '99', '-1', '-3', '', 'abc', '2x', '+2', '02', '99999999'].map(
    (dots) => `${SERVER}${KUBERNETES}options ndots:${dots}\n`,
  ),
  `${SERVER}${KUBERNETES}options ndots: 5\n`,
  `${SERVER}${KUBERNETES}options ndots=5\n`,
  `${SERVER}${KUBERNETES}options NDOTS:5\n`,
  `${SERVER}${KUBERNETES}options ndots:2 ndots:3\n`,
  `${SERVER}${KUBERNETES}options ndots:3\noptions ndots:2\n`,
  `${SERVER}${KUBERNETES}options ndots:3\noptions timeout:1\n`,
  `${SERVER}${KUBERNETES}options timeout:1,ndots:3\n`,
  `${SERVER}${KUBERNETES}option ndots:3\n`,
  `${SERVER}${KUBERNETES}options\n`,
  `${SERVER}${KUBERNETES}options edns0 rotate single-request attempts:1 timeout:1 trust-ad ndots:2\n`,
  `${SERVER}${KUBERNETES}options use-vc ndots:2\n`,
  `${SERVER}${KUBERNETES}options tcp\n`,
  `${SERVER}${KUBERNETES}options usevc single-request-reopen\n`,
  `${SERVER}${KUBERNETES}options no-tld-query\n`,
  `${SERVER}${KUBERNETES}options no_tld_query ndots:3\n`,
  `${SERVER}${KUBERNETES}options inet6 unknown-word\n`,
  `${SERVER}${KUBERNETES}options no-reload\n`,
  `lookup file bind\n${SERVER}`,
  `sortlist 10.0.0.0/8\n${SERVER}${KUBERNETES}`,
  `family inet4\n${SERVER}${KUBERNETES}`,
  `${SERVER}junk\n\n   \n${KUBERNETES}`,
  `${SERVER}search a.example\0b.example\n`,
  'nameserver 10.9.9.1\rsearch a.example\r',
  `search a.example\n${'#'.repeat(300)}\n${SERVER}`,
  `search ${'a.example '.repeat(26)}\n${SERVER}`,
];

/** Names that people ask for. */
export const NAMES: readonly string[] = [
  'db',
  'db.prod',
  'db.prod.svc',
  'api.example.com',
  'a.b.c.d.e.f',
  'api.example.com.',
];

/** Names that need a closer look, asked by a plain file and by that of a pod. */
export const ODD_NAMES: readonly string[] = [
  'db.',
  'DB.Prod',
  'a_b',
  '-a',
  'a-',
  'a.-b.example',
  '1.2.3.4',
  '1.2',
  '123',
  '1a.2b',
  'x..y',
  '.x',
  'x..',
  `${LABEL}`,
  `${LABEL}x`,
  `${LABEL}.example`,
  long(200),
  long(243),
  long(253),
  `${long(253)}.`,
  long(254),
  'service.onion',
  'onion',
  'a.onion.',
  'printer.local',
  'localhost',
  'localhost.',
  'a.localhost',
  '_sip._tcp.example',
  'a.b.c.d',
  'a.b.c.d.e',
  'a.b.c.d.',
];

const odd = [
  '',
  SERVER,
  POD,
  `${SERVER}search onion a.example\noptions ndots:2\n`,
  `${SERVER}search a.example\noptions ndots:0\n`,
];

export interface Case extends World {
  readonly name: string;
}

function world(text: string | null, more: Omit<World, 'files'> = {}): World {
  return { ...more, files: { '/etc/resolv.conf': text, '/etc/nsswitch.conf': 'hosts: files dns\n' } };
}

const NSS = { '/etc/nsswitch.conf': 'hosts: files dns\n' };

/** What stands beside the file: variables, a host name with a domain, a missing file. */
const WORLDS: readonly World[] = [
  { files: NSS },
  { files: NSS, host: 'web-0.corp.example' },
  { files: NSS, host: 'web-0.' },
  { files: NSS, links: { '/etc/resolv.conf': '/run/systemd/resolve/stub-resolv.conf' } },
  world(null),
  world(SERVER, { host: 'web-0.corp.example' }),
  world(`${SERVER}search .\n`, { host: 'web-0.corp.example' }),
  world(`${SERVER}search\n`, { host: 'web-0.corp.example' }),
  world(POD, { host: 'web-0.corp.example' }),
  ...['', 'local.example', 'local.example other.example', '  local.example', 'a.example\nb.example'].map(
    (LOCALDOMAIN) => world(POD, { env: { LOCALDOMAIN } }),
  ),
  ...['ndots:1', 'ndots:2 timeout:1', ' ndots:0', 'use-vc', 'ndots:1\nndots:3', ''].map((RES_OPTIONS) =>
    world(POD, { env: { RES_OPTIONS } }),
  ),
];

/** Each file with each name. */
export const CASES: readonly Case[] = [
  ...FILES.flatMap((text) => NAMES.map((name) => ({ ...world(text), name }))),
  ...odd.flatMap((text) => ODD_NAMES.map((name) => ({ ...world(text), name }))),
  ...WORLDS.flatMap((one) => NAMES.map((name) => ({ ...one, name }))),
];

const D1 = 'db.default.svc.cluster.local';
const D2 = 'db.svc.cluster.local';

/** Where names exist, have no address, or servers fail. */
export const ANSWERED: readonly Case[] = [
  { ...world(POD, { answers: { [D1]: 'address' } }), name: 'db' },
  { ...world(POD, { answers: { [D2]: 'address' } }), name: 'db' },
  { ...world(POD, { answers: { db: 'address' } }), name: 'db' },
  { ...world(POD, { answers: { [D1]: 'nodata' } }), name: 'db' },
  { ...world(POD, { answers: { [D1]: 'nodata', [D2]: 'address' } }), name: 'db' },
  { ...world(POD, { answers: { db: 'nodata' } }), name: 'db' },
  { ...world(POD, { answers: { 'api.example.com': 'nodata' } }), name: 'api.example.com.' },
  {
    ...world(`${SERVER}search a.example\n`, { answers: { 'api.example.com': 'nodata' } }),
    name: 'api.example.com',
  },
  {
    ...world(`${SERVER}search a.example\n`, { answers: { 'api.example.com.a.example': 'address' } }),
    name: 'api.example.com',
  },
];
