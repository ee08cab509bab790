import { parseTarget } from '../../../probes/proxy/address/target.ts';
import { proxy } from '../../../probes/proxy/index.ts';
import { entriesOf } from '../../../probes/proxy/list/entries.ts';
import { curl, git } from '../../../probes/proxy/readers/curl.ts';
import { go } from '../../../probes/proxy/readers/go.ts';
import { readsAsAddress } from '../../../probes/proxy/readers/go-url.ts';
import { nodeFetch, nodeRequest } from '../../../probes/proxy/readers/node.ts';
import { python, requests, requestsBySuffix } from '../../../probes/proxy/readers/python.ts';
import { apt, wget } from '../../../probes/proxy/readers/wget.ts';
import { proxyProblem } from '../../../src/go/settings/proxy/proxy-address.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { program } from '../../support/memory/tree.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { KIB, latin1, type Parser, seeds, text } from '../parser.ts';

const PROXY = 'http://proxy.corp.example:3128';
const READERS = [
  ...[go, curl, git, wget, apt, python, requests, requestsBySuffix],
  ...([22, 24, 26] as const).flatMap((line) => [nodeFetch(line), nodeRequest(line)]),
];
const TARGETS = ['https://a.corp.example', 'http://10.1.2.3:8080', 'https://[fd00::1]'].flatMap(
  (url) => parseTarget(url) ?? [],
);
const LISTS = seeds(
  'localhost,127.0.0.1,.corp.example,*.svc,10.0.0.0/8,[fd00::1]:443',
  '"a.example";b.example|10.1.*,10.1.2.3-10.1.2.9\r\n',
);
const PROGRAMS = ['curl', 'git', 'wget', 'python3'].map((name) => [`/usr/bin/${name}`, program()] as const);
/** MAX_ARG_STRLEN: no variable is longer. */
const LONGEST = 128 * KIB;

/** Of the variables of proxies. */
export const PROXY_PARSERS: readonly Parser[] = [
  {
    name: 'NO_PROXY as each program reads it',
    seeds: LISTS,
    parse: (b) => {
      const list = latin1(b);
      const env = { https_proxy: PROXY, http_proxy: PROXY, no_proxy: list, NO_PROXY: list };
      return [entriesOf(list), READERS.map((reader) => TARGETS.map((target) => reader.decide(env, target)))];
    },
    pieces: [',', ' ', '10.', '::', '[', '.a', '*', '/8'],
    longest: LONGEST,
  },
  {
    name: 'the address of a proxy',
    seeds: seeds(PROXY, 'socks5h://user:p%40ss@[::1]:1080/', '"proxy:3128" # ours\r'),
    parse: (b) => [proxyProblem(text(b)), readsAsAddress(text(b)), parseTarget(text(b))],
    pieces: ['http://', '@', '%', '[', ':', '#', '/'],
    longest: LONGEST,
  },
  {
    name: 'the probe proxy',
    seeds: LISTS,
    parse: (b) => {
      const list = text(b).replaceAll('\0', '');
      const env = { PATH: '/usr/bin', HTTP_PROXY: PROXY, https_proxy: PROXY, NO_PROXY: list, no_proxy: list };
      return judgeHost(proxy, memoryHost({ trees: [Object.fromEntries(PROGRAMS)], env }));
    },
    pieces: ['a.example,', '10.0.0.0/8 ', ';*', '"'],
    longest: LONGEST,
    slow: true,
  },
];
