import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { podContainer } from '../../../src/target/pod/container.ts';
import { NOTHING_GIVEN } from '../../../src/target/pod/given.ts';
import { ManifestError } from '../../../src/target/pod/manifest/field.ts';
import { Ambiguous, objectsOf, selectContainer } from '../../../src/target/pod/manifest/objects.ts';
import { readCompose, readManifest } from '../../../src/target/pod/manifest/read.ts';
import { podImage } from './kubelet.ts';

/** Something of everything. */
const MANIFEST = `kind: Pod
metadata: { name: web, labels: { a: b } }
spec:
  hostname: h
  subdomain: s
  enableServiceLinks: true
  hostNetwork: false
  securityContext: { fsGroup: 2000, runAsUser: 1000, runAsGroup: 1000, supplementalGroups: [1, 2], runAsNonRoot: true }
  initContainers: [{ name: i, volumeMounts: [{ name: e, mountPath: /e }], restartPolicy: Always }]
  resources: { limits: { cpu: 1 } }
  containers:
    - name: app
      command: [sh, -c, $(A)]
      args: [x]
      workingDir: /w
      tty: true
      envFrom: [{ prefix: P_, configMapRef: { name: c, optional: true } }, { secretRef: { name: s } }]
      env:
        - { name: A, value: "1" }
        - { name: B, valueFrom: { configMapKeyRef: { name: c, key: a } } }
        - { name: D, valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } } }
        - { name: E, valueFrom: { resourceFieldRef: { resource: limits.memory, divisor: 1Mi } } }
      resources: { limits: { cpu: 500m, memory: 64Mi }, requests: { cpu: 1m } }
      securityContext: { capabilities: { add: [NET_ADMIN], drop: [ALL] }, privileged: false }
      livenessProbe: { exec: { command: [probe-env] } }
      lifecycle: { preStop: { exec: { command: [sleep, "1"] } } }
      terminationMessagePath: /dev/termination-log
      volumeMounts:
        - { name: e, mountPath: /e, subPathExpr: $(A) }
        - { name: c, mountPath: /c, readOnly: true }
        - { name: p, mountPath: /p, subPath: n }
        - { name: h, mountPath: /h }
        - { name: v, mountPath: /v }
  volumes:
    - { name: e, emptyDir: { medium: Memory } }
    - { name: c, configMap: { name: c, defaultMode: 0400, items: [{ key: a, path: d/a, mode: 0600 }] } }
    - { name: p, projected: { sources: [{ secret: { name: s } }, { downwardAPI: { items: [{ path: n, fieldRef: { fieldPath: metadata.name } }] } }, { serviceAccountToken: { path: t } }] } }
    - { name: h, hostPath: { path: /x, type: Directory } }
    - { name: v, persistentVolumeClaim: { claimName: x } }
---
kind: ConfigMap
metadata: { name: c }
data: { a: "1" }
binaryData: { b: AAE= }
---
kind: Secret
metadata: { name: s }
data: { k: dg== }
---
kind: Service
metadata: { name: db }
spec: { ports: [{ port: 1, name: p }] }
`;

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

function replaced(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item, at) => (at === first ? replaced(item, rest, by) : item));
  const fields = value as Record<string, unknown>;
  return { ...fields, [first]: replaced(fields[first], rest, by) };
}

const documents = MANIFEST.split('---\n').map((text) => parse(text, { version: '1.1' }));
const paths = documents.flatMap((document, at) => pathsOf(document).map((path) => [at, path] as const));
const odd = fc.constantFrom<unknown>(
  null,
  '',
  0,
  -1,
  2 ** 40,
  true,
  'x',
  '$(',
  '../..',
  '/',
  '/etc/passwd',
  [],
  {},
  [null],
  [[]],
  { a: null },
  ['x', 'x'],
  '\0',
  '1Ki',
  1.5,
);

it('any part of a manifest may be anything: it is refused with its line, or told', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...paths), odd), { minLength: 1, maxLength: 3 }),
      (changes) => {
        const changed = changes.reduce<readonly unknown[]>(
          (all, [[at, path], by]) =>
            all.map((document, i) => {
              if (i !== at) return document;
              try {
                return replaced(document, path, by);
              } catch {
                // An earlier change took away what this one is about.
                return document;
              }
            }),
          documents,
        );
        const text = changed.map((document) => stringify(document, { version: '1.1' })).join('---\n');
        try {
          const manifest = objectsOf(readManifest(text, 'a.yaml'), 'a.yaml');
          const selected = selectContainer(manifest, null);
          const is = podContainer(
            { now: () => 0, monotonic: () => 0 },
            manifest,
            selected,
            podImage('busy'),
            NOTHING_GIVEN,
            { kind: 'live' },
          );
          expect(
            JSON.stringify([is.environment, is.identity, is.mounts.length, is.limits, is.host.pod]),
          ).toBeTypeOf('string');
        } catch (error) {
          if (error instanceof Ambiguous) return;
          expect(error).toBeInstanceOf(ManifestError);
          expect((error as Error).message).toMatch(/^a\.yaml(?::\d+)?: /);
        }
      },
    ),
    { numRuns: 500 },
  );
});

it.each(['a: &a [*a]', 'kind: &k { Pod: { a: *k } }', 'a: &a { b: &b [*a, *b] }'])(
  'refuses %s, of which there is no end',
  (text) => {
    expect(() => readManifest(text, 'web.yaml')).toThrow(/^web\.yaml:1: holds itself/);
    expect(() => readCompose(text, 'web.yaml')).toThrow(/^web\.yaml:1: holds itself/);
  },
);

it('takes what several aliases name', () => {
  const text = `x: &x { a: 1 }\nservices: { web: { image: i, labels: *x }, job: { image: i, labels: *x } }`;
  expect(readCompose(text, 'c.yaml')?.get('services').entries().length).toBe(2);
});
