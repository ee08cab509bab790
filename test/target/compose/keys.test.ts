import { describe, expect, it } from 'vitest';
import { NOT_LOOKED_AT } from '../../../src/target/compose/doubts.ts';
import { made } from './made.ts';

/** Keys of a service that change what is looked at, each with a line that does. */
const READ: Readonly<Record<string, string>> = {
  cap_add: 'cap_add: [NET_ADMIN]',
  cap_drop: 'cap_drop: [CHOWN]',
  command: 'command: [/bin/other]',
  configs: 'configs: [{ source: c, target: /c }]',
  cpu_period: 'cpu_period: 50000\ncpu_quota: 50000',
  cpu_quota: 'cpu_quota: 50000',
  cpus: 'cpus: 1.5',
  cpuset: 'cpuset: "0-3,6"',
  deploy: 'deploy: { resources: { limits: { pids: 7 } } }',
  entrypoint: 'entrypoint: /bin/other',
  env_file: 'env_file: ./a.env',
  environment: 'environment: { A: b }',
  extends: 'extends: base',
  group_add: 'group_add: [77]',
  healthcheck: 'healthcheck: { test: [CMD, /bin/missing] }',
  hostname: 'hostname: web',
  ipc: 'ipc: host',
  mem_limit: 'mem_limit: 512m',
  pids_limit: 'pids_limit: 100',
  platform: 'platform: linux/s390x',
  privileged: 'privileged: true',
  read_only: 'read_only: true',
  secrets: 'secrets: [s]',
  security_opt: 'security_opt: ["no-new-privileges:true"]',
  shm_size: 'shm_size: 256m',
  tmpfs: 'tmpfs: /made',
  tty: 'tty: true',
  ulimits: 'ulimits: { nofile: 1024 }',
  user: 'user: "4711"',
  volumes: 'volumes: ["data:/data"]',
  working_dir: 'working_dir: /made',
};

/** Keys that change nothing that is looked at: of the build, of networks and others, of what docker does around it. */
const WITHOUT_EFFECT = [
  ...[
    'annotations',
    'attach',
    'blkio_config',
    'build',
    'cgroup',
    'cgroup_parent',
    'container_name',
    'cpu_count',
  ],
  ...[
    'cpu_percent',
    'cpu_rt_period',
    'cpu_rt_runtime',
    'cpu_shares',
    'credential_spec',
    'depends_on',
    'develop',
  ],
  ...['device_cgroup_rules', 'dns', 'dns_opt', 'dns_search', 'domainname', 'driver_opts', 'expose'],
  ...[
    'external_links',
    'extra_hosts',
    'image',
    'init',
    'label_file',
    'labels',
    'links',
    'logging',
    'mac_address',
  ],
  ...['mem_reservation', 'mem_swappiness', 'memswap_limit', 'network_mode', 'networks', 'oom_kill_disable'],
  ...[
    'oom_score_adj',
    'pid',
    'ports',
    'post_start',
    'pre_stop',
    'profiles',
    'pull_policy',
    'restart',
    'scale',
  ],
  ...['stdin_open', 'stop_grace_period', 'stop_signal', 'storage_opt', 'sysctls', 'uts'],
];

const REST = `  base:
    user: "9"
volumes: { data: {} }
configs: { c: { content: x } }
secrets: { s: { environment: X } }
`;

/** All that comes of a service. */
function seen(service: string): string {
  const { host, ...more } = made(service, { rest: REST, texts: { './a.env': 'A=1\n' } });
  const facts = { ...more, env: host.env, container: host.container, ids: host.ids };
  return JSON.stringify(facts, (key, value) =>
    // Where something stands is no matter of what it is; inodes are counted on.
    key === 'line' || key === 'ino' || key === 'node'
      ? undefined
      : typeof value === 'bigint'
        ? String(value)
        : value instanceof Map
          ? [...value]
          : value,
  );
}

describe('a key of a service', () => {
  const nothing = seen('');

  it.each(Object.entries(READ))('%s is read', (_, line) => {
    expect(seen(line)).not.toBe(nothing);
  });

  it.each(NOT_LOOKED_AT)('%s is said not to be read', (key) => {
    const { doubts, starts } = made(`${key}: x`);
    expect(doubts).toContainEqual({
      why: { code: 'not-looked-at', data: { key } },
      at: { file: 'compose.yaml', line: 4 },
    });
    expect(starts).toBeNull();
  });

  it.each(WITHOUT_EFFECT)('%s changes nothing', (key) => {
    expect(seen(`${key}: x`)).toBe(nothing);
  });

  it('is in one of these lists', () => {
    const all = [...Object.keys(READ), ...NOT_LOOKED_AT, ...WITHOUT_EFFECT];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('what a service may use', () => {
  it.each([
    ['', { limits: { cpus: null, memoryBytes: null }, processes: null, sharedBytes: 2 ** 26, rlimits: {} }],
    ['mem_limit: 1.5gb\ncpus: "0.5"', { limits: { cpus: 0.5, memoryBytes: 1.5 * 2 ** 30 } }],
    [
      'mem_limit: 1g\ndeploy: { resources: { limits: { memory: 64M } } }',
      { limits: { memoryBytes: 2 ** 26 } },
    ],
    ['cpu_quota: 150000', { limits: { cpus: 1.5 } }],
    ['pids_limit: -1', { processes: null }],
    ['deploy: { resources: { limits: { pids: 7 } } }', { processes: 7 }],
    ['shm_size: 268435456', { sharedBytes: 2 ** 28 }],
    ['shm_size: 1gb\nipc: host', { sharedBytes: null }],
    ['shm_size: 1gb\nipc: private', { sharedBytes: 2 ** 30 }],
    ['shm_size: 1gb\nipc: shareable', { sharedBytes: 2 ** 30 }],
    ['ipc: none', { sharedBytes: null }],
    ['ipc: "service:db"', { sharedBytes: null }],
    ['ipc: "container:db"', { sharedBytes: null }],
    ['tmpfs: /dev/shm', { sharedBytes: null }],
    ['tmpfs: ["/dev/shm/:size=1g"]', { sharedBytes: null }],
    ['volumes: ["./shm:/dev/shm:rw"]', { sharedBytes: null }],
    ['volumes: [{ type: tmpfs, target: /dev/shm }]', { sharedBytes: null }],
    ['shm_size: 1gb\ntmpfs: /dev/shm/cache', { sharedBytes: 2 ** 30 }],
    ['shm_size: 1gb\nvolumes: ["/dev/shm:/srv/shm"]', { sharedBytes: 2 ** 30 }],
    ['shm_size: 1gb\nvolumes: [{ type: bind, source: /dev/shm, target: /srv }]', { sharedBytes: 2 ** 30 }],
    ['ulimits: { nofile: 1024 }', { rlimits: { 'open files': { soft: 1024, hard: 1024 } } }],
    [
      'ulimits: { nofile: { soft: 5, hard: -1 } }',
      { rlimits: { 'open files': { soft: 5, hard: Number.POSITIVE_INFINITY } } },
    ],
    ['ulimits: { nofile: many }', { rlimits: {} }],
    [
      'ulimits: { memlock: -1 }',
      { rlimits: { 'locked memory': { soft: Number.POSITIVE_INFINITY, hard: Number.POSITIVE_INFINITY } } },
    ],
    ['cpuset: 0-3,2,6', { cpusAllowed: 5 }],
    ['cpuset: all', { cpusAllowed: null }],
  ])('%s', (text, planned) => {
    expect(made(text).host.container?.planned).toMatchObject(planned);
  });

  it('starts for its own platform alone', () => {
    const amd64 = made('platform: linux/amd64');
    expect(amd64.doubts).toEqual(made('').doubts);
  });
});
