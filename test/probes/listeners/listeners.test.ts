import { describe, expect, it } from 'vitest';
import type { WantedPort } from '../../../probes/listeners/facts.ts';
import { listeners } from '../../../probes/listeners/index.ts';
import { binding } from '../../../probes/listeners/rules/binding.ts';
import { pod } from '../../../probes/pod/index.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { ABLE_PLATFORM } from '../../support/memory/able-platform.ts';
import { procTree } from '../../support/memory/healthy.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { networkTree, type TestNetwork } from '../../support/memory/trees/network.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';
import { podHost } from '../pod/pod-host.ts';

const wants = (...ports: readonly Partial<WantedPort>[]) => ({
  listeners: {
    ports: ports.map((one) => ({ port: 8080, protocol: 'tcp', address: null, by: null, ...one }) as const),
  },
});

/** CAP_NET_BIND_SERVICE (bit 10) is in 0xa80425fb, the usual set of a container, and not in 0. */
const status = (effective: string, more = '') =>
  `Name:\tprobe-env\nCapEff:\t${effective}\nCapBnd:\t00000000a80425fb\n${more}`;

const host = (network: TestNetwork, { env = {}, self = status('00000000a80425fb') } = {}) =>
  memoryHost({ trees: [procTree(), networkTree(network), { '/proc/self/status': self }], env });

const at = (address: string, more = {}) => ({ sockets: [{ at: address, port: 8080, ...more }] });

describe('listeners', () => {
  testRuleCases(listeners, {
    'not-listening': { host: () => host({}), policy: wants({}) },
    'loopback-only': { host: () => host(at('127.0.0.1')), policy: wants({}) },
    'wrong-family': {
      host: () => host({ ...at('0.0.0.0'), addresses: ['fd00::5'] }),
      policy: wants({}),
    },
    'wrong-address': { host: () => host(at('10.1.2.9')), policy: wants({}) },
    'other-process': {
      host: () => host({ ...at('0.0.0.0', { inode: 7 }), holders: { 7: { pid: 12, name: 'envoy' } } }),
      policy: wants({ by: 'app' }),
    },
    unknown: { host: () => memoryHost(), policy: wants({}) },
    'port-taken': {
      host: () => host({ ...at('0.0.0.0', { inode: 7 }), holders: { 7: { pid: 12, name: 'envoy' } } }),
      policy: wants({}),
      purpose: 'preflight',
    },
    'privileged-port': {
      host: () => host({}, { self: status('0000000000000000', 'NoNewPrivs:\t1\n') }),
      policy: wants({ port: 80 }),
      purpose: 'preflight',
    },
    'ephemeral-port': { host: () => host({}), policy: wants({ port: 50051 }), purpose: 'preflight' },
  });

  it.each([
    ['at every address of IPv4', at('0.0.0.0'), {}],
    ['at every address of both families', at('::'), {}],
    ['at the address of the pod', at('10.1.2.3'), {}],
    ['at loopback, where that is asked for', at('127.0.0.1'), { address: '127.0.0.1' }],
    ['at every address, where loopback is asked for', at('0.0.0.0'), { address: '127.0.0.1' }],
    ['by UDP', at('0.0.0.0', { protocol: 'udp' }), { protocol: 'udp' as const }],
    [
      'by the program of the policy, whose name the kernel cuts',
      {
        ...at('::', { inode: 7 }),
        holders: { 7: { pid: 12, name: 'a-very-long-program-name' } },
      },
      { by: 'a-very-long-program-name' },
    ],
    ['in a network with loopback alone', { ...at('0.0.0.0'), addresses: [] }, {}],
  ])('finds nothing wrong with a socket %s', async (_, network, wanted) => {
    const { rules } = await judgeHost(listeners, host(network), { policy: wants(wanted) });
    expect(rules).toEqual([]);
  });

  it.each<[string, TestNetwork, Partial<WantedPort>, string, string]>([
    ['TCP where UDP is asked for', at('0.0.0.0'), { protocol: 'udp' }, 'not-listening', 'error'],
    [
      'a connection in place of a server',
      at('10.1.2.3', { state: 'connection' }),
      {},
      'not-listening',
      'error',
    ],
    [
      'both loopbacks',
      { sockets: ['127.0.0.1', '::1'].map((a) => ({ at: a, port: 8080 })) },
      {},
      'loopback-only',
      'error',
    ],
    [
      'another address than that of the policy',
      at('10.1.2.3'),
      { address: '10.1.2.4' },
      'wrong-address',
      'error',
    ],
    ['IPv6 that leaves IPv4 out by default', { ...at('::'), only6: true }, {}, 'wrong-family', 'warning'],
    [
      'IPv4 in a pod of both families',
      { ...at('0.0.0.0'), addresses: ['10.1.2.3', 'fd00::5'] },
      {},
      'wrong-family',
      'info',
    ],
    ['a program that nobody may see', at('0.0.0.0'), { by: 'app' }, 'unknown', 'warning'],
  ])('weighs %s', async (_, network, wanted, rule, severity) => {
    const { findings } = await judgeHost(listeners, host(network), { policy: wants(wanted) });
    const [only] = findings;
    expect(findings).toHaveLength(1);
    expect(only?.rule).toBe(`listeners/${rule}`);
    expect(only?.severity ?? 'error').toBe(severity);
  });

  it.each([
    ['of the policy in another form', wants({ address: '::ffff:10.1.2.3' })],
    ['of the policy written out', wants({ address: '0:0:0:0:0:0:0:1' })],
  ])('compares an address %s', async (_, policy) => {
    const network = {
      sockets: [
        { at: '10.1.2.3', port: 8080 },
        { at: '::1', port: 8080 },
      ],
    };
    expect((await judgeHost(listeners, host(network), { policy })).rules).toEqual([]);
  });

  it('says that a port below 1024 is why nobody listens there', async () => {
    const user = host({}, { self: status('0000000000000000', 'NoNewPrivs:\t1\n') });
    const { findings } = await judgeHost(listeners, user, { policy: wants({ port: 80 }) });
    expect(findings).toMatchObject([
      { rule: 'listeners/privileged-port', severity: 'error' },
      { rule: 'listeners/not-listening', causedBy: 'listeners/privileged-port' },
    ]);
  });

  it.each([
    ['that sets it free', { unprivilegedFrom: 0 }, '0000000000000000'],
    ['with the capability', {}, '0000000000000400'],
  ])('lets a user bind port 80 in a container %s', async (_, network, effective) => {
    const options = { policy: wants({ port: 80 }), purpose: 'preflight' } as const;
    expect((await judgeHost(listeners, host(network, { self: status(effective) }), options)).rules).toEqual(
      [],
    );
  });

  it.each([
    ['a server', at('127.0.0.1'), {}, 'error'],
    ['a server of IPv6 in the way of one of both families', at('::1'), {}, 'warning'],
    ['a server at another address', at('10.1.2.3'), { address: '127.0.0.1' }, undefined],
    ['what a former server left', at('10.1.2.3', { state: 'connection' }), {}, undefined],
  ])('says before the start whether %s has the port', async (_, network, wanted, severity) => {
    const options = { policy: wants(wanted), purpose: 'preflight' } as const;
    const { findings } = await judgeHost(listeners, host(network), options);
    expect(findings[0]?.severity).toBe(severity);
  });

  it('takes a connection that goes out from a port of the kernel for one that may be in the way', async () => {
    const network = { sockets: [{ at: '10.1.2.3', port: 50051, state: 'connection' as const }] };
    const options = { policy: wants({ port: 50051 }), purpose: 'preflight' } as const;
    const { findings } = await judgeHost(listeners, host(network), options);
    expect(findings).toMatchObject([
      { rule: 'listeners/port-taken', severity: 'warning', args: { connection: true } },
      { rule: 'listeners/ephemeral-port' },
    ]);
  });

  it('has nothing to say of a port that is kept from outgoing connections', async () => {
    const options = { policy: wants({ port: 50051 }), purpose: 'preflight' } as const;
    const { rules } = await judgeHost(listeners, host({ reserved: '1,50000-50060' }), options);
    expect(rules).toEqual([]);
  });

  const LOW = 'ports: [{ containerPort: 80 }, { containerPort: 8080 }]\n';

  it.each([
    ['another user', `${LOW}securityContext: { runAsUser: 1000 }`, '', ['listeners/privileged-port']],
    [
      'another user who is given a capability that has no effect',
      `${LOW}securityContext: { runAsUser: 1000, capabilities: { add: [NET_BIND_SERVICE] } }`,
      '',
      ['listeners/privileged-port'],
    ],
    [
      'another user where the pod lets everybody',
      `${LOW}securityContext: { runAsUser: 1000 }`,
      '  securityContext: { sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "0" }] }',
      [],
    ],
    ['root', LOW, '', []],
  ])('says of a manifest whether %s may have port 80, and it alone', async (_, container, spec, rules) => {
    const made = podHost(container, { spec });
    expect((await judgeHost(listeners, made, { policy: wants() })).rules).toEqual(rules);
    expect((await judgeHost(pod, made)).rules).toEqual([]);
  });

  it('says once what is declared twice, and sets nothing of the network of the node', async () => {
    const twice =
      'ports: [{ containerPort: 80 }, { containerPort: 80, name: web }]\nsecurityContext: { runAsUser: 1 }';
    const told = async (spec: string) =>
      (await judgeHost(listeners, podHost(twice, { spec }), { policy: wants() })).findings;
    const [own, ...others] = await told('');
    const [ofNode] = await told('  hostNetwork: true');
    expect(others).toEqual([]);
    const lines = (finding: typeof own) =>
      JSON.stringify(remediesOf(binding['privileged-port'] as never, finding?.args as never, ABLE_PLATFORM));
    expect(lines(own)).toContain('sysctls');
    expect(lines(ofNode)).not.toContain('sysctls');
  });

  it('is asked for by a manifest alone where there is such a port', () => {
    const policy = { listeners: { ports: [] } } as never;
    const asks = (container: string) => listeners.isAskedFor?.(podHost(container), policy, []);
    expect(asks(`${LOW}securityContext: { runAsUser: 1000 }`)).toBe(true);
    expect(asks(LOW)).toBe(false);
  });

  it.each(['liveness', 'startup'] as const)('does not look for %s', async (purpose) => {
    const refuse = new Proxy(host({}), {
      get: (target, name) => {
        if (name === 'readFile' || name === 'readHead') throw new Error(`looked for ${purpose}`);
        return Reflect.get(target, name);
      },
    });
    expect((await judgeHost(listeners, refuse, { policy: wants({}), purpose })).rules).toEqual([]);
  });

  it.each([
    [{ LISTEN_ADDR: '127.0.0.1:8080' }, 'LISTEN_ADDR', '0.0.0.0:8080'],
    [{ URLS: 'http://localhost:8080/x' }, 'URLS', 'http://0.0.0.0:8080/x'],
    [{ HOST: 'localhost' }, 'HOST', '0.0.0.0'],
    [{ OTHER: '127.0.0.1:80801' }, null, null],
    [{ DB_HOST: 'localhost', PORT: '8080' }, null, null],
    [{ A: '127.0.0.1:8080', B: '127.0.0.1:8080' }, null, null],
  ])('names the variable that decides: %j', async (env, name, value) => {
    const { findings } = await judgeHost(listeners, host(at('127.0.0.1'), { env }), { policy: wants({}) });
    const setting = name === null ? null : { name, value };
    expect(findings).toMatchObject([{ rule: 'listeners/loopback-only', args: { setting } }]);
  });

  it('reads one page where all ports are open, however many sockets there are', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({
      at: '10.1.2.3',
      port: 20_000 + i,
      state: 'connection' as const,
    }));
    const large = host({ sockets: [{ at: '0.0.0.0', port: 8080 }, ...many] });
    const read: string[] = [];
    const watched = {
      ...large,
      readFile: (path: string, ...rest: never[]) => {
        read.push(path);
        return large.readFile(path, ...rest);
      },
    };
    const { rules } = await judgeHost(listeners, watched, { policy: wants({}), details: false });
    expect(rules).toEqual([]);
    expect(read.filter((path) => path.includes('/net/tcp'))).toEqual([]);
  });
});
