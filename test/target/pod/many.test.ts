import { expect, it } from 'vitest';
import { podContainer } from '../../../src/target/pod/container.ts';
import { NOTHING_GIVEN } from '../../../src/target/pod/given.ts';
import { objectsOf, selectContainer } from '../../../src/target/pod/manifest/objects.ts';
import { readManifest } from '../../../src/target/pod/manifest/read.ts';
import { mountTable } from '../../../src/target/pod/volumes/mount-table.ts';
import { cpuNow } from '../../support/system/effort.ts';
import { podImage } from './kubelet.ts';

const POD = 'kind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n  - name: app\n    image: x\n';
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('');

/** What the kubelet makes of it, and milliseconds of CPU. */
function made(text: string) {
  const started = cpuNow();
  const manifest = objectsOf(readManifest(text, 'web.yaml'), 'web.yaml');
  const selected = selectContainer(manifest, null);
  const clock = { now: () => 0, monotonic: () => 0 };
  const container = podContainer(clock, manifest, selected, podImage('busy'), NOTHING_GIVEN, {
    kind: 'live',
  });
  return { container, cpuMs: cpuNow() - started };
}

it('takes 10 000 variables in a time that grows with their number', () => {
  const env = lines(10_000, (i) => `    - { name: A${i}, value: "${i}" }\n`);
  expect(made(`${POD}    env:\n${env}`).cpuMs).toBeLessThan(8000);
});

it('takes 3000 volumes in a time that grows with their number', () => {
  const mounts = lines(3000, (i) => `    - { name: v${i}, mountPath: /m${i} }\n`);
  const volumes = lines(3000, (i) => `  - { name: v${i}, emptyDir: {} }\n`);
  expect(made(`${POD}    volumeMounts:\n${mounts}  volumes:\n${volumes}`).cpuMs).toBeLessThan(8000);
});

it('refuses variables that double each other, by their line', () => {
  const env = lines(40, (i) => `    - { name: A${i + 1}, value: "$(A${i})$(A${i})" }\n`);
  const text = `${POD}    env:\n    - { name: A0, value: aaaaaaaa }\n${env}`;
  expect(() => made(text)).toThrow(
    /^web\.yaml:2\d: spec\.containers\[0\]\.env\[\d+\]\.value is longer than 1 MiB/,
  );
});

it('reads a Secret of 8 MB', () => {
  const secret = `---\nkind: Secret\nmetadata: { name: s }\ndata:\n  a: ${'QUJD'.repeat(2_000_000)}\n`;
  const text = `${POD}    envFrom: [{ secretRef: { name: s } }]\n${secret}`;
  expect(made(text).container).toBeDefined();
});

it('puts each mount on the last one above it', () => {
  const places = ['/a', '/a/b', '/ab', '/a', '/a/b/c', '/a/b', '/a/b/c/d'];
  const at = { file: 'web.yaml', line: 1 };
  const asked = { type: 'emptyDir', readOnly: false, source: 's', directory: '/', node: null, is: null, at };
  const mounted = places.map((place) => ({ ...asked, path: place, place, hides: null }));
  const table = mountTable(mounted, false);
  const parents = table.slice(1).map(({ parent }) => parent);
  // The root is 1, the first of the list 2.
  expect(parents).toEqual([1, 2, 1, 1, 5, 5, 7]);
});
