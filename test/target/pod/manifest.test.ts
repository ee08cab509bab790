import { describe, expect, it } from 'vitest';
import { besideOf, dataOf } from '../../../src/target/pod/manifest/data.ts';
import { ManifestError } from '../../../src/target/pod/manifest/field.ts';
import { Ambiguous, objectsOf, selectContainer } from '../../../src/target/pod/manifest/objects.ts';
import { ceilDivide, ONE, parseQuantity } from '../../../src/target/pod/manifest/quantity.ts';
import { readManifest } from '../../../src/target/pod/manifest/read.ts';

const manifest = (text: string) => objectsOf(readManifest(text, 'web.yaml'), 'web.yaml');

const POD = `spec:
  containers:
    - name: app
      image: a
`;

const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));

describe('where a pod is found', () => {
  it.each([
    ['Pod', POD],
    ['Deployment', `spec:\n  template:\n${indented(POD, 4)}`],
    ['StatefulSet', `spec:\n  template:\n${indented(POD, 4)}`],
    ['DaemonSet', `spec:\n  template:\n${indented(POD, 4)}`],
    ['ReplicaSet', `spec:\n  template:\n${indented(POD, 4)}`],
    ['Job', `spec:\n  template:\n${indented(POD, 4)}`],
    ['CronJob', `spec:\n  jobTemplate:\n    spec:\n      template:\n${indented(POD, 8)}`],
  ])('%s', (kind, rest) => {
    const { workload, name } = selectContainer(
      manifest(`kind: ${kind}\nmetadata: { name: web }\n${rest}`),
      null,
    );
    expect([workload.kind, workload.name, name]).toEqual([kind, 'web', 'app']);
  });

  it('in lists, in several documents, in JSON, and between empty documents', () => {
    const pod = { kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'app' }] } };
    const map = { kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: '1' } };
    const list = JSON.stringify(
      { kind: 'List', items: [map, { kind: 'PodList', items: [pod] }] },
      null,
      '\t',
    );
    expect(selectContainer(manifest(list), null).name).toBe('app');
    const documents = `---\n# helm\n---\n${JSON.stringify(map)}\n---\n\n---\nkind: Pod\nmetadata: {name: web}\n${POD}`;
    const read = manifest(documents);
    expect(selectContainer(read, null).name).toBe('app');
    expect(read.beside.map(({ name }) => name)).toEqual(['c']);
  });

  it('says what else there is where no pod is', () => {
    expect(() =>
      selectContainer(manifest('kind: Service\nmetadata: { name: a }\n---\nkind: Ingress\n'), null),
    ).toThrow('web.yaml: there is no pod in it, nor what makes one; it holds Service, Ingress');
  });
});

describe('which container', () => {
  const two = manifest(`kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      initContainers:
        - { name: setup }
        - { name: proxy, restartPolicy: Always }
      containers:
        - { name: app }
        - { name: log }
      ephemeralContainers:
        - { name: debug }
---
kind: CronJob
metadata: { name: night }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: log }] } } } } }
`);

  it('asks where several fit, and lists them', () => {
    expect(() => selectContainer(two, null)).toThrow(Ambiguous);
    expect(() => selectContainer(two, null)).toThrow('web/app, web/log, night/log');
    expect(() => selectContainer(two, 'log')).toThrow('web/log, night/log');
  });

  it.each([
    ['app', 'container', 'web'],
    ['night/log', 'container', 'night'],
    ['CronJob/night/log', 'container', 'night'],
    ['setup', 'init', 'web'],
    ['proxy', 'sidecar', 'web'],
    ['debug', 'ephemeral', 'web'],
  ])('%s', (wanted, role, pod) => {
    const { role: is, workload } = selectContainer(two, wanted);
    expect([is, workload.name]).toEqual([role, pod]);
  });

  it('names those that are there for one that is not', () => {
    expect(() => selectContainer(two, 'nope')).toThrow(
      /no container is named "nope"; there is web\/setup \(init\), web\/proxy \(sidecar\), web\/app, web\/log/,
    );
  });
});

describe('a mistake is told with its line', () => {
  it.each([
    ['kind: Pod\nspec:\n  containers: {}\n', 'web.yaml:3: spec.containers must be a list'],
    ['kind: Pod\nspec: [\n', /^web\.yaml:2|^web\.yaml:3/],
    ['kind: Pod\n', 'web.yaml:1: spec is missing'],
    ['a: 1\n', 'web.yaml:1: the document has no kind'],
    ['services: {}\n', /^web\.yaml:1: the document is no object .* docker compose: --compose FILE$/],
    ['just text\n', 'web.yaml:1: the document must hold fields'],
    ['kind: Pod\nspec:\n\tcontainers: []\n', /^web\.yaml:3: a tab indents this line/],
    [`kind: Pod\nspec:\n  containers: ${'['.repeat(300)}`, 'is nested too deeply'],
  ])('%j', (text, message) => {
    expect(() => selectContainer(manifest(text), null)).toThrow(ManifestError);
    expect(() => selectContainer(manifest(text), null)).toThrow(message);
  });

  it('a number where text must be', () => {
    const [pod] = readManifest('kind: Pod\nspec:\n  value: 8080\n', 'web.yaml');
    expect(() => pod?.get('spec').get('value').text()).toThrow(
      'web.yaml:3: spec.value must be text, and Kubernetes takes no number for it: write "8080"',
    );
  });

  it.each([
    ['off', 'boolean', 'off'],
    ['1.10', 'number', '1.10'],
    ['0644', 'number', '0644'],
    ['&a yes', 'boolean', 'yes'],
  ])('as it was written: %s', (written, type, meant) => {
    const [pod] = readManifest(`value: ${written}\n`, 'a');
    expect(() => pod?.get('value').text()).toThrow(
      `a:1: value must be text, and Kubernetes takes no ${type} for it: write ${JSON.stringify(meant)}`,
    );
  });
});

describe('YAML as kubectl reads it', () => {
  const values = (text: string) => readManifest(text, 'a')[0]?.value;

  it('1.1, without times and base 60', () => {
    expect(values('a: 0400\nb: 0o400\nc: yes\nd: 1:30\ne: 2020-01-01\nf: 22:22:22\ng: "0400"\n')).toEqual({
      a: 256,
      b: 256,
      c: true,
      d: '1:30',
      e: '2020-01-01',
      f: '22:22:22',
      g: '0400',
    });
  });

  it('anchors, merged mappings, and the last of two equal keys', () => {
    const text = 'x: &x { a: "1", b: "2" }\nw: { <<: *x, b: "3" }\nz: *x\nz: { c: "4" }\n';
    expect(values(text)).toEqual({ x: { a: '1', b: '2' }, w: { a: '1', b: '3' }, z: { c: '4' } });
    const [document] = readManifest(text, 'a');
    expect(document?.get('z').get('c').line).toEqual({ file: 'a', line: 4 });
    expect(document?.get('w').get('b').line).toEqual({ file: 'a', line: 2 });
  });
});

describe('data of ConfigMaps and Secrets', () => {
  const read = manifest(`kind: Pod
metadata: { name: p }
spec: { volumes: [{ configMap: { name: c } }, { secret: { secretName: s } }, { secret: { secretName: bad } }] }
---
kind: ConfigMap
metadata: { name: c }
data: { b: two, a: "1" }
binaryData: { z: AAE= }
---
kind: Secret
metadata: { name: s, namespace: prod }
data:
  k: dgo=
  both: eA==
stringData: { both: other }
---
kind: Secret
metadata: { name: bad }
data:
  k: plain text
`);

  it('is sorted, decoded, and known by its line', () => {
    const map = besideOf(read, 'ConfigMap', 'c', 'any');
    const data = map === null ? new Map() : dataOf(map);
    expect([...data].map(([key, { bytes, isBinary }]) => [key, bytes.toString(), isBinary])).toEqual([
      ['a', '1', false],
      ['b', 'two', false],
      ['z', '\0\u0001', true],
    ]);
  });

  it('of a Secret, whose stringData counts', () => {
    const secret = besideOf(read, 'Secret', 's', 'prod');
    const data = secret === null ? new Map() : dataOf(secret);
    expect([...data].map(([key, { bytes, field }]) => [key, bytes.toString(), field.line.line])).toEqual([
      ['both', 'other', 15],
      ['k', 'v\n', 13],
    ]);
    expect(besideOf(read, 'Secret', 's', 'test')).toBeNull();
  });

  it('refuses what is not base64, and never shows it', () => {
    const secret = besideOf(read, 'Secret', 'bad', null);
    expect(() => secret && dataOf(secret)).toThrow(
      'web.yaml:20: data.k is not base64; plain text belongs into stringData',
    );
  });
});

it('what nothing names is not read, and every line keeps its number', () => {
  const unread = 'kind: ConfigMap\nmetadata: { name: other }\ndata: [\n---\n'.repeat(3);
  const pod =
    'kind: Pod\nmetadata: { name: p }\nspec: { volumes: [{ configMap: { name: c } }], containers: {} }\n';
  const read = readManifest(
    `${unread}${pod}---\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: "1" }\n`,
    'a',
  );
  expect(read.map((document) => document.get('metadata').line.line)).toEqual([14, 18]);
});

describe('amounts', () => {
  it.each([
    ['1500m', 1_500_000_000n],
    ['200Mi', 209_715_200n * ONE],
    ['1G', 1_000_000_000n * ONE],
    ['0.5', 500_000_000n],
    ['.5Ki', 512n * ONE],
    ['1e3', 1000n * ONE],
    ['1E', 10n ** 18n * ONE],
    ['2E3', 2000n * ONE],
    ['1.5e-1', 150_000_000n],
    ['0.0000000001', 1n],
    ['-1', -ONE],
    ['', null],
    ['x', null],
    ['1Q', null],
    ['1 Mi', null],
  ])('%s', (text, amount) => expect(parseQuantity(text)).toBe(amount));

  it('are rounded up', () => expect(ceilDivide(1_500_000_000n, ONE)).toBe(2n));
});
