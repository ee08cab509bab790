import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Held } from './hold.ts';
import { writeImages } from './images.ts';
import { kubeletMissing } from './missing.ts';

/*
 * Every manifest of examples/kubernetes under a real kubelet, with a sound image and with a broken one: no healthy
 * container is restarted, refused or taken out of rotation, a broken one is. It is about time, and needs a kubelet
 * (PROBE_ENV_KUBELET: a folder as start.sh wants it), so that it is no part of the other suites: npm run test:kubelet.
 */

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLES = join(ROOT, 'examples/kubernetes');
const MANIFESTS = readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml'));
const HOLD_S = Number(process.env.PROBE_ENV_HOLD_SECONDS ?? 120);
const SETUP_MS = 1_200_000;

interface Manifest {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly containers: readonly object[] };
}

/** The example as it stands, on the one node there is and with an image that is there. */
function pod(file: string, image: 'sound' | 'broken'): Manifest {
  const manifest = parse(readFileSync(join(EXAMPLES, file), 'utf8')) as Manifest;
  const containers = manifest.spec.containers.map((container) => ({
    ...container,
    image: `localhost/${image}:1`,
    imagePullPolicy: 'Never',
  }));
  const spec = { ...manifest.spec, containers, nodeName: 'bench', automountServiceAccountToken: false };
  return { ...manifest, metadata: { ...manifest.metadata, name: nameOf(file, image) }, spec };
}

function nameOf(file: string, image: string): string {
  return `${image}-${file.replace('.yaml', '')}`;
}

const reason = kubeletMissing();

// Not as real tools are: no machine has to have a kubelet.
if (reason !== null) it('manifests under a kubelet', (context) => context.skip(reason));
else
  describe('manifests under a kubelet', () => {
    const folder = mkdtempSync(join(tmpdir(), 'probe-env-kubelet-'));
    let held: readonly Held[] = [];
    beforeAll(async () => {
      writeImages(folder);
      const pods = MANIFESTS.flatMap((file) => [pod(file, 'sound'), pod(file, 'broken')]);
      writeFileSync(join(folder, 'pods.json'), JSON.stringify(pods));
      const result = join(folder, 'result.json');
      const driver = [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'hold.ts')];
      await execa(
        join(import.meta.dirname, 'start.sh'),
        [process.env.PROBE_ENV_KUBELET ?? '', ...driver, join(folder, 'pods.json'), result, String(HOLD_S)],
        { cwd: ROOT, env: { PROBE_ENV_IMAGES: folder }, stdio: ['ignore', 'inherit', 'inherit'] },
      );
      held = JSON.parse(readFileSync(result, 'utf8'));
      console.table(held.map(({ events: _, ...row }) => row));
    }, SETUP_MS);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const of = (file: string, image: string) => held.find(({ name }) => name === nameOf(file, image));

    it.each(MANIFESTS)('%s leaves a healthy container in peace', (file) => {
      const { readyAfter, lost, restarts, events } = of(file, 'sound') ?? { events: [] };
      expect(readyAfter, events.join('\n')).not.toBeNull();
      expect({ lost, restarts }, events.join('\n')).toEqual({ lost: 0, restarts: 0 });
    });

    it.each(MANIFESTS)('%s lets a broken one never be ready', (file) => {
      const broken = of(file, 'broken');
      const preflight = readFileSync(join(EXAMPLES, file), 'utf8').includes('probe-env, run');
      expect(broken?.events.join('\n')).toMatch(preflight ? /BackOff/ : /Startup probe failed: NOT READY/);
      if (preflight) expect(broken?.lastExit).toBe(125);
      else expect(broken?.readyAfter).toBeNull();
    });
  });
