import { gomaxprocs } from '../../../probes/limits/go/gomaxprocs.ts';
import { javaOptions } from '../../../probes/limits/look/java.ts';
import { parseKeyed, parseRlimits } from '../../../probes/limits/look/system.ts';
import { heapOf } from '../../../probes/limits/node/heap.ts';
import { isMisread, poolMeantBy, poolOf } from '../../../probes/limits/node/thread-pool.ts';
import { memoryLimitMeantBy, memoryLimitOf } from '../../../src/go/memory-limit.ts';
import { parseGroups } from '../../../src/target/posix/cgroup/groups.ts';
import { KIB, MIB, type Parser, seeds, text } from '../parser.ts';

/** Of what a container may use, and what programs are told of it. */
export const LIMITS_PARSERS: readonly Parser[] = [
  {
    name: '/proc/PID/cgroup',
    seeds: seeds('4:cpu,cpuacct:/docker/a\n1:name=systemd:/\n0::/a/b\n', '0::/\n'),
    parse: (b) => parseGroups(text(b)),
    pieces: ['4:cpu:/a\n', '0::/', ':', ',', '/', '..'],
    longest: MIB,
  },
  {
    name: '/proc/PID/limits',
    seeds: seeds('Max open files            1024                 unlimited            files     \n'),
    parse: (b) => parseRlimits(text(b)),
    pieces: ['Max ', 'Max a  1  2 \n', '  ', 'unlimited', '1'],
    longest: MIB,
  },
  {
    name: 'files of a control group',
    seeds: seeds('anon 1\ninactive_file 4096\n', 'nr_periods 9\n'),
    parse: (b) => parseKeyed(text(b)),
    pieces: ['a 1\n', 'oom_kill ', '_', ' ', '9'],
    longest: MIB,
  },
  {
    name: 'GOMEMLIMIT, GOMAXPROCS, heaps and threads of Node',
    seeds: seeds(
      '512MiB',
      '--max-old-space-size=512 --max_semi_space_size=16',
      '+1KiB',
      'containermaxprocs=0,a=1',
    ),
    parse: (b) => {
      const [GOMAXPROCS, GODEBUG] = [text(b), text(b)];
      const start = { version: '1.26.0', built: text(b), cpus: 4, quota: 1, env: { GOMAXPROCS, GODEBUG } };
      return [
        memoryLimitOf(text(b)),
        memoryLimitMeantBy(text(b)),
        heapOf(24, MIB, text(b)),
        gomaxprocs(start),
        isMisread(text(b), poolOf(22, text(b))),
        poolMeantBy(text(b)),
      ];
    },
    pieces: [
      '1',
      '0',
      'MiB',
      '--max-old-space-size=',
      '-',
      '--heap-',
      ',',
      '=',
      ' ',
      '+',
      'containermaxprocs=1,',
    ],
    longest: 128 * KIB,
  },
  {
    name: 'options of a JVM',
    seeds: seeds('-Xmx512m -XX:MaxRAMPercentage=75.0 -Dx=y', '-XX:+UseContainerSupport\t-Xss1m'),
    parse: (b) => javaOptions({ JAVA_TOOL_OPTIONS: text(b), _JAVA_OPTIONS: text(b) }),
    pieces: ['-XX:', '-Xmx', '=', ' ', 'MaxRAMPercentage=', '1'],
    longest: 128 * KIB,
  },
];
