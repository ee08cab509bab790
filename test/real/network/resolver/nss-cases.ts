import type { World } from './ask.ts';

const CONF = 'nameserver 10.9.9.1\nsearch a.example\n';
const HOSTS = '127.0.0.1 localhost\n10.0.0.9 known.example known\n10.0.0.8 Upper.example # not.example\n';

/** Lines of nsswitch.conf; null: there is no such file. */
const SWITCHES: readonly (string | null)[] = [
  null,
  '',
  '# hosts: files dns\n',
  'passwd: files\n',
  'hosts: files dns\n',
  'hosts: files dns',
  'hosts:\tfiles\tdns\n',
  'hosts: dns files\n',
  'hosts: files\n',
  'hosts: dns\n',
  'hosts:\n',
  'hosts: \n',
  'hosts files dns\n',
  'passwd files\nhosts: files dns\n',
  '  hosts :  files   dns  \n',
  'hosts: files dns # as ever\n',
  'hosts: files dns\r\n',
  'hosts: dns\r\n',
  '\u00ef\u00bb\u00bfhosts: dns\n',
  'HOSTS: dns\n',
  'hosts: Files DNS\n',
  'hosts: files,dns\n',
  'hosts: files [NOTFOUND=return] dns\n',
  'hosts: files [NOTFOUND=continue] dns\n',
  'hosts: files [notfound=CONTINUE] dns\n',
  'hosts: files [!NOTFOUND=return] dns\n',
  'hosts: files [SUCCESS=continue] dns\n',
  'hosts: files [!UNAVAIL=return] dns\n',
  'hosts: files [UNAVAIL=return] dns\n',
  'hosts: files [SUCCESS=return NOTFOUND=continue] dns\n',
  'hosts: dns [!UNAVAIL=return] files\n',
  'hosts: dns [NOTFOUND=return] files\n',
  'hosts: files dns [NOTFOUND=return]\n',
  'hosts: files [bad] dns\n',
  'hosts: files [NOTFOUND=bad] dns\n',
  'hosts: files [WHAT=return] dns\n',
  'hosts: files [NOTFOUND=return dns\n',
  'hosts: files[NOTFOUND=return] dns\n',
  'hosts: files [] dns\n',
  'hosts: [NOTFOUND=return] dns\n',
  'passwd: files [x\nhosts: dns\n',
  'hosts: files\nhosts: dns\n',
  'hosts: dns\nhosts: files\n',
  'hosts: files myhostname dns\n',
  'hosts: mymachines resolve [!UNAVAIL=return] files myhostname dns\n',
  'hosts: files mdns4_minimal [NOTFOUND=return] dns\n',
  'hosts: files mdns dns\n',
  'hosts: files dns ldap\n',
  'hosts: files ldap\n',
  'hosts: nis\n',
  'hosts: files resolve\n',
  'hosts: myhostname\n',
  'hosts: files wins [NOTFOUND=return] dns\n',
];

export const NSS_NAMES = [
  'db',
  'known.example',
  'KNOWN',
  'known.example.',
  'upper.example',
  'not.example',
  'localhost',
  'box',
  'a.local',
];

/** Where nothing is. */
export const NOWHERE = '/run/nowhere';

export const NSS_WORLDS: readonly World[] = [
  ...SWITCHES.map((text) => ({
    files: {
      '/etc/resolv.conf': CONF,
      '/etc/hosts': HOSTS,
      ...(text === null ? {} : { '/etc/nsswitch.conf': text }),
    },
  })),
  ...[NOWHERE, '/etc/nsswitch.conf', '/etc/hosts/x'].map((target) => ({
    files: { '/etc/resolv.conf': CONF, '/etc/hosts': HOSTS },
    links: { '/etc/nsswitch.conf': target },
  })),
];

/** What else decides whether Go asks the C library. */
export const CHOICE_WORLDS: readonly World[] = [
  ...[
    'options edns0',
    'options trust-ad',
    'options no-reload',
    'options debug',
    'options ndots:x',
    'sortlist 10.0.0.0/8',
    'lookup file',
    '\u00ef\u00bb\u00bf#',
    'Search x',
    'search',
    '#',
    ' # x',
  ].map((line) => ({
    files: { '/etc/resolv.conf': `${line}\n${CONF}`, '/etc/nsswitch.conf': 'hosts: files dns\n' },
  })),
  { files: { '/etc/nsswitch.conf': 'hosts: files dns\n' } },
  { files: { '/etc/resolv.conf': null, '/etc/nsswitch.conf': 'hosts: files dns\n' } },
  { files: { '/etc/resolv.conf': CONF, '/etc/nsswitch.conf': null } },
  {
    files: {
      '/etc/resolv.conf': CONF,
      '/etc/nsswitch.conf': 'hosts: files mdns4 dns\n',
      '/etc/mdns.allow': '*\n',
    },
  },
  ...[
    { LOCALDOMAIN: '' },
    { LOCALDOMAIN: 'x' },
    { RES_OPTIONS: '' },
    { RES_OPTIONS: 'ndots:1' },
    { HOSTALIASES: '/x' },
  ].map((env) => ({ files: { '/etc/resolv.conf': CONF, '/etc/nsswitch.conf': 'hosts: files dns\n' }, env })),
];

/** Values of GODEBUG=netdns, before the level that makes Go tell what it does. */
export const MODES = ['', 'go', 'cgo', 'GO', 'x'];
