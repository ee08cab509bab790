import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeImages } from '../images.ts';
import { kubeletMissing } from '../missing.ts';
import type { InPod } from './daemonset.ts';

/*
 * The pod of deploy/node-daemonset.yaml under a real kubelet, which asks it by HTTP: with the rights, the mounts and the profile of seccomp
 * that people are given, and nothing else.
 */

const ROOT = join(import.meta.dirname, '../../..');
const PORT = 9650;
const SETUP_MS = 900_000;

interface Template {
  readonly spec: { readonly containers: readonly object[] };
}

/** With an image that is there, and in the network of the node: the pods of this one have none. */
function pod(): object {
  const text = readFileSync(join(ROOT, 'deploy/node-daemonset.yaml'), 'utf8');
  const { template } = (parse(text.replaceAll('9640', String(PORT))) as { spec: { template: Template } })
    .spec;
  const containers = template.spec.containers.map((one) => ({
    ...one,
    ...{ image: 'localhost/sound:1', imagePullPolicy: 'Never' },
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'probe-env-node' },
    spec: { ...template.spec, containers, nodeName: 'bench', hostNetwork: true },
  };
}

const reason = kubeletMissing();

// Not as real tools are: no machine has to have a kubelet.
if (reason !== null) it('the agent of a node in its pod', (context) => context.skip(reason));
else
  describe('the agent of a node in its pod', () => {
    const folder = mkdtempSync(join(tmpdir(), 'probe-env-kubelet-'));
    let seen: InPod | null = null;
    beforeAll(async () => {
      writeImages(folder);
      const result = join(folder, 'result.json');
      const driver = [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'daemonset.ts')];
      await execa(
        join(import.meta.dirname, '../start.sh'),
        [process.env.PROBE_ENV_KUBELET ?? '', ...driver, JSON.stringify(pod()), String(PORT), result],
        { cwd: ROOT, env: { PROBE_ENV_IMAGES: folder }, stdio: ['ignore', 'inherit', 'inherit'] },
      );
      seen = JSON.parse(readFileSync(result, 'utf8'));
    }, SETUP_MS);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('is ready, and lacks no right', () => {
      const events = seen?.events.join('\n');
      expect([seen?.ready, seen?.restarts], events).toEqual([true, 0]);
      expect(seen?.verbose).toMatch(/CAP_SYS_PTRACE/);
      expect(seen?.verbose).not.toMatch(/LACKS/);
    });

    it('finds itself, by the name that the API server has for it', () => {
      const names = ({
        namespace,
        pod: of,
        container,
      }: {
        namespace: string;
        pod: string;
        container: string;
      }) => [namespace, of, container].join('/');
      const said = Object.values(seen?.said ?? {});
      expect(said.map(names)).toEqual(Object.values(seen?.is ?? {}).map(names));
      expect(said).toMatchObject([{ pod: 'probe-env-node', container: 'probe-env', verdict: 'ready' }]);
    });
  });
