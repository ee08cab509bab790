import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { get, type ServingProcess, servingNode, until } from '../../support/runs/serving.ts';
import { CLOSE_MS } from '../../support/system/containers.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { Fleet, noDebian } from './fleet.ts';

const UID = '0a6c5a31-7a4b-4d5a-9c43-5d0e6b2f1a77';
const POD = 'web-7d4b9c6f5-x2x9z';
const LIMIT_MS = 120_000;

/** Real containers of podman, with the mounts and the directories of logs that a kubelet makes. */
describeReal('the pods of a node', { root: true, tools: ['podman', 'runc'], also: noDebian }, () => {
  const fleet = new Fleet();
  let home: string;
  let agent: ServingProcess;
  const at = (...names: string[]) => join(home, ...names);
  const policy = (zone: string) => writeFileSync(at('web.yaml'), `timezone:\n  expected: ${zone}\n`);

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'probe-env-pods-'));
    const pod = join('kubelet/pods', UID);
    for (const name of ['web', 'sidecar']) {
      mkdirSync(at('logs', `shop_${POD}_${UID}`, name), { recursive: true });
      mkdirSync(at(pod, 'containers', name), { recursive: true });
      writeFileSync(at(pod, 'containers', name, '5f3a9c01'), '');
    }
    writeFileSync(at(pod, 'etc-hosts'), '127.0.0.1 localhost\n::1 localhost\n');
    const flagsOf = (name: string) => [
      ...['--volume', `${at(pod, 'etc-hosts')}:/etc/hosts`],
      ...['--volume', `${at(pod, 'containers', name, '5f3a9c01')}:/dev/termination-log`],
    ];
    fleet.start('web', { flags: flagsOf('web') });
    fleet.start('sidecar', { flags: flagsOf('sidecar') });
    fleet.start('alone', { flags: ['--name', 'left-alone'] });
    mkdirSync(at('node/var/lib/containers'), { recursive: true });
    symlinkSync(fleet.podman.store, at('node/var/lib/containers/storage'));
    writeFileSync(
      at('policies.yaml'),
      'policies:\n  - match: { namespace: shop, workload: web, container: web }\n    policy: web.yaml\n',
    );
    policy('Asia/Tokyo');
    agent = await servingNode([
      ...['--interval', '1s', '--pods', at('logs'), '--policies', at('policies.yaml')],
      ...['--runtime-state', at('node')],
    ]);
  }, LIMIT_MS);
  afterAll(async () => {
    await agent?.end();
    fleet.podman.close();
    rmSync(home, { recursive: true, force: true });
  }, CLOSE_MS);

  it(
    'are named by the mounts of their containers and by the logs, and one of Podman by its own name',
    async () => {
      await until(async () => Object.keys(await fleet.entries(agent)).length === 3);
      const { web, sidecar, alone } = await fleet.entries(agent);
      const shared = { namespace: 'shop', pod: POD, workload: 'web' };
      expect(web).toMatchObject({ ...shared, container: 'web' });
      expect(sidecar).toMatchObject({ ...shared, container: 'sidecar' });
      expect(alone).toMatchObject({ namespace: null, pod: null, container: 'left-alone', workload: null });
    },
    LIMIT_MS,
  );

  it(
    'have the policy that fits, and the one that is written in its place',
    async () => {
      const isSo = async (web: string) => {
        const verdicts = await fleet.verdicts(agent);
        return verdicts.web === web && verdicts.sidecar === 'ready' && verdicts.alone === 'ready';
      };
      await until(() => isSo('not-ready'));
      expect((await fleet.entries(agent)).web?.rules).toContain('timezone/unexpected-zone');
      expect((await get(`${agent.url}/metrics`)).body).toContain(
        'probe_env_node_findings{namespace="shop",workload="web",container="web",rule="timezone/unexpected-zone",severity="error"} 1\n',
      );
      policy('Mars/Olympus: broken');
      await until(async () =>
        /^probe_env_config_reload_success 0$/m.test((await get(`${agent.url}/metrics`)).body),
      );
      expect(await isSo('not-ready')).toBe(true);
      policy('UTC');
      await until(() => isSo('ready'));
    },
    LIMIT_MS,
  );
});
