import { describe, expect, it } from 'vitest';
import { app } from '../../../probes/app/index.ts';
import { podContainer } from '../../../src/target/pod/container.ts';
import { NOTHING_GIVEN } from '../../../src/target/pod/given.ts';
import { objectsOf, selectContainer } from '../../../src/target/pod/manifest/objects.ts';
import { readManifest } from '../../../src/target/pod/manifest/read.ts';
import { directoryNode, fileNode } from '../../../src/target/tree/node.ts';
import { elfProgram } from '../../support/files/elf-program.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';

/** cap_net_bind_service=ep, as layers of images have it. */
const NET_BIND = Buffer.from('0100000200040000000000000000000000000000', 'hex');
const OWN = { mode: 0o755 };

/** A pod whose program has a capability on its file. */
function host(security: string, { uid = 10001, start = '' } = {}) {
  const root = directoryNode();
  root.children.set('app', fileNode(elfProgram(), { ...OWN, capability: NET_BIND }));
  const text = `kind: Pod
metadata: { name: web }
spec:
  automountServiceAccountToken: false
  securityContext: { ${start} }
  containers:
    - name: web
      ports: [{ containerPort: 80 }]
      securityContext: { runAsUser: ${uid}, runAsGroup: 1, ${security} }
`;
  const manifest = objectsOf(readManifest(text, 'web.yaml'), 'web.yaml');
  const config = { env: [], user: '', cwd: '/', entrypoint: ['/app'], cmd: [], volumes: [] };
  return podContainer(
    { now: () => 0, monotonic: () => 10 },
    manifest,
    selectContainer(manifest, null),
    { root, config, arch: 'x64' },
    NOTHING_GIVEN,
    { kind: 'pod', pod: { file: 'web.yaml', name: 'web', container: 'web' } },
  ).host;
}

const DROP = 'capabilities: { drop: [ALL] }';
const ADD = 'capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }';
const NO_GAIN = 'allowPrivilegeEscalation: false';

describe('a file with a capability in a pod', () => {
  it.each<[string, string, Parameters<typeof host>[1], readonly string[]]>([
    ['drops all', DROP, {}, ['app/capabilities-refused']],
    ['drops all, of root', DROP, { uid: 0 }, ['app/capabilities-refused']],
    ['drops all and forbids gains', `${DROP}, ${NO_GAIN}`, {}, ['app/capabilities-refused']],
    ['adds it', ADD, {}, []],
    [
      'adds all and drops it',
      'capabilities: { add: [ALL], drop: [NET_BIND_SERVICE] }',
      {},
      ['app/capabilities-refused'],
    ],
    ['adds all', 'capabilities: { add: [ALL] }', {}, []],
    ['adds all and drops another', 'capabilities: { add: [ALL], drop: [CHOWN] }', {}, []],
    ['adds it and forbids gains', `${ADD}, ${NO_GAIN}`, {}, ['app/capabilities-idle']],
    [
      'forbids gains, and sets the first port free to all',
      `${ADD}, ${NO_GAIN}`,
      { start: 'sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "0" }]' },
      [],
    ],
    ['forbids gains, of root', `${ADD}, ${NO_GAIN}`, { uid: 0 }, []],
    ['says nothing', '', {}, []],
  ])('that %s', async (_, security, more, expected) => {
    const { rules } = await judgeHost(app, host(security, more));
    expect(rules).toEqual(expected);
  });

  it('is neither idle nor short of a port where its program has it on its file', () => {
    const given = host(ADD).pod;
    const kept = host(`${ADD}, ${NO_GAIN}`).pod;
    expect([given?.idleCapabilities, given?.lowPorts.length]).toEqual([[], 0]);
    expect([kept?.idleCapabilities, kept?.lowPorts.length]).toEqual([[], 1]);
  });
});
