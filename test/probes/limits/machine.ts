import { elfProgram } from '../../support/files/elf-program.ts';
import { procTree } from '../../support/memory/healthy.ts';
import { type MemoryHostOptions, memoryHost } from '../../support/memory/memory-host.ts';
import { program, type Tree } from '../../support/memory/tree.ts';

const V2 = '/sys/fs/cgroup';

/** What a container of the tests is: one with 2 CPUs and 512 MiB on a node with 8, where nothing else is said. */
export interface Container {
  /** In files of its control group of version 2, by their names; null: it is not there. */
  readonly cgroup?: Readonly<Record<string, string | null>>;
  /** Lines of /proc/1/limits and of our own, by the names that they have there. */
  readonly rlimits?: Readonly<Record<string, string>>;
  readonly cpus?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The words of process 1. */
  readonly command?: readonly string[];
  readonly files?: Tree;
  readonly shm?: string;
  readonly more?: MemoryHostOptions;
}

const USUAL = {
  'cgroup.controllers': 'cpuset cpu io memory pids\n',
  'cpu.max': '200000 100000\n',
  'cpu.stat': 'usage_usec 1\nnr_periods 1000\nnr_throttled 9\nthrottled_usec 1\n',
  'memory.max': `${512 * 2 ** 20}\n`,
  'memory.current': `${100 * 2 ** 20}\n`,
  'memory.stat': `anon 1\ninactive_file ${20 * 2 ** 20}\n`,
  'memory.events': 'low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\n',
  'memory.swap.current': '0\n',
  'pids.current': '9\n',
  'pids.max': '4096\n',
};

const RLIMITS = { 'open files': '1048576 1048576 files', 'stack size': '8388608 unlimited bytes' };

/** A container in memory. */
export function container(of: Container = {}) {
  const groups = Object.entries({ ...USUAL, ...of.cgroup }).flatMap(([name, text]) =>
    text === null ? [] : [[`${V2}/${name}`, text] as const],
  );
  const rlimits = Object.entries({ ...RLIMITS, ...of.rlimits })
    .map(([name, text]) => `Max ${name.padEnd(22)}${text.replace(/ /g, '      ')}\n`)
    .join('');
  const table = `Limit                     Soft Limit           Hard Limit           Units     \n${rlimits}`;
  const mask = ((1n << BigInt(of.cpus ?? 8)) - 1n).toString(16);
  const proc = procTree();
  return memoryHost({
    ...of.more,
    env: { PATH: '/usr/bin', ...of.env },
    trees: [
      proc,
      {
        '/proc/self/status': `${proc['/proc/self/status']}Cpus_allowed:\t${mask}\n`,
        '/proc/self/cgroup': '0::/\n',
        '/proc/self/mountinfo': `20 1 0:20 / / rw - overlay overlay rw\n30 20 0:26 / ${V2} ro - cgroup2 cgroup rw\n31 20 0:27 / /dev/shm rw - tmpfs shm rw,size=${of.shm ?? '65536k'}\n`,
        '/proc/self/limits': table,
        '/proc/1/limits': table,
        '/proc/1/cmdline': `${(of.command ?? ['/usr/bin/sleep', 'infinity']).join('\0')}\0`,
        '/usr/bin/sleep': program(),
        ...Object.fromEntries(groups),
        ...of.files,
      },
    ],
  });
}

/** A Go program of that release, with what its build information says. */
export function goBinary(version: string, lines: readonly string[] = []) {
  return program(elfProgram({ go: { version, lines } }));
}
