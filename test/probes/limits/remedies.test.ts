import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { limits } from '../../../probes/limits/index.ts';
import { type LimitsFinding, rules } from '../../../probes/limits/rules/index.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { ABLE_PLATFORM } from '../../support/memory/able-platform.ts';
import { program } from '../../support/memory/tree.ts';
import { judgeHost, type policy } from '../../support/probes/judge-host.ts';
import { podHost } from '../pod/pod-host.ts';
import { type Container, container, goBinary } from './machine.ts';

const MIB = 2 ** 20;
/** `512Mi`, `512m`. */
function bytesOf(size: string): number {
  const [, count, unit] = /^(\d+)(Mi|m)$/.exec(size) ?? [];
  if (count === undefined || unit === undefined) throw new Error(`${size} is no size of a remedy`);
  return Number(count) * MIB;
}

/** What a container runtime makes of `docker run` with these options. */
function withOptions(of: Container, line: string): Container {
  const words = line.split(' ');
  let { cgroup = {}, rlimits = {}, shm } = of;
  for (let i = 0; i < words.length; i += 2) {
    const [option = '', value = ''] = words.slice(i, i + 2);
    const [name = '', range = ''] = value.split('=');
    const [soft, hard] = range.split(':').map((one) => (one === '-1' ? 'unlimited' : one));
    switch (option) {
      case '--ulimit':
        rlimits = {
          ...rlimits,
          [{ nofile: 'open files', stack: 'stack size', memlock: 'locked memory', fsize: 'file size' }[
            name
          ] ?? '']: `${soft} ${hard} x`,
        };
        break;
      case '--cap-add':
        expect(value).toBe('IPC_LOCK');
        return { ...of, files: { ...of.files, ...LOCKS } };
      case '--cpus':
        cgroup = { ...cgroup, 'cpu.max': `${Number(value) * 100_000} 100000\n` };
        break;
      case '--memory':
        cgroup = { ...cgroup, 'memory.max': `${bytesOf(value)}\n` };
        break;
      case '--memory-swap':
        // As much as without it: then there is none.
        expect(line).toContain(`--memory ${value} `);
        cgroup = { ...cgroup, 'memory.swap.current': '0\n' };
        break;
      case '--pids-limit':
        cgroup = { ...cgroup, 'pids.max': `${value}\n` };
        break;
      case '--shm-size':
        shm = `${bytesOf(value) / 1024}k`;
        break;
      default:
        throw new Error(`no such option is known here: ${option}`);
    }
  }
  return { ...of, cgroup, rlimits, ...(shm === undefined ? {} : { shm }) };
}

/** Process 1 with CAP_IPC_LOCK. */
const LOCKS = { '/proc/1/status': 'Name:\tapp\nUid:\t0\t0\t0\t0\nCapEff:\t0000000000004000\n' };

interface Manifest {
  readonly securityContext?: { readonly capabilities: { readonly add: readonly string[] } };
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly resources?: { readonly limits: { readonly cpu?: string; readonly memory?: string } };
  readonly spec?: { readonly volumes: readonly { readonly emptyDir: { readonly sizeLimit: string } }[] };
}

function withManifest(of: Container, { env = [], resources, spec, securityContext }: Manifest): Container {
  if (securityContext?.capabilities.add.includes('IPC_LOCK'))
    return { ...of, files: { ...of.files, ...LOCKS } };
  const { cpu, memory } = resources?.limits ?? {};
  const size = spec?.volumes[0]?.emptyDir.sizeLimit;
  return {
    ...of,
    env: { ...of.env, ...Object.fromEntries(env.map(({ name, value }) => [name, value])) },
    cgroup: {
      ...of.cgroup,
      ...(cpu === undefined ? {} : { 'cpu.max': `${Number(cpu) * 100_000} 100000\n` }),
      ...(memory === undefined ? {} : { 'memory.max': `${bytesOf(memory)}\n` }),
    },
    ...(size === undefined ? {} : { shm: `${bytesOf(size) / 1024}k` }),
  };
}

function done(of: Container, { syntax, lines }: Remedy): Container {
  const text = lines.join('\n');
  if (syntax === 'options') return withOptions(of, text);
  if (syntax === 'yaml') return withManifest(of, parse(text));
  const [, name = '', quoted = ''] = /^ENV (\w+)=(.*)$/.exec(text) ?? [];
  return { ...of, env: { ...of.env, [name]: quoted.replace(/^"(.*)"$/, '$1') } };
}

const app = (version: string): Container => ({ command: ['/app'], files: { '/app': goBinary(version) } });
const node: Container = { command: ['node'], files: { '/usr/bin/node': program() } };

/** By the rule, and what else is the matter. */
const BROKEN: Readonly<Record<string, readonly [Container, Parameters<typeof policy>[0]?]>> = {
  'gomaxprocs-above-quota': [{ ...app('go1.24.4'), env: { GOMEMLIMIT: '400MiB' } }],
  'gomaxprocs-invalid': [{ env: { GOMAXPROCS: '1.5' } }],
  'gomemlimit-invalid': [{ env: { GOMEMLIMIT: '512Mi' } }],
  'gomemlimit-invalid, and more than there is': [{ env: { GOMEMLIMIT: '4GB' } }],
  'gomemlimit-invalid, and less than Go needs': [{ env: { GOMEMLIMIT: '2Mi' } }],
  'gomemlimit-tiny': [{ env: { GOMEMLIMIT: '512' } }],
  'gogc-invalid': [{ env: { GOGC: '50%' } }],
  'gomemlimit-above-limit': [{ env: { GOMEMLIMIT: '1GiB' } }],
  'gomemlimit-missing': [app('go1.26.0')],
  'heap-above-limit': [{ ...node, env: { NODE_OPTIONS: '--max-old-space-size=4096' } }],
  'threadpool-invalid': [{ ...node, env: { UV_THREADPOOL_SIZE: '"16"' } }],
  'threadpool-invalid, and more than there may be': [
    { ...node, env: { UV_THREADPOOL_SIZE: '"128"' }, cgroup: { 'pids.max': '100\n' } },
  ],
  'threadpool-above-pids': [{ ...node, env: { UV_THREADPOOL_SIZE: '128' }, cgroup: { 'pids.max': '100\n' } }],
  'cpus-low': [{}, { limits: { cpus: 4 } }],
  'memory-low': [{}, { limits: { memory: 1000 * MIB } }],
  'nofile-low': [{ rlimits: { 'open files': '1024 1024 files' } }, { limits: { openFiles: 4096 } }],
  'memlock-low': [
    { rlimits: { 'locked memory': '65536 65536 bytes' } },
    { limits: { lockedMemory: 64 * MIB } },
  ],
  'pids-low': [{ cgroup: { 'pids.max': '8\n' } }, { limits: { processes: 500 } }],
  'shm-small': [{}, { limits: { sharedMemory: 256 * MIB } }],
  'swap-used': [{ cgroup: { 'memory.swap.current': '4096\n' } }],
  'nofile-huge': [{ rlimits: { 'open files': 'unlimited unlimited files' } }],
  'file-size-small': [{ rlimits: { 'file size': '1024 unlimited bytes' } }],
  'stack-unlimited': [{ rlimits: { 'stack size': 'unlimited unlimited bytes' } }],
};

function typed(finding: LimitsFinding): readonly Remedy[] {
  const name = finding.rule.slice('limits/'.length) as keyof typeof rules;
  return remediesOf(rules[name] as never, finding.args as never, ABLE_PLATFORM).filter(
    ({ lines }) => lines.length > 0,
  );
}

describe('what a remedy of limits says, done to the container', () => {
  it.each(Object.entries(BROKEN))('%s is gone, and nothing new is wrong', async (name, [of, changes]) => {
    const options = changes === undefined ? {} : { policy: changes };
    const { findings, rules: before } = await judgeHost(limits, container(of), options);
    expect(before).toEqual([`limits/${name.split(',')[0]}`]);
    const remedies = typed(findings[0] as LimitsFinding);
    expect(remedies.length).toBeGreaterThan(0);
    for (const remedy of remedies)
      expect((await judgeHost(limits, container(done(of, remedy)), options)).rules).toEqual([]);
  });

  it('pod-limit-shared is gone where the container has a limit of its own', async () => {
    const spec =
      '  resources: { limits: { memory: 1Gi } }\n  initContainers: [{ name: s, image: x, restartPolicy: Always }]';
    const { findings } = await judgeHost(limits, podHost('tty: false', { spec }));
    const [remedy] = typed(findings[0] as LimitsFinding);
    const after = podHost(`tty: false\n${remedy?.lines.join('\n')}`, { spec });
    const { facts, rules: found } = await judgeHost(limits, after);
    expect(found).toEqual([]);
    expect(facts.limits.memoryBytes).toBe(512 * MIB);
  });
});
