import type { Env } from '../../../../probes/proxy/readers/reader.ts';

/** The port of a proxy says which variable named it. */
export const PROXY_PORTS = {
  http_proxy: 3101,
  HTTP_PROXY: 3102,
  https_proxy: 3103,
  HTTPS_PROXY: 3104,
  all_proxy: 3105,
  ALL_PROXY: 3106,
} as const;

type Variable = keyof typeof PROXY_PORTS;

const at = (name: Variable) => ({ [name]: `http://127.0.0.1:${PROXY_PORTS[name]}` });
const both = { ...at('http_proxy'), ...at('https_proxy') };
const four = { ...both, ...at('HTTP_PROXY'), ...at('HTTPS_PROXY') };

/** Addresses of every kind that a list of exceptions may speak of. */
export const URLS = [
  'http://corp.example/',
  'https://corp.example/',
  'https://a.corp.example/',
  'http://a.b.corp.example:8080/',
  'https://xcorp.example/',
  'https://corp.example.other.example:8443/',
  'http://10.1.2.3/',
  'https://10.1.2.3:6443/',
  'http://11.1.2.3/',
  'http://[fd00::1]/',
  'https://[fd00::1]:6443/',
  'http://single/',
  'http://kubernetes.default.svc/',
] as const;

/** What Go never asks a proxy for. */
export const LOCAL_URLS = [
  'http://localhost:8080/',
  'http://127.0.0.1:8080/',
  'http://[::1]:8080/',
  'http://127.1.2.3/',
];

/** Which variable wins. */
const variables: readonly Env[] = [
  {},
  at('http_proxy'),
  at('HTTP_PROXY'),
  at('https_proxy'),
  at('HTTPS_PROXY'),
  at('all_proxy'),
  at('ALL_PROXY'),
  four,
  { ...at('HTTP_PROXY'), ...at('HTTPS_PROXY') },
  { ...at('all_proxy'), ...at('ALL_PROXY') },
  { ...four, ...at('all_proxy') },
  { ...at('HTTP_PROXY'), ...at('HTTPS_PROXY'), http_proxy: '', https_proxy: '' },
  { ...both, HTTP_PROXY: '', HTTPS_PROXY: '' },
  { ...at('ALL_PROXY'), all_proxy: '', https_proxy: '', http_proxy: '' },
  { ...at('ALL_PROXY'), HTTPS_PROXY: '' },
  { ...at('HTTP_PROXY'), REQUEST_METHOD: 'GET' },
  { ...at('http_proxy'), REQUEST_METHOD: 'GET' },
  { ...at('HTTPS_PROXY'), REQUEST_METHOD: 'GET' },
  { ...at('HTTP_PROXY'), ...at('http_proxy'), REQUEST_METHOD: 'GET' },
  { ...at('HTTP_PROXY'), REQUEST_METHOD: '' },
  { ...both, NO_PROXY: 'corp.example' },
  { ...both, no_proxy: 'corp.example' },
  { ...both, no_proxy: 'corp.example', NO_PROXY: 'other.example' },
  { ...both, NO_PROXY: 'corp.example', no_proxy: 'other.example' },
  { ...both, NO_PROXY: 'corp.example', no_proxy: '' },
  { ...both, no_proxy: 'corp.example', NO_PROXY: '' },
];

/** Lists of exceptions. */
export const LISTS = [
  '*',
  '*,corp.example',
  'corp.example,*',
  ' * ',
  '.corp.example',
  '*.corp.example',
  '*corp.example',
  'CORP.EXAMPLE',
  'corp.example.',
  'a.corp.example',
  'rp.example',
  'corp.*',
  'corp.example:443',
  'corp.example:80',
  'a.b.corp.example:8080',
  '.corp.example:8443',
  'corp.example:',
  'corp.example:abc',
  ':443',
  'single',
  'other.example,corp.example',
  ' other.example , corp.example ',
  'other.example corp.example',
  'other.example  10.1.2.3',
  'other.example,,corp.example',
  ',corp.example,',
  'other.example;corp.example',
  'other.example|corp.example',
  'other.example\tcorp.example',
  'http://corp.example',
  'https://corp.example/',
  'corp.example/',
  '"corp.example"',
  "'corp.example,10.1.2.3'",
  '"other.example,corp.example,single"',
  'corp.example\r',
  'single,corp.example\r',
  'corp.example\n',
  '10.1.2.3',
  '10.1.2.3:6443',
  '10.1.2.3:80',
  '10.0.0.0/8',
  '10.1.2.0/24',
  '10.1.2.3/32',
  '10.1.2.3/0',
  '0.0.0.0/0',
  '10.0.0.0/33',
  '10.0.0.0/8/',
  '10.0.0.0/',
  '10.0.0.0/255.0.0.0',
  '10.',
  '10.1',
  '10.1.2',
  '10.*',
  '10.1.2.*',
  '010.1.2.3',
  '10.1.2.0-10.1.2.9',
  '10.1.2.4 - 10.1.2.9',
  'fd00::1',
  '[fd00::1]',
  '[fd00::1]:6443',
  '[fd00::1]:80',
  'fd00::/8',
  '[fd00::]/8',
  'fd00:0:0:0:0:0:0:1',
  'FD00::1',
  '::ffff:10.1.2.3',
  'svc',
  '.svc',
  '.cluster.local,.svc,10.96.0.1',
  'kubernetes.default.svc',
  '.',
  '..corp.example',
  '-',
  '<local>',
];

/** Ports, zones and ways to write IPv6, of which Go has rules of its own; and addresses that they may speak of. */
export const GO_LISTS = [
  ...['', '*:80', '*.', '**', '.', '[::]', '::', '0.0.0.0', '127.0.0.1', 'localhost', 'a.localhost'],
  ...['10.1.2.3:', '10.1.2.3:abc', '10.1.2.3:06443', '10.1.2.3:8080', '10.1.2.3:443', ' 10.1.2.3:8080 '],
  ...['.10.1.2.3', '*.10.1.2.3', '10.0.0.0/8:8080', '10.0.0.0/08', '10.1.2.3/8', '10.1.2.03'],
  ...[
    'fe80::1',
    '[fe80::1]',
    'fe80::/10',
    'fe80::1%eth0',
    '[fe80::1%eth0]',
    '[fe80::1%eth0]:8080',
    'fe80::1%eth0/64',
  ],
  ...[
    '[fd00::/8]',
    '[fd00::1]:',
    '[fd00::1',
    'fd00::1]',
    'fd00::1:6443',
    '[fd00::1]:6443',
    '[fd00::1]:443',
    '::/0',
  ],
  ...['::ffff:10.0.0.0/104', '::ffff:10.1.2.3', '[::ffff:10.1.2.3]:80', '::ffff:0:0/96'],
  ...[
    'corp.example.',
    '.corp.example.',
    '.corp.example:80',
    '[corp.example]',
    '[corp.example]:80',
    'Corp.Example:80',
  ],
  ...[
    '\u00a0corp.example',
    '\u00a010.1.2.3',
    'b\u00fccher.example',
    'B\u00dcCHER.example:80',
    'xn--bcher-kva.example',
  ],
];

export const GO_URLS = [
  ...[
    'http://10.1.2.3:8080/',
    'https://10.1.2.3/',
    'http://0.0.0.0/',
    'http://a.localhost/',
    'http://localhost./',
  ],
  ...[
    'http://[fd00::1]/',
    'https://[fd00::1]:6443/',
    'http://[fe80::1]/',
    'http://[::]/',
    'http://[::127.0.0.1]/',
  ],
  ...['http://[::ffff:10.1.2.3]/', 'http://[::ffff:127.0.0.1]/', 'http://[0:0:0:0:0:0:0:1]/'],
  ...['http://corp.example:80/', 'http://corp.example./', 'http://xn--bcher-kva.example/'],
];

const listed: readonly Env[] = LISTS.map((list) => ({ ...both, no_proxy: list, NO_PROXY: list }));

/** Values of a proxy as env files, templates and people leave them; the port is that of their variable. */
const p = PROXY_PORTS.http_proxy;
export const VALUES = [
  `127.0.0.1:${p}`,
  `http://127.0.0.1:${p}/`,
  `HTTP://127.0.0.1:${p}`,
  `http://user:password@127.0.0.1:${p}`,
  `http://user:p%40ss@127.0.0.1:${p}/`,
  `http://user:p@ss@127.0.0.1:${p}`,
  `http://127.0.0.1:${p}/path?query#fragment`,
  `//127.0.0.1:${p}`,
  `"http://127.0.0.1:${p}"`,
  `'http://127.0.0.1:${p}'`,
  `http://127.0.0.1:${p}\r`,
  `http://127.0.0.1:${p}\n`,
  ` http://127.0.0.1:${p}`,
  `http://127.0.0.1:${p} `,
  `http://127.0.0.1:${p} # the proxy`,
  `http:/127.0.0.1:${p}`,
  `http:127.0.0.1:${p}`,
  `htp://127.0.0.1:${p}`,
  `socks5://127.0.0.1:${p}`,
  `socks5h://127.0.0.1:${p}`,
  `http://user:pass#word@127.0.0.1:${p}`,
  `http://user:pass/word@127.0.0.1:${p}`,
  `http://user:100%@127.0.0.1:${p}`,
  `http://user:pass word@127.0.0.1:${p}`,
  `http://[::1]:${p}`,
  `http://[::1:${p}`,
  `http://::1:${p}`,
  'http://',
  'http',
  'none',
  `http://127.0.0.1:${p}abc`,
  'http://$PROXY_HOST:3128',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as a template leaves it
  'http://${PROXY_HOST}:3128',
  'http://<proxy>:3128',
];

export const VALUE_WORLDS: readonly Env[] = VALUES.map((value) => ({
  http_proxy: value,
  HTTP_PROXY: value,
  https_proxy: value,
}));

export const GO_WORLDS = GO_LISTS.map((list) => ({ env: { ...both, NO_PROXY: list }, urls: GO_URLS }));

/** The environments in which every address is asked for. */
export const WORLDS: readonly Env[] = [...variables, ...listed];
