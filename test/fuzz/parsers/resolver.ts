import { isInHosts } from '../../../probes/resolver/files/hosts.ts';
import { nssOfGlibc, nssOfGo } from '../../../probes/resolver/files/nsswitch.ts';
import { resolver } from '../../../probes/resolver/index.ts';
import { netdns } from '../../../probes/resolver/look/program.ts';
import { glibcQuestions } from '../../../probes/resolver/questions/glibc.ts';
import { goQuestions } from '../../../probes/resolver/questions/go.ts';
import { muslQuestions } from '../../../probes/resolver/questions/musl.ts';
import { nothing } from '../../../probes/resolver/questions/questions.ts';
import { readGlibc } from '../../../probes/resolver/readers/glibc.ts';
import { readGo } from '../../../probes/resolver/readers/go.ts';
import { readMusl } from '../../../probes/resolver/readers/musl.ts';
import { linesOfMeant, meantBy } from '../../../probes/resolver/repaired.ts';
import { type Family, numbered } from '../../growth/families.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { file, program } from '../../support/memory/tree.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { KIB, latin1, type Parser, seeds } from '../parser.ts';

const CONF = seeds(
  'search default.svc.cluster.local svc.cluster.local\nnameserver 10.96.0.10\noptions ndots:5 timeout:1\n',
  '\u00ef\u00bb\u00bfnameserver fe80::1%eth0\r\n domain a.example\r\noptions edns0 trust-ad # ours\r\n',
);
const SWITCH = seeds(
  'passwd: files\nhosts: files mdns4_minimal [NOTFOUND=return !UNAVAIL=continue] dns # x\n',
);
const HOSTS = seeds('127.0.0.1 localhost\n::1 localhost ip6-localhost\n10.0.0.9\tdb.example db # ours\n');
const NAMES = ['db', 'api.example.com', 'api.example.com.'];
const LIBRARIES = [
  ['/lib64/ld-linux-x86-64.so.2', program()],
  ['/lib/ld-musl-x86_64.so.1', program()],
  ['/usr/bin/node', program()],
] as const;
const LONGEST = 256 * KIB;

function inFile(path: string) {
  return (bytes: Buffer) => {
    const trees = [Object.fromEntries([...LIBRARIES, [path, file(bytes)]])];
    const policy = { resolver: { names: NAMES }, app: { command: ['/app'] } };
    return judgeHost(resolver, memoryHost({ trees, env: { PATH: '/usr/bin' } }), { policy });
  };
}

/** What is looked up in one another: sources, names and servers that are all different. */
const DIFFERENT: readonly Family[] = [
  { name: 'sources, all different', of: numbered((i) => `${i === 0 ? 'hosts: ' : ''}m${i} `) },
  { name: 'search domains, all different', of: numbered((i) => `${i === 0 ? 'search ' : ''}d${i}.example `) },
  {
    name: 'servers, all different',
    of: numbered((i) => `nameserver 10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}\n`),
  },
  { name: 'hosts, all different', of: numbered((i) => `10.0.0.${i & 255} h${i}.example h${i}\n`) },
];

/** Of the files by which names are resolved. */
export const RESOLVER_PARSERS: readonly Parser[] = [
  {
    name: 'resolv.conf as each resolver reads it',
    seeds: CONF,
    parse: (b) => {
      const text = latin1(b);
      const [go, glibc, musl] = [
        readGo(text, 'web-0.corp.example', 27),
        readGlibc(text, 'web-0', {}),
        readMusl(text),
      ];
      return [
        NAMES.map((name) => [
          goQuestions(name, go, 27),
          glibcQuestions(name, glibc),
          muslQuestions(name, musl, nothing, false),
        ]),
        linesOfMeant(meantBy(text)),
      ];
    },
    pieces: ['search ', 'nameserver ', 'options ', 'ndots:', '.', ':', ' a', '%', '\r\n'],
    longest: LONGEST,
  },
  {
    name: 'RES_OPTIONS, LOCALDOMAIN and netdns',
    seeds: seeds('ndots:2 timeout: 3 use-vc', 'a.example  b.example', 'netdns=go+2,http2client=0'),
    parse: (b) => {
      const value = latin1(b);
      return [readGlibc('', '', { RES_OPTIONS: value, LOCALDOMAIN: value }), netdns(value, value)];
    },
    pieces: ['ndots:', ' ', 'netdns=', '+', ','],
    longest: 128 * KIB,
  },
  {
    name: 'nsswitch.conf',
    seeds: SWITCH,
    parse: (b) => [nssOfGo(latin1(b)), nssOfGlibc(latin1(b))],
    pieces: ['hosts: ', 'files ', '[', '!', '=', '] ', '#'],
    longest: LONGEST,
  },
  {
    name: '/etc/hosts',
    seeds: HOSTS,
    parse: (b) =>
      (['go', 'glibc', 'musl'] as const).map((runtime) => isInHosts(runtime, latin1(b), 'db.example')),
    pieces: ['127.0.0.1 ', '::1\t', 'db ', '#', '%'],
    longest: LONGEST,
  },
  ...['resolv.conf', 'nsswitch.conf', 'hosts'].map(
    (name, i): Parser => ({
      name: `the probe resolver, of ${name}`,
      seeds: [CONF, SWITCH, HOSTS][i] ?? CONF,
      parse: inFile(`/etc/${name}`),
      pieces: ['nameserver ', 'search a.example ', 'hosts: ', '[', '127.0.0.1 ', '\r\n'],
      families: DIFFERENT,
      longest: LONGEST,
      slow: true,
    }),
  ),
];
