import { describe, expect, it } from 'vitest';
import { draft } from '../../../probes/limits/draft.ts';
import { limits } from '../../../probes/limits/index.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { Host } from '../../../src/target/host.ts';
import { procTree } from '../../support/memory/healthy.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { program } from '../../support/memory/tree.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';
import { podHost } from '../pod/pod-host.ts';
import { type Container, container, goBinary } from './machine.ts';

const MIB = 2 ** 20;
const app = (version: string, lines: readonly string[] = []): Container => ({
  command: ['/app'],
  files: { '/app': goBinary(version, lines) },
});
const sized = { env: { GOMEMLIMIT: '460MiB' } };
const node: Container = { command: ['node', 'server.js'], files: { '/usr/bin/node': program() } };
const POD_LIMIT =
  '  resources: { limits: { memory: 1Gi } }\n  initContainers: [{ name: s, image: x, restartPolicy: Always }]';

describe('limits', () => {
  testRuleCases(limits, {
    'gomaxprocs-above-quota': { host: () => container({ ...app('go1.24.4'), ...sized }) },
    'gomaxprocs-invalid': { host: () => container({ env: { GOMAXPROCS: '1.5' } }) },
    'gomemlimit-invalid': { host: () => container({ env: { GOMEMLIMIT: '512Mi' } }) },
    'gomemlimit-tiny': { host: () => container({ env: { GOMEMLIMIT: '512' } }) },
    'gogc-invalid': { host: () => container({ env: { GOGC: '50%' } }) },
    'gomemlimit-above-limit': { host: () => container({ env: { GOMEMLIMIT: '1GiB' } }) },
    'gomemlimit-missing': { host: () => container(app('go1.26.0')) },
    'heap-above-limit': {
      host: () => container({ ...node, env: { NODE_OPTIONS: '--max-old-space-size=4096' } }),
    },
    'threadpool-invalid': { host: () => container({ ...node, env: { UV_THREADPOOL_SIZE: '"16"' } }) },
    'threadpool-above-pids': {
      host: () => container({ ...node, env: { UV_THREADPOOL_SIZE: '128' }, cgroup: { 'pids.max': '100\n' } }),
    },
    'cpus-low': { host: () => container(), policy: { limits: { cpus: 4 } } },
    'memory-low': { host: () => container(), policy: { limits: { memory: 1024 * MIB } } },
    'nofile-low': {
      host: () => container({ rlimits: { 'open files': '1024 1024 files' } }),
      policy: { limits: { openFiles: 4096 } },
    },
    'memlock-low': {
      host: () => container({ rlimits: { 'locked memory': '65536 65536 bytes' } }),
      policy: { limits: { lockedMemory: MIB } },
    },
    'pids-low': { host: () => container({ cgroup: { 'pids.max': '8\n' } }) },
    'shm-small': { host: () => container(), policy: { limits: { sharedMemory: 256 * MIB } } },
    'memory-nearly-used': {
      host: () =>
        container({ cgroup: { 'memory.current': `${511 * MIB}\n`, 'memory.stat': 'inactive_file 0\n' } }),
    },
    'oom-killed-before': { host: () => container({ cgroup: { 'memory.events': 'oom_kill 2\n' } }) },
    'memory-high-reached': {
      host: () => container({ cgroup: { 'memory.high': `${400 * MIB}\n`, 'memory.events': 'high 812\n' } }),
    },
    'cpu-throttled': {
      host: () => container({ cgroup: { 'cpu.stat': 'nr_periods 1000\nnr_throttled 400\n' } }),
    },
    'swap-used': { host: () => container({ cgroup: { 'memory.swap.current': '4096\n' } }) },
    'nofile-huge': { host: () => container({ rlimits: { 'open files': '1073741816 1073741816 files' } }) },
    'file-size-small': { host: () => container({ rlimits: { 'file size': '1024 unlimited bytes' } }) },
    'stack-unlimited': { host: () => container({ rlimits: { 'stack size': 'unlimited unlimited bytes' } }) },
    'pod-limit-shared': { host: () => podHost('tty: false', { spec: POD_LIMIT }) },
  });

  it.each<[string, Container]>([
    ['an ordinary container', {}],
    [
      'one without limits',
      { cgroup: { 'cpu.max': 'max 100000\n', 'memory.max': 'max\n', 'pids.max': 'max\n' } },
    ],
    ['one without control groups', { cgroup: { 'cgroup.controllers': null } }],
    ['a Go service that was told', { ...app('go1.26.0'), ...sized }],
    [
      'half a CPU, which Go takes for two',
      { ...app('go1.26.0'), ...sized, cgroup: { 'cpu.max': '50000 100000\n' } },
    ],
    ['Node with the heap that it chooses', node],
    ['a pool of threads that there is room for', { ...node, env: { UV_THREADPOOL_SIZE: '128' } }],
    ['one thread that was asked for', { ...node, env: { UV_THREADPOOL_SIZE: '1' } }],
    ['a pool of threads of what is no Node', { env: { UV_THREADPOOL_SIZE: '' } }],
    ['GOMEMLIMIT=off', { ...app('go1.26.0'), env: { GOMEMLIMIT: 'off' } }],
    [
      'a Go program that sets both itself',
      app('go1.22.0', [
        'dep\tgo.uber.org/automaxprocs\tv1.6.0\th1:x',
        'dep\tgithub.com/KimMachineGun/automemlimit\tv0.7.5\th1:x',
      ]),
    ],
  ])('finds nothing wrong with %s', async (_, of) => {
    expect((await judgeHost(limits, container(of))).rules).toEqual([]);
  });

  // What debug.SetGCPercent gave back in programs of Go 1.19 and 1.27; `+50` is 100 to the older one.
  it.each([
    ...['off', '-1', '-5', '+50', '0', '007', '2147483647', ''].map((value) => [value, true] as const),
    ...['OFF', 'of', '100%', '1e2', ' 50', '2147483648', '50.5', '0x10'].map(
      (value) => [value, false] as const,
    ),
  ])('tells whether Go takes GOGC=%j: %s', async (GOGC, taken) => {
    const { rules } = await judgeHost(limits, container({ env: { GOGC } }), { details: false });
    expect(rules).toEqual(taken ? [] : ['limits/gogc-invalid']);
  });

  it.each([
    ['0', true],
    ['489', true],
    ['3MiB', true],
    ['4MiB', false],
  ])('tells whether GOMEMLIMIT=%s is less than Go itself takes: %s', async (GOMEMLIMIT, tiny) => {
    const { rules } = await judgeHost(limits, container({ env: { GOMEMLIMIT } }), { details: false });
    expect(rules).toEqual(tiny ? ['limits/gomemlimit-tiny'] : []);
  });

  it('looks no closer where nobody asks and nothing looks wrong', async () => {
    const host = container({ env: { GOMEMLIMIT: '460MiB', GOMAXPROCS: '2' } });
    const { facts } = await judgeHost(limits, host, { details: false });
    expect(facts).toMatchObject({ limits: { cpus: 2, memoryBytes: 512 * MIB, cgroup: 2 }, closer: null });
    expect(limits.summary(facts)).toBe('2 CPUs, 512 MiB');
  });

  it.each<[string, Container, string[]]>([
    ['a GOMEMLIMIT that no Go takes', { env: { GOMEMLIMIT: '1e9' } }, ['limits/gomemlimit-invalid']],
    ['one above the limit', { env: { GOMEMLIMIT: '513MiB' } }, ['limits/gomemlimit-above-limit']],
    [
      'a GOMAXPROCS above the quota',
      { ...app('go1.26.0'), env: { GOMAXPROCS: '6', GOMEMLIMIT: '100MiB' } },
      ['limits/gomaxprocs-above-quota'],
    ],
    ['a GOMAXPROCS that Go passes over', { env: { GOMAXPROCS: '0' } }, ['limits/gomaxprocs-invalid']],
    ['memory in use', { cgroup: { 'memory.current': `${510 * MIB}\n` } }, ['limits/memory-nearly-used']],
    [
      'a heap of Node',
      { ...node, env: { NODE_OPTIONS: '--max_old_space_size=600' } },
      ['limits/heap-above-limit'],
    ],
    [
      'an empty size of the pool of threads',
      { ...node, env: { UV_THREADPOOL_SIZE: '' } },
      ['limits/threadpool-invalid'],
    ],
    [
      'a few threads more than there may be',
      { ...node, env: { UV_THREADPOOL_SIZE: '64' }, cgroup: { 'pids.max': '60\n' } },
      ['limits/threadpool-above-pids'],
    ],
    [
      'more threads than there may be',
      { ...node, env: { UV_THREADPOOL_SIZE: '-1' }, cgroup: { 'pids.max': '999\n' } },
      ['limits/threadpool-invalid'],
    ],
  ])('sees %s without being asked for details', async (_, of, rules) => {
    const full = { 'memory.stat': 'inactive_file 0\n' };
    const host = container({ ...of, cgroup: { ...full, ...of.cgroup } });
    const found = await judgeHost(limits, host, { details: false });
    expect(found.rules).toEqual(rules);
  });

  it.each<[string, Container, string]>([
    ['Go before 1.25', { ...app('go1.24.4'), ...sized }, 'info'],
    [
      'GOMAXPROCS above it',
      { ...app('go1.26.0'), env: { GOMAXPROCS: '6', GOMEMLIMIT: '100MiB' } },
      'warning',
    ],
  ])('weighs %s against the quota', async (_, of, severity) => {
    expect((await judgeHost(limits, container(of))).findings).toMatchObject([
      { rule: 'limits/gomaxprocs-above-quota', severity },
    ]);
  });

  it('keeps what the kernel enforces apart from what Go takes, which reads its own group alone', async () => {
    const V2 = '/sys/fs/cgroup';
    const host = container({
      ...app('go1.26.0'),
      ...sized,
      files: {
        '/app': goBinary('go1.26.0'),
        '/proc/self/cgroup': '0::/pod/app\n',
        [`${V2}/pod/cpu.max`]: '150000 100000\n',
        [`${V2}/pod/app/cpu.max`]: '500000 100000\n',
      },
    });
    const { facts, rules } = await judgeHost(limits, host);
    expect(await limits.report(facts, host)).toMatchObject({
      cgroup: { version: 2, cpus: 1.5 },
      go: { gomaxprocs: 5, by: 'quota' },
    });
    expect(rules).toEqual(['limits/gomaxprocs-above-quota']);
    expect(limits.summary(facts)).toBe('1.5 CPUs, 512 MiB; Go takes 5');
  });

  it('shows what else limits a program, and what it says of itself', async () => {
    const host = container({
      ...app('go1.26.0', ['build\tDefaultGODEBUG=updatemaxprocs=0']),
      env: {
        GODEBUG: 'updatemaxprocs=1',
        GOMEMLIMIT: '100MiB',
        JAVA_TOOL_OPTIONS: '-Dx=y -XX:MaxRAMPercentage=75.0 -Xmx512m',
        _JAVA_OPTIONS: '-ea',
      },
      cgroup: { 'memory.high': `${400 * MIB}\n` },
      rlimits: { processes: '1024 unlimited processes', 'locked memory': '65536 unlimited bytes' },
      files: {
        '/app': goBinary('go1.26.0', ['build\tDefaultGODEBUG=updatemaxprocs=0']),
        '/proc/sys/kernel/threads-max': '63000\n',
        '/proc/sys/kernel/pid_max': '32768\n',
      },
    });
    const { facts, rules } = await judgeHost(limits, host);
    expect(rules).toEqual([]);
    expect(await limits.report(facts, host)).toMatchObject({
      cgroup: { memoryHighBytes: 400 * MIB },
      go: { gomaxprocs: 2, follows: true },
      java: { JAVA_TOOL_OPTIONS: ['-XX:MaxRAMPercentage=75.0', '-Xmx512m'] },
      nproc: { soft: 1024, hard: null },
      memlock: { soft: 65536, hard: null },
      machineThreads: 32768,
    });
  });

  it('passes over a limit of locked memory that does not hold whoever has CAP_IPC_LOCK', async () => {
    const locked = { rlimits: { 'locked memory': '65536 65536 bytes' } };
    const status = `${procTree()['/proc/self/status']}`.replace(/^CapEff.*\n/m, '');
    const may = { '/proc/1/status': `${status}CapEff:\t0000000000004000\n` };
    // Who looks has other rights than the process whose limits they are.
    const looks = { '/proc/self/status': `${status}CapEff:\t0000000000004000\n` };
    const asked = { policy: { limits: { lockedMemory: MIB } } };
    const rulesOf = async (of: Container) => (await judgeHost(limits, container(of), asked)).rules;
    expect(await rulesOf(locked)).toEqual(['limits/memlock-low']);
    expect(await rulesOf({ ...locked, files: may })).toEqual([]);
    expect(await rulesOf({ ...locked, files: looks })).toEqual(['limits/memlock-low']);
  });

  it.each([
    ['"16"', 16],
    ["'8'", 8],
    ['0x10', 4],
    ['1e3', 4],
    ['-16', 4],
    ['1,000', 4],
  ])('proposes for a pool of %s one of %i', async (value, suggested) => {
    const host = container({ ...node, env: { UV_THREADPOOL_SIZE: value } });
    const { findings } = await judgeHost(limits, host);
    expect(findings).toMatchObject([{ rule: 'limits/threadpool-invalid', args: { suggested } }]);
  });

  it('drafts a policy of what the container may use, and of nothing that has no limit', async () => {
    const drafted = async (of: Container) => draft((await judgeHost(limits, container(of))).facts);
    const unlimited = { 'cpu.max': 'max 100000\n', 'memory.max': 'max\n' };
    expect((await drafted({})).map(({ key, value }) => [key, value])).toEqual([
      ['cpus', 2],
      ['memory', '512MiB'],
    ]);
    expect(await drafted({ cgroup: unlimited })).toEqual([]);
  });

  it('takes the program that the policy names for that of the container', async () => {
    const host = container({ ...sized, files: { '/app': goBinary('go1.24.4') } });
    const { findings } = await judgeHost(limits, host, { policy: { app: { command: ['/app', '-v'] } } });
    expect(findings).toMatchObject([{ rule: 'limits/gomaxprocs-above-quota', args: { path: '/app' } }]);
  });

  it('takes what a manifest says', async () => {
    const host = podHost(
      'resources: { limits: { cpu: 1500m, memory: 256Mi } }\nenv: [{ name: GOMEMLIMIT, value: 1GiB }]',
    );
    const { facts, rules } = await judgeHost(limits, host);
    expect(facts.limits).toMatchObject({ cpus: 1.5, memoryBytes: 256 * MIB });
    expect(rules).toEqual(['limits/gomemlimit-above-limit']);
  });

  it('knows of no limit where nothing runs yet, and of a variable all the same', async () => {
    const { facts, rules } = await judgeHost(limits, memoryHost({ env: { GOMEMLIMIT: '1Gi' } }));
    expect(facts.limits).toEqual({ cpus: null, memoryBytes: null, cgroup: null });
    expect(rules).toEqual(['limits/gomemlimit-invalid']);
    expect(limits.summary(facts)).toBe('not known: no control groups are mounted');
  });

  it.each<[string, Partial<Policy['limits']>, Container, string]>([
    [
      'memory where no control groups are mounted',
      { memory: MIB },
      { cgroup: { 'cgroup.controllers': null } },
      'limits.memory',
    ],
    [
      'open files where no limits can be read',
      { openFiles: 9 },
      { files: { '/proc/1/limits': null } },
      'limits.openFiles',
    ],
    [
      'memory to lock where no limits can be read',
      { lockedMemory: MIB },
      { files: { '/proc/1/limits': null } },
      'limits.lockedMemory',
    ],
  ])('does not conclude on %s', async (_, asked, of, name) => {
    const { incomplete } = await judgeHost(limits, container(of), { policy: { limits: asked } });
    expect(incomplete).toContain(name);
  });

  it('sees open files where no control groups are mounted', async () => {
    const host = container({
      cgroup: { 'cgroup.controllers': null },
      rlimits: { 'open files': '1024 1024 files' },
    });
    const { rules } = await judgeHost(limits, host, { policy: { limits: { openFiles: 4096 } } });
    expect(rules).toEqual(['limits/nofile-low']);
  });

  it('leaves a demand to whoever runs an image', async () => {
    const host: Host = { ...memoryHost(), target: { kind: 'root', root: '/r' } };
    const { skipped } = await judgeHost(limits, host, { policy: { limits: { memory: MIB } } });
    expect(skipped).toBe('limits are set by who runs the container');
  });

  it.each<[number, number, string]>([
    [1024, 8192, 'warning'],
    [1024, 2048, 'error'],
  ])('weighs open files of %i, which may become %i', async (soft, hard, severity) => {
    const host = container({ rlimits: { 'open files': `${soft} ${hard} files` } });
    const { findings } = await judgeHost(limits, host, { policy: { limits: { openFiles: 4096 } } });
    expect(findings).toMatchObject([{ rule: 'limits/nofile-low', severity }]);
  });
});
