import { listeningAt } from '../../../probes/app/listening.ts';
import { readPorts } from '../../../probes/listeners/port-list.ts';
import { atPorts } from '../../../probes/listeners/sockets/at-ports.ts';
import { InvalidValue } from '../../../src/core/policy/shorthand.ts';
import { normalAddress } from '../../../src/target/posix/sockets/address.ts';
import { parseFibTrie, parseIfInet6, parseSocketTable } from '../../../src/target/posix/sockets/table.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { file } from '../../support/memory/tree.ts';
import { KIB, MIB, type Parser, seeds, text } from '../parser.ts';

/** Of sockets, addresses and ports. */
export const NETWORK_PARSERS: readonly Parser[] = [
  {
    name: '/proc/net/tcp and its like',
    seeds: seeds(
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0\n',
      '   1: 0000000000000000FFFF00000302010A:9C40 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 87917 1\n',
    ),
    parse: (b) => parseSocketTable(text(b), 'tcp', true),
    pieces: ['   0: 0100007F:1F90 00000000:0000 0A 0:0 0:0 0 1 0 7\n', '0: ', ':', ' ', '0', '0A '],
    longest: MIB,
  },
  {
    name: '/proc/net/fib_trie and if_inet6',
    seeds: seeds(
      'Main:\n  +-- 0.0.0.0/0 2 0 2\n     |-- 10.1.2.3\n        /32 host LOCAL\n',
      'fd000000000000000000000000000005 01 80 00 80       lo\n',
    ),
    parse: (b) => [...parseFibTrie(text(b)), ...parseIfInet6(text(b))],
    pieces: ['|-- 1.2.3.4\n/32 host LOCAL\n', '|', ' ', `${'0'.repeat(32)} 1 1 00 `, '\n'],
    longest: MIB,
  },
  {
    name: 'addresses of a policy',
    seeds: seeds('::ffff:10.1.2.3', 'fe80::1%eth0', '127.0.0.1'),
    parse: (b) => normalAddress(text(b)),
    pieces: [':', '%', '0:', '.'],
    longest: 64 * KIB,
  },
  {
    name: 'ports: of the kernel, of --port, and those that listen',
    seeds: seeds(
      '8080,53/udp',
      '50051,8000-8010\n',
      '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1\n',
    ),
    parse: (b) => {
      const net = memoryHost({ trees: [{ '/proc/1/net/tcp': file(b), '/proc/1/net/tcp6': file(b) }] });
      return [listeningAt(net, net, 1, '/proc/1'), atPorts([], text(b)), readPorts(text(b))];
    },
    refuses: (error) => error instanceof InvalidValue,
    pieces: ['8000-8010', '1-65535,', '-', ',', '/udp', ' 0: ', '0A '],
    longest: MIB,
  },
];
