import { app } from '../../../probes/app/index.ts';
import { limits } from '../../../probes/limits/index.ts';
import { listeners } from '../../../probes/listeners/index.ts';
import { type Family, numbered } from '../../growth/families.ts';
import { appHost, LOADER } from '../../probes/app/app-host.ts';
import { container, goBinary } from '../../probes/limits/machine.ts';
import { elfProgram } from '../../support/files/elf-program.ts';
import { procTree } from '../../support/memory/healthy.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { file, program } from '../../support/memory/tree.ts';
import { networkTree } from '../../support/memory/trees/network.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { KIB, latin1, MIB, type Parser, seeds } from '../parser.ts';

const V2 = '/sys/fs/cgroup';
const GO = { '/app': goBinary('go1.26.0', ['build\tDefaultGODEBUG=containermaxprocs=1']) };

/** A socket that listens at the address, at this port. */
const socket = (address: string, port: number, inode: number) =>
  `   0: ${address}:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1\n`;

const hex = (number: number) => number.toString(16).toUpperCase().padStart(8, '0');

/** What is looked up in one another: sockets at many addresses and ports, and who has them. */
const SOCKETS: readonly Family[] = [
  { name: 'sockets at one port, all different', of: numbered((i) => socket(hex(i + 1), 8080, i)) },
  { name: 'sockets at all ports', of: numbered((i) => socket('00000000', i % 65536, i)) },
  {
    name: 'sockets of IPv6 at one port, and one of IPv4 behind them',
    of: (size) => `${socket('0'.repeat(32), 8080, 7).repeat(size / 120)}${socket('0100007F', 8080, 8)}`,
  },
];

/** Of many ports that a policy names. */
const WANTED = Array.from({ length: 60 }, (_, i) => ({
  port: 8080 + i,
  protocol: 'tcp' as const,
  address: i % 3 === 1 ? '10.1.2.3' : null,
  by: i % 3 === 2 ? 'app' : null,
}));

function listening(bytes: Buffer, purpose: 'readiness' | 'preflight') {
  const trees = [procTree(), networkTree({}), { '/proc/self/net/tcp': file(bytes) }];
  return judgeHost(listeners, memoryHost({ trees }), { policy: { listeners: { ports: WANTED } }, purpose });
}

/** What the probe limits reads, with an example of each. */
const LIMITS: Readonly<Record<string, string>> = {
  '/proc/1/limits': 'Max open files            1024                 unlimited            files     \n',
  '/proc/self/cgroup': '0::/a/b\n4:cpu,cpuacct:/docker/a\n',
  '/proc/self/mountinfo': `30 20 0:26 /a ${V2} ro - cgroup2 cgroup rw\n`,
  '/proc/self/status': 'Cpus_allowed:\tff,ffffffff\n',
  [`${V2}/cpu.max`]: '200000 100000\n',
  [`${V2}/cpu.stat`]: 'nr_periods 1000\nnr_throttled 9\n',
  [`${V2}/memory.events`]: 'oom 1\noom_kill 0\n',
};

/** Whole probes: what is read and what is made of it. */
export const PROBE_PARSERS: readonly Parser[] = [
  {
    name: 'the probe listeners, of sockets',
    seeds: seeds(socket('0100007F', 8080, 4711), socket('00000000', 8081, 7) + socket('0302010A', 8082, 8)),
    parse: async (b) => [await listening(b, 'readiness'), await listening(b, 'preflight')],
    families: SOCKETS,
    from: 128 * KIB,
    longest: 4 * MIB,
    slow: true,
  },
  {
    name: 'the probe listeners, of addresses',
    seeds: seeds('Main:\n     |-- 10.1.2.3\n        /32 host LOCAL\n'),
    parse: (b) => {
      const trees = [
        procTree(),
        networkTree({ sockets: [{ at: '10.1.2.9', port: 8080 }] }),
        { '/proc/self/net/fib_trie': file(b) },
      ];
      return judgeHost(listeners, memoryHost({ trees }), { policy: { listeners: { ports: WANTED } } });
    },
    families: [
      {
        name: 'addresses, all different',
        of: numbered((i) => `|-- 10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}\n/32 host LOCAL\n`),
      },
    ],
    longest: MIB,
    slow: true,
  },
  {
    name: 'the probe limits, of files',
    seeds: seeds(...Object.values(LIMITS)),
    // Each of them has the bytes, of whichever they are a form.
    parse: (b) => {
      const files = Object.fromEntries(Object.keys(LIMITS).map((path) => [path, file(b)]));
      return judgeHost(limits, container({ command: ['/app'], files: { ...GO, ...files } }));
    },
    families: [
      { name: 'groups, all different', of: numbered((i) => `${i}:c${i}:/g${i}\n`) },
      { name: 'mounts, all different', of: numbered((i) => `${i} 1 0:1 / ${V2}/m${i} ro - cgroup2 c rw\n`) },
      { name: 'groups in one another', of: numbered((i) => `${i === 0 ? '0::' : ''}/g${i}`) },
    ],
    longest: 128 * KIB,
    slow: true,
  },
  {
    name: 'the probe limits, of variables',
    seeds: seeds('512MiB', '--max-old-space-size=512', 'containermaxprocs=0,a=1'),
    parse: (b) => {
      const value = latin1(b).replaceAll('\0', '');
      const env = { GOMEMLIMIT: value, GOMAXPROCS: value, GODEBUG: value, NODE_OPTIONS: value };
      const node = { ...env, UV_THREADPOOL_SIZE: value, JAVA_TOOL_OPTIONS: value };
      return Promise.all([
        judgeHost(limits, container({ command: ['/app'], files: GO, env })),
        judgeHost(limits, container({ command: ['node'], files: { '/usr/bin/node': program() }, env: node })),
      ]);
    },
    pieces: ['--max-old-space-size=1 ', 'containermaxprocs=1,', '9'],
    longest: 128 * KIB,
    slow: true,
  },
  {
    name: 'the probe app, of a program',
    seeds: [
      elfProgram({ interpreter: LOADER, needed: ['libc.so.6'] }),
      elfProgram({ go: { version: 'go1.22.0', lines: ['mod\tm\tv1', 'build\tGOAMD64=v3'] } }),
      ...seeds('#!/bin/sh -e\nexec "$@"\n'),
    ],
    parse: (b) =>
      judgeHost(app, appHost({ '/app': program(b) }), { policy: { app: { command: ['/app', '-v'] } } }),
    longest: 64 * KIB,
    slow: true,
  },
  {
    name: 'the probe app, of a command',
    seeds: seeds('/bin/sh\0-c\0exec /app -v\0', 'env\0A=1\0tini\0--\0app\0'),
    parse: (b) => {
      const command = latin1(b).split('\0').filter(Boolean);
      return judgeHost(app, appHost({ '/app': program(elfProgram()) }), { policy: { app: { command } } });
    },
    pieces: ['env\0', 'tini\0--\0', 'sh\0-c\0', 'A=1\0', '/'],
    longest: 128 * KIB,
    slow: true,
  },
];
