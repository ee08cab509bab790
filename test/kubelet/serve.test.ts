import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { TOOLS } from '../support/system/real-tools.ts';
import { writeImages } from './images.ts';
import { kubeletMissing } from './missing.ts';
import type { Rotated } from './rotate.ts';

/*
 * The manifests of deploy/serve-*.yaml under a real kubelet, which asks the agent by HTTP. Their trust store and their zone are
 * ConfigMaps that the kubelet swaps: where one is broken a pod is out of rotation and is not restarted, and it comes back with it.
 */

const ROOT = join(import.meta.dirname, '../..');
const STORE = join(TOOLS, 'roots/debian/etc/ssl/certs/ca-certificates.crt');
const ZONE = join(TOOLS, 'roots/debian/usr/share/zoneinfo/Europe/Berlin');
const WAYS = ['serve-in-image', 'serve-sidecar', 'serve-with-run'];
const SETUP_MS = 1_200_000;

interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly (Container & { readonly restartPolicy?: string })[];
}

/**
 * The pod of a manifest with images that are there, in the network of the node (the pods of this one have none) at a port
 * of its own. A kubelet before 1.29 knows no sidecars: there they are containers beside the others.
 */
function podOf(way: string, port: number): object {
  const text = readFileSync(join(ROOT, 'deploy', `${way}.yaml`), 'utf8');
  const { spec } = parse(text.replaceAll('9640', String(port))) as {
    spec: { template: { spec: PodSpec } };
  };
  const { containers, initContainers = [], ...rest } = spec.template.spec;
  const sidecars = initContainers.map(({ restartPolicy: _, ...container }) => container);
  const mounts = [
    { name: 'roots', mountPath: '/etc/ssl/certs' },
    { name: 'zone', mountPath: '/usr/share/zoneinfo/Europe' },
  ];
  const zone = { name: 'TZ', value: 'Europe/Berlin' };
  const here = (container: Container, observed: boolean) => ({
    ...container,
    image: 'localhost/sound:1',
    imagePullPolicy: 'Never',
    ports: (container.ports ?? []).filter(({ name }) => name === 'probe-env'),
    ...(way === 'serve-with-run' && { args: ['/app/server'] }),
    ...(observed && { volumeMounts: mounts, env: [zone] }),
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: way },
    spec: {
      ...rest,
      nodeName: 'bench',
      hostNetwork: true,
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 2,
      containers: [...containers.map((one) => here(one, true)), ...sidecars.map((one) => here(one, false))],
      volumes: [
        { name: 'roots', configMap: { name: 'roots' } },
        { name: 'zone', configMap: { name: 'zone', items: [{ key: 'zone', path: 'Berlin' }] } },
      ],
    },
  };
}

const reason = kubeletMissing();

// Not as real tools are: no machine has to have a kubelet.
if (reason !== null) it('the agent under a kubelet', (context) => context.skip(reason));
else
  describe('the agent under a kubelet that asks by HTTP', () => {
    const folder = mkdtempSync(join(tmpdir(), 'probe-env-kubelet-'));
    let rotated: readonly Rotated[] = [];
    beforeAll(async () => {
      writeImages(folder);
      const [pods, result] = [join(folder, 'pods.json'), join(folder, 'result.json')];
      writeFileSync(pods, JSON.stringify(WAYS.map((way, i) => podOf(way, 9640 + i))));
      await execa(
        join(import.meta.dirname, 'start.sh'),
        [
          process.env.PROBE_ENV_KUBELET ?? '',
          ...[process.execPath, '--import', 'tsx', join(import.meta.dirname, 'rotate.ts')],
          ...[pods, STORE, ZONE, result],
        ],
        { cwd: ROOT, env: { PROBE_ENV_IMAGES: folder }, stdio: ['ignore', 'inherit', 'inherit'] },
      );
      rotated = JSON.parse(readFileSync(result, 'utf8'));
      console.table(
        rotated.map(({ name, ready, store, zone }) => ({
          ...{ name, ready, 'no store': store.lost, 'store back': store.back },
          ...{ 'no zone': zone.lost, 'zone back': zone.back },
        })),
      );
    }, SETUP_MS);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(WAYS)('%s is ready, leaves the rotation without its roots or its zone, and comes back', (way) => {
      const { events, ...pod } = rotated.find(({ name }) => name === way) ?? { events: [] };
      const turn = { lost: expect.any(Number), back: expect.any(Number) };
      expect(pod, events.join('\n')).toEqual({
        name: way,
        ready: expect.any(Number),
        store: turn,
        zone: turn,
        restarts: 0,
      });
      expect(events.join('\n')).toMatch(/Readiness probe failed: HTTP probe failed with statuscode: 503/);
      // On a busy machine it may come late, which three times in a row would make a restart; a wrong answer is none.
      expect(events.join('\n')).not.toMatch(/Liveness probe failed: HTTP probe failed|Killing/);
    });
  });
