import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { listeners } from '../../../probes/listeners/index.ts';
import { type ListenersFinding, rules } from '../../../probes/listeners/rules/index.ts';
import type { Purpose } from '../../../src/core/purpose.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { type Served, type Service, serve } from './listeners/ask.ts';

const PLATFORM = { family: 'other', root: true, has: () => true, writes: () => true } as never;

const USER = 12_345;
const SOUND: Service = { addresses: ['10.1.2.3'], sysctls: {}, env: {}, uid: 0, port: 8080 };

/** What the probe finds where the service ran: before it started, or while it runs. */
async function found({ env, port }: Service, { files }: Served, purpose: Purpose) {
  const trees = [Object.fromEntries(Object.entries(files).filter(([, text]) => text !== null))];
  const policy = { listeners: { ports: [{ port, protocol: 'tcp', address: null, by: null }] } } as const;
  return judgeHost(listeners, memoryHost({ trees, env }), { policy, purpose });
}

/** The service as the lines of a remedy make it; null where they are none for it. */
function mended(service: Service, { where, syntax, lines }: Remedy): Service | null {
  if (where !== 'pod' || lines.length === 0) return null;
  const [line = ''] = lines;
  if (syntax === 'options') {
    const [, name = '', value = ''] = /^--sysctl ([a-z0-9._]+)=(\S+)$/.exec(line) ?? [];
    return { ...service, sysctls: { ...service.sysctls, [name]: value } };
  }
  const { env = [], spec } = parse(lines.join('\n'));
  const sysctls = (spec?.securityContext.sysctls ?? []) as { name: string; value: string }[];
  const pairs = (list: { name: string; value: string }[]) =>
    Object.fromEntries(list.map(({ name, value }) => [name, value]));
  return {
    ...service,
    sysctls: { ...service.sysctls, ...pairs(sysctls) },
    env: { ...service.env, ...pairs(env) },
  };
}

/** Rules whose remedies are lines, and a service that has just that. */
const TRIALS: readonly [rule: keyof typeof rules, service: Partial<Service>, purpose?: Purpose][] = [
  ['loopback-only', { env: { LISTEN_ADDR: 'localhost:8080' } }],
  ['loopback-only', { env: { HOST: '127.0.0.1' } }],
  ['loopback-only', { env: { LISTEN_ADDR: '[::1]:8080' }, addresses: ['fd00::5'] }],
  ['wrong-family', { env: { LISTEN_ADDR: '0.0.0.0:8080' }, addresses: ['fd00::5'] }],
  ['wrong-family', { env: { LISTEN_ADDR: '[::]:8080' }, sysctls: { 'net.ipv6.bindv6only': '1' } }],
  ['wrong-address', { env: { LISTEN_ADDR: '10.9.9.9:8080' }, sysctls: { 'net.ipv4.ip_nonlocal_bind': '1' } }],
  ['privileged-port', { port: 80, uid: USER, env: { LISTEN_ADDR: '0.0.0.0:80' } }],
  ['privileged-port', { port: 80, uid: USER, env: { LISTEN_ADDR: '0.0.0.0:80' } }, 'preflight'],
  ['ephemeral-port', { port: 50_051, env: { LISTEN_ADDR: '0.0.0.0:50051' } }, 'preflight'],
  [
    'ephemeral-port',
    {
      port: 50_051,
      env: { LISTEN_ADDR: '0.0.0.0:50051' },
      sysctls: { 'net.ipv4.ip_local_reserved_ports': '40000-40010,45000' },
    },
    'preflight',
  ],
];

describeReal(
  'what a remedy of listeners says makes it good',
  { tools: ['unshare', 'python3'], root: true },
  () => {
    it.each(TRIALS)('%s: %j', async (name, changes, purpose = 'readiness') => {
      const service = { ...SOUND, ...changes };
      const before = await found(service, serve(service), purpose);
      const finding = before.findings.find(({ rule }) => rule === `listeners/${name}`) as ListenersFinding;
      const remedies = remediesOf(rules[name] as never, finding.args as never, PLATFORM);
      const after = remedies.flatMap((remedy) => mended(service, remedy) ?? []);
      expect(after.length).toBeGreaterThan(0);
      for (const one of after) {
        const served = serve(one);
        expect(served.failed).toBeNull();
        expect(Object.values(served.reached)).toEqual(one.addresses.map(() => true));
        expect((await found(one, served, purpose)).rules).not.toContain(`listeners/${name}`);
      }
    });

    it.each([
      [80, 0, '1024', null],
      [80, USER, '1024', 'EACCES'],
      [80, USER, '0', null],
      [80, USER, '80', null],
      [80, USER, '81', 'EACCES'],
      [1023, USER, '1024', 'EACCES'],
      [1024, USER, '1024', null],
    ])('port %i, uid %i, unprivileged from %s: %s', async (port, uid, from, errno) => {
      const service = {
        ...SOUND,
        port,
        uid,
        env: { LISTEN_ADDR: `0.0.0.0:${port}` },
        sysctls: { 'net.ipv4.ip_unprivileged_port_start': from },
      };
      const served = serve(service);
      expect(served.failed).toBe(errno);
      const { rules: said } = await found(service, served, 'readiness');
      expect(said.includes('listeners/privileged-port')).toBe(errno !== null);
    });
  },
);
