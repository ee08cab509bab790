import { describe, expect, it } from 'vitest';
import { fileOf } from '../../../src/target/describe/files.ts';
import { podContainer } from '../../../src/target/pod/container.ts';
import { NOTHING_GIVEN } from '../../../src/target/pod/given.ts';
import { objectsOf, selectContainer } from '../../../src/target/pod/manifest/objects.ts';
import { readManifest } from '../../../src/target/pod/manifest/read.ts';
import { podImage } from './kubelet.ts';

/* What a real kubelet made of pods that were thought of to find the model wrong. */

function made(spec: string, container: string, image = 'busy') {
  const text = `kind: Pod
metadata: { name: web }
spec:
  automountServiceAccountToken: false
${spec}
  containers:
    - { name: app, ${container} }
---
kind: ConfigMap
metadata: { name: c }
data: { a.txt: A, b: B }
`;
  const manifest = objectsOf(readManifest(text, 'a.yaml'), 'a.yaml');
  const selected = selectContainer(manifest, 'app');
  const target = { kind: 'live' } as const;
  const operator = { now: () => 0, monotonic: () => 0 };
  return podContainer(operator, manifest, selected, podImage(image), NOTHING_GIVEN, target);
}

const look = (is: ReturnType<typeof made>, path: string) => {
  const { type, mode, uid, gid, target } = fileOf(is.host, path);
  return [type, mode, uid, gid, target].join(' ');
};
const CONFIG =
  '  volumes: [{ name: v, configMap: { name: c, items: [{ key: a.txt, path: d/e/a, mode: 0600 }] } }]';
const EMPTY = '  volumes: [{ name: v, emptyDir: {} }]';
const FS = '  securityContext: { fsGroup: 2000, runAsUser: 12345 }';

describe('volumes', () => {
  it('items lie in directories, behind one link', () => {
    const is = made(`${CONFIG}\n${FS}`, 'volumeMounts: [{ name: v, mountPath: /data }]');
    expect(look(is, '/data')).toBe('directory 2777 0 2000 ');
    expect(look(is, '/data/d')).toBe('symlink 0777 0 0 ..data/d');
    expect(look(is, '/data/..data/d/e')).toBe('directory 2755 0 2000 ');
    expect(look(is, '/data/..data/d/e/a')).toBe('file 0640 0 2000 ');
  });

  it('a missing subPath is made with the mode of the volume, in every mount of it', () => {
    const is = made(
      `${EMPTY}\n${FS}`,
      'volumeMounts: [{ name: v, mountPath: /a }, { name: v, mountPath: /b, subPath: s/t }]',
    );
    expect(look(is, '/b')).toBe('directory 2777 0 2000 ');
    expect(look(is, '/a/s')).toBe('directory 2755 0 2000 ');
    expect(look(is, '/a/s/t')).toBe('directory 2777 0 2000 ');
  });

  it('a place for another volume is made in a ConfigMap, and cannot take a file', () => {
    const nested = (more: string) =>
      made(
        '  volumes: [{ name: v, configMap: { name: c } }, { name: w, emptyDir: {} }, { name: x, configMap: { name: c } }]',
        `volumeMounts: [{ name: v, mountPath: /cfg }, ${more}]`,
      );
    expect(nested('{ name: w, mountPath: /cfg/sub/deep }').starts).toBe(true);
    expect(nested('{ name: x, mountPath: /cfg/x, subPath: b }').starts).toBe(false);
  });
});

describe('what does not start', () => {
  it.each([
    [
      'a directory that is to be made in a ConfigMap',
      CONFIG,
      'workingDir: /data/new, volumeMounts: [{ name: v, mountPath: /data }]',
      'StartError',
    ],
    [
      'a group of the pod without a user',
      '  securityContext: { runAsGroup: 3000 }',
      'tty: false',
      'FailedCreatePodSandBox',
    ],
    ['a volume over the programs', EMPTY, 'volumeMounts: [{ name: v, mountPath: /bin }]', 'StartError'],
    [
      'a divisor that is none',
      '',
      'env: [{ name: A, valueFrom: { resourceFieldRef: { resource: limits.cpu, divisor: 100m } } }]',
      'Invalid',
    ],
  ])('%s', (_, spec, container, reason) => {
    const is = made(spec, container);
    expect([is.starts, is.troubles[0]?.reason]).toEqual([false, reason]);
  });
});

it('a terminal has its mount, memory is counted in pages, and the node may share its memory', () => {
  const is = made('  hostIPC: true', 'tty: true, resources: { limits: { memory: "1e8" } }');
  expect(is.mounts.at(-1)?.place).toBe('/dev/console');
  expect(is.environment.find(({ name }) => name === 'TERM')?.value).toEqual({ known: true, value: 'xterm' });
  expect(is.limits.memoryBytes).toBe(99_999_744);
  expect(fileOf(is.host, '/dev/shm/x').error).toBe('NOT_KNOWN');
});
