import { numbered, repeated } from '../growth/families.ts';
import { makePkcs12 } from '../support/files/ca-files.ts';
import type { Content, Input } from './run.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** A megabyte of lines at a time, `bytes` in all. */
function* flood(line: string, bytes: number): Iterable<string> {
  const piece = repeated(line)(MIB);
  for (let left = bytes; left > 0; left -= MIB) yield left < MIB ? piece.slice(0, left) : piece;
}

const lines = (count: number, line: (i: number) => string) => () =>
  Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');

/** Nothing was found that keeps it from starting, or it was not known in time. */
const ANSWERED = [0, 1];
/** The file is refused. */
const REFUSED = [66];

const compose = (
  family: string,
  text: () => Content,
  codes: readonly number[] = [...ANSWERED, ...REFUSED],
): Input => ({
  ...{ reader: '--compose', family, codes },
  words: ['--compose', 'compose.yaml', '--service', 'app'],
  files: { 'compose.yaml': text },
});
const SERVICE = 'services:\n  app:\n    image: a\n';

const pod = (
  family: string,
  text: () => Content,
  codes: readonly number[] = [...ANSWERED, ...REFUSED],
): Input => ({
  ...{ reader: '--pod', family, codes },
  words: ['--pod', 'pod.yaml', '--container', 'app'],
  files: { 'pod.yaml': text },
});
const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - name: app\n      image: a\n';

const policy = (family: string, text: () => Content): Input => ({
  ...{ reader: 'policy', family, codes: [78] },
  words: ['--config', 'policy.yaml'],
  files: { 'policy.yaml': text },
});

const HEAD =
  '{"tool":{"name":"probe-env"},"schemaVersion":1,"startedAt":"2026-01-01T00:00:00.000Z","probes":[';

/** One probe whose findings are these. */
const baseline = (family: string, findings: () => string): Input => ({
  ...{ reader: '--baseline', family, codes: [...ANSWERED, 64] },
  words: ['--baseline', 'b.json', '--umask', '0077'],
  files: { 'b.json': () => `${HEAD}{"name":"umask","status":"fail","findings":[${findings()}]}]}` },
});
const finding = (evidence: string, message = 'm') =>
  `{"rule":"umask/unexpected","severity":"error","message":"${message}","evidence":${evidence}}`;
const list = (count: number, item: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(',');

const image = (
  family: string,
  archive: () => Content,
  codes: readonly number[] = [...ANSWERED, ...REFUSED],
): Input => ({
  ...{ reader: '--image', family, codes },
  words: ['--image', 'app.tar'],
  files: { 'app.tar': archive },
});

const check = (reader: string, family: string, rest: Omit<Partial<Input>, 'reader' | 'family'>): Input => ({
  reader,
  family,
  words: [],
  codes: ANSWERED,
  ...rest,
});

const go = (
  reader: string,
  family: string,
  files: NonNullable<Input['files']>,
  env: NonNullable<Input['env']> = {},
): Input => check(reader, family, { files, env, words: ['--profile', 'build'] });
const MODULE = 'module corp.example/a\n\ngo 1.24\n';

/** Nothing is wrong with it, nor large: what everything is measured by. */
export const HEALTHY: Input = check('start', 'a healthy one', { files: { 'go.mod': () => MODULE } });

export const INPUTS: readonly Input[] = [
  compose(
    '20 000 bind volumes',
    () => `${SERVICE}    volumes:\n${lines(20_000, (i) => `      - /h${i}:/c${i}`)()}`,
  ),
  compose(
    '20 000 named volumes',
    () =>
      `${SERVICE}    volumes:\n${lines(20_000, (i) => `      - v${i}:/c${i}`)()}volumes:\n${lines(20_000, (i) => `  v${i}:`)()}`,
  ),
  compose(
    '20 000 volumes one below the other',
    () => `${SERVICE}    volumes:\n${lines(2_000, (i) => `      - /h${i}:/c${'/c'.repeat(i)}`)()}`,
  ),
  compose(
    '50 000 variables',
    () => `${SERVICE}    environment:\n${lines(50_000, (i) => `      V${i}: a`)()}`,
  ),
  compose('50 000 services', () => `${SERVICE}${lines(50_000, (i) => `  s${i}: { image: a }`)()}`),
  compose(
    'a chain of 5 000 extends',
    () =>
      `services:\n  app: { extends: { service: s0 } }\n${lines(5_000, (i) => `  s${i}: { image: a, extends: { service: s${i + 1} } }`)()}  s5000: { image: a }\n`,
  ),
  compose(
    '20 000 ports',
    () => `${SERVICE}    ports:\n${lines(20_000, (i) => `      - "${i + 1}:${i + 1}"`)()}`,
  ),
  compose('a range of ports', () => `${SERVICE}    ports: ["1-65535:1-65535"]\n    expose: ["1-65535"]\n`),
  compose('50 000 env_files', () => `${SERVICE}    env_file:\n${lines(50_000, (i) => `      - f${i}`)()}`),
  compose(
    '20 000 secrets',
    () =>
      `${SERVICE}    secrets:\n${lines(20_000, (i) => `      - s${i}`)()}secrets:\n${lines(20_000, (i) => `  s${i}: { file: ./s }`)()}`,
  ),
  compose('20 000 tmpfs', () => `${SERVICE}    tmpfs:\n${lines(20_000, (i) => `      - /t${i}`)()}`),
  compose(
    '20 000 hosts',
    () => `${SERVICE}    extra_hosts:\n${lines(20_000, (i) => `      - "h${i}:10.0.0.1"`)()}`,
  ),
  compose(
    'anchors, each twice the last',
    () =>
      `x0: &x0 [a, a]\n${lines(60, (i) => `x${i + 1}: &x${i + 1} [*x${i}, *x${i}]`)()}${SERVICE}    command: *x60\n`,
  ),
  compose(
    'merge keys, each twice the last',
    () =>
      `x0: &x0 { a: 1 }\n${lines(40, (i) => `x${i + 1}: &x${i + 1} { <<: [*x${i}, *x${i}] }`)()}${SERVICE}    environment: *x40\n`,
  ),
  compose('120 000 mistakes', () => 'a: [}\n'.repeat(120_000), REFUSED),
  compose('60 MiB of one line', () => flood('a', 60 * MIB), REFUSED),
  compose('65 MiB of comments', () => flood('# a\n', 65 * MIB), REFUSED),
  compose('3 MiB of a list', () => `x:\n${'- a\n'.repeat(750_000)}${SERVICE}`),
  compose('a million dollars', () => `${SERVICE}    command: "${'$$'.repeat(500_000)}"\n`),
  compose('braces that nest', () => `${SERVICE}    command: "${'${A:-'.repeat(40)}${'}'.repeat(40)}"\n`),
  compose('a .env of 16 MiB', () => SERVICE),

  pod(
    'a JSON of 10 MiB',
    () =>
      `{"apiVersion":"v1","kind":"List","items":[${Array.from({ length: 40_000 }, (_, i) => `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p${i}","labels":{"a":"b","c":"d"}},"spec":{"containers":[{"name":"c${i}","image":"a","env":[{"name":"A","value":"b"}],"ports":[{"containerPort":80}]}]}}`).join(',')},${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'q' }, spec: { containers: [{ name: 'app', image: 'a' }] } })}]}`,
  ),
  pod('40 MiB of JSON', () => flood('[{"a":"b"},', 40 * MIB), REFUSED),
  pod(
    '50 000 pods',
    () =>
      `${lines(50_000, (i) => `---\napiVersion: v1\nkind: Pod\nmetadata: { name: p${i} }\nspec: { containers: [{ name: app${i}, image: a }] }`)()}---\n${POD}`,
  ),
  pod(
    '50 000 config maps that are named',
    () =>
      `${POD}      envFrom:\n${lines(5_000, (i) => `        - configMapRef: { name: m${i} }`)()}${lines(5_000, (i) => `---\nkind: ConfigMap\nmetadata: { name: m${i} }\ndata: { a: b }`)()}`,
  ),
  pod(
    '10 000 services',
    () =>
      `${POD}${lines(10_000, (i) => `---\nkind: Service\nmetadata: { name: s${i} }\nspec: { clusterIP: 10.0.0.1, ports: [{ port: 80 }] }`)()}`,
  ),
  pod(
    '20 000 volumes',
    () =>
      `${POD}      volumeMounts:\n${lines(20_000, (i) => `        - { name: v${i}, mountPath: /m${i} }`)()}  volumes:\n${lines(20_000, (i) => `    - { name: v${i}, emptyDir: {} }`)()}`,
  ),
  pod(
    'mounts one below the other',
    () =>
      `${POD}      volumeMounts:\n${lines(1_500, (i) => `        - { name: v, mountPath: /m${'/m'.repeat(i)} }`)()}  volumes: [{ name: v, emptyDir: {} }]\n`,
  ),
  pod(
    '20 000 variables that name each other',
    () => `${POD}      env:\n${lines(20_000, (i) => `        - { name: V${i}, value: "$(V${i - 1})a" }`)()}`,
  ),
  pod(
    'variables, each twice the last',
    () =>
      `${POD}      env:\n        - { name: V0, value: aaaaaaaaaa }\n${lines(60, (i) => `        - { name: V${i + 1}, value: "$(V${i})$(V${i})" }`)()}`,
  ),
  pod('20 000 containers', () => `${POD}${lines(20_000, (i) => `    - { name: c${i}, image: a }`)()}`),
  pod(
    '20 000 ports',
    () => `${POD}      ports:\n${lines(20_000, (i) => `        - { containerPort: ${i + 1} }`)()}`,
  ),
  pod(
    '20 000 hostAliases',
    () => `${POD}  hostAliases:\n${lines(20_000, (i) => `    - { ip: 10.0.0.1, hostnames: [h${i}] }`)()}`,
  ),
  pod(
    '8 000 search domains',
    () =>
      `${POD}  dnsPolicy: None\n  dnsConfig:\n    nameservers: [10.0.0.1]\n    searches:\n${lines(8_000, (i) => `      - d${i}.example`)()}`,
  ),
  pod(
    'anchors, each twice the last',
    () =>
      `x0: &x0 [a, a]\n${lines(60, (i) => `x${i + 1}: &x${i + 1} [*x${i}, *x${i}]`)()}${POD}      command: *x60\n`,
  ),
  pod('15 MiB of a list', () => `${POD}      command:\n${'      - a\n'.repeat(1_500_000)}`),
  pod('openings', () => '['.repeat(100_000), REFUSED),
  pod('JSON that nests', () => '{"a":'.repeat(100_000), REFUSED),
  pod('120 000 mistakes', () => 'a: [}\n'.repeat(120_000), REFUSED),
  pod('a million document marks', () => '---\n'.repeat(1_000_000), REFUSED),
  pod('60 MiB of one line', () => flood('a', 60 * MIB), REFUSED),
  {
    ...pod('20 MiB of comments on stdin', () => ''),
    words: ['--pod', '-', '--container', 'app'],
    stdin: () => flood('# a\n', 20 * MIB),
    codes: REFUSED,
  },

  policy('120 000 mistakes', () => 'a: [}\n'.repeat(40_000)),
  policy('keys that are none, all different', () => numbered((i) => `k${i}: v\n`)(255 * KIB)),
  policy(
    'paths that are none',
    () => `permissions:\n  paths:\n${numbered((i) => `    - { path: a${i} }\n`)(200 * KIB)}`,
  ),
  policy('tabs', () => '\ta\n'.repeat(80_000)),
  policy('keys that are there twice', () => 'a: b\n'.repeat(50_000)),
  policy(
    'anchors, each twice the last',
    () => `x0: &x0 [a, a]\n${lines(60, (i) => `x${i + 1}: &x${i + 1} [*x${i}, *x${i}]`)()}`,
  ),
  policy('aliases that nobody knows', () => `a: [${'*b, '.repeat(60_000)}]\n`),
  policy('quotes that never end', () => "- '\n".repeat(60_000)),
  policy('tags', () => '- !a b\n'.repeat(35_000)),
  policy('100 MiB', () => flood('# a\n', 100 * MIB)),
  {
    ...policy(
      '8 000 clusterNetworks',
      () => `proxy:\n  clusterNetworks:\n${lines(8_000, (i) => `    - 10.${i >> 8}.${i & 255}.0/24`)()}`,
    ),
    codes: [0, 1, 78],
  },
  {
    ...policy(
      '8 000 modules',
      () => `goEnv:\n  privateModules:\n${lines(8_000, (i) => `    - corp.example/a${i}`)()}`,
    ),
    codes: [0, 1, 78],
  },
  {
    ...policy(
      '6 000 paths',
      () => `permissions:\n  paths:\n${lines(6_000, (i) => `    - { path: /p${i}, need: [read] }`)()}`,
    ),
    codes: [0, 1, 78],
  },
  { ...policy('the same, printed', () => 'a: [}\n'.repeat(40_000)), words: ['policy', 'policy.yaml'] },

  image('no archive: 200 MiB of zeros', () => flood('\0', 200 * MIB), REFUSED),
  image('no archive: 200 MiB of letters', () => flood('a', 200 * MIB), REFUSED),
  image('200 000 empty parts', () =>
    tar(function* () {
      for (let i = 0; i < 200_000; i++) yield [`p${i}`, ''];
    }),
  ),
  image('200 000 links to each other', () =>
    tar(function* () {
      for (let i = 0; i < 90_000; i++) yield [`p${i}`, '', `p${i + 1}`];
    }),
  ),
  image('one layer, 100 000 times', () => docker({ layers: 100_000, names: 1 })),
  image('100 000 names', () => docker({ layers: 1, names: 100_000 })),
  image('100 000 images', () =>
    tar(function* () {
      yield [
        'manifest.json',
        `[${'{"Config":"c.json","RepoTags":["a:b"],"Layers":[]},'.repeat(99_999)}{"Config":"c.json","RepoTags":["a:b"],"Layers":[]}]`,
      ];
      yield ['c.json', '{}'];
    }),
  ),
  image('a manifest of 15 MiB that nests', () =>
    tar(function* () {
      yield ['manifest.json', '['.repeat(15 * MIB)];
    }),
  ),
  image('a configuration of 15 MiB', () =>
    docker({ layers: 1, names: 1, config: { Env: Array.from({ length: 400_000 }, (_, i) => `V${i}=a`) } }),
  ),
  image('a layer of 200 000 files', () =>
    docker({
      layers: 1,
      names: 1,
      layer: () =>
        tarBytes(function* () {
          for (let i = 0; i < 200_000; i++) yield [`d${i % 100}/f${i}`, ''];
        }),
    }),
  ),
  image('a layer of one file below 2 000 folders', () =>
    docker({
      layers: 1,
      names: 1,
      layer: () =>
        tarBytes(function* () {
          for (let i = 0; i < 40_000; i++) yield [`${'d/'.repeat(45)}f${i}`, ''];
        }),
    }),
  ),
  image('a layer of links', () =>
    docker({
      layers: 1,
      names: 1,
      layer: () =>
        tarBytes(function* () {
          for (let i = 0; i < 100_000; i++) yield [`l${i}`, '', `l${i + 1}`];
        }),
    }),
  ),

  check('--env-from', 'a file of 100 MiB', {
    words: ['route', '--env-from', 'app.env', 'corp.example/a'],
    files: { 'app.env': () => flood('A=b\n', 100 * MIB) },
    codes: [64],
  }),
  check('--env-from', '60 000 variables', {
    words: ['route', '--env-from', 'app.env', 'corp.example/a'],
    files: { 'app.env': lines(60_000, (i) => `V${i}=aaaaa`) },
  }),
  check('--env-from', 'names alone', {
    words: ['route', '--env-from', 'app.env', 'corp.example/a'],
    files: { 'app.env': lines(120_000, (i) => `V${i}`) },
  }),
  check('--label', '30 000 times', {
    words: Array.from({ length: 30_000 }, (_, i) => ['--label', `l${i}=a`]).flat(),
    codes: [...ANSWERED, 64],
  }),
  check('--label', '100 000 in one variable', {
    env: { PROBE_ENV_LABEL: Array.from({ length: 13_000 }, (_, i) => `l${i}=a`).join(',') },
    codes: [...ANSWERED, 64],
  }),
  check('--env', '60 000 times', {
    words: [
      'route',
      ...Array.from({ length: 30_000 }, (_, i) => ['--env', `V${i}=a`]).flat(),
      'corp.example/a',
    ],
    codes: [64],
  }),
  check('route', '2 000 modules', {
    words: ['route', ...Array.from({ length: 2_000 }, (_, i) => `corp.example/a${i}`)],
    codes: [0, 1, 66],
  }),
  check('route', 'a go.mod of 100 000 modules', {
    words: ['route'],
    codes: [0, 1, 66],
    files: {
      'go.mod': () => `${MODULE}require (\n${lines(100_000, (i) => `corp.example/a${i} v1.0.0`)()})\n`,
    },
  }),
  check('argv', '2 MiB of one letter', {
    words: Array.from({ length: 16 }, () => 'a'.repeat(120 * KIB)),
    codes: [64],
  }),
  check('argv', '200 000 words', { words: Array.from({ length: 150_000 }, () => '-v'), codes: [64] }),
  check('argv', '100 000 options that are none', {
    words: Array.from({ length: 100_000 }, (_, i) => `--a${i}`),
    codes: [64],
  }),
  check('environment', '60 variables of 30 KiB', {
    env: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`V${i}`, 'a'.repeat(30 * KIB)])),
  }),
  check('environment', '10 000 variables', {
    env: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`V${i}`, 'a'])),
  }),
  check('environment', 'PROBE_ENV_ names that are none', {
    env: Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`PROBE_ENV_A${i}`, 'a'])),
    codes: [...ANSWERED, 64],
  }),
  check('PATH', '40 000 entries', {
    env: { PATH: `${Array.from({ length: 15_000 }, (_, i) => `/x${i}`).join(':')}` },
  }),

  check('explain', '50 MiB on stdin', {
    words: ['explain', '-'],
    stdin: () => flood('connection refused\n', 50 * MIB),
    codes: [0, 64],
  }),
  check('explain', '50 MiB of one letter, in JSON', {
    words: ['explain', '-', '-f', 'json'],
    stdin: () => flood('a', 50 * MIB),
    codes: [0, 64],
  }),
  check('explain', 'a word of 120 KiB', { words: ['explain', 'a/ '.repeat(40 * KIB)], codes: [0, 64] }),
  check('--baseline', '60 MiB of openings', {
    words: ['--baseline', 'b.json'],
    files: { 'b.json': () => flood('[', 60 * MIB) },
    codes: [64],
  }),
  check('--baseline', '3 MiB of openings', {
    words: ['--baseline', 'b.json'],
    files: { 'b.json': () => '['.repeat(3 * MIB) },
    codes: [64],
  }),
  baseline('150 000 findings that are alike', () => list(150_000, () => finding('{"actual":"0022"}'))),
  baseline('100 000 findings that differ', () => list(100_000, (i) => finding(`{"path":"/a${i}"}`))),
  baseline('evidence of 500 000 keys', () => finding(`{${list(500_000, (i) => `"a${i}":1`)}}`)),
  baseline('evidence of 500 000 paths', () => finding(`{"list":[${list(500_000, (i) => `"/a${i}"`)}]}`)),
  baseline('a message of what looks like passwords', () => finding('{}', 'token=a '.repeat(1_500_000))),

  check('caCerts.required', '200 stores, each of a million rounds', {
    words: ['--config', 'policy.json', '--only', 'ca-certs'],
    files: {
      'policy.json': () =>
        JSON.stringify({
          caCerts: {
            required: Array.from({ length: 200 }, (_, i) => ({
              file: `/proc/self/cwd/s${i}.p12`,
              passwordFile: '/proc/self/cwd/p',
            })),
          },
        }),
      p: () => 'changeit',
      ...Object.fromEntries(
        Array.from({ length: 200 }, (_, i) => [`s${i}.p12`, () => makePkcs12([], { iterations: 1_000_000 })]),
      ),
    },
  }),

  check('mountinfo', '100 000 lines', {
    over: {
      '/proc/self/mountinfo': lines(
        100_000,
        (i) => `${i + 30} 29 0:${i} / /m${i} rw,relatime - tmpfs tmpfs rw`,
      ),
    },
  }),
  check('mountinfo', '100 000 NFS mounts', {
    over: {
      '/proc/self/mountinfo': lines(100_000, (i) => `${i + 30} 29 0:${i} / /m${i} rw,relatime - nfs h:/e rw`),
    },
  }),
  check('mountinfo', '20 000 mounts one on the other', {
    over: {
      '/proc/self/mountinfo': lines(
        20_000,
        (i) => `${i + 30} ${i + 29} 0:${i} / /m rw,relatime - nfs h:/e rw`,
      ),
    },
  }),
  check('/proc/net/tcp', '500 000 lines', { over: { '/proc/self/net/tcp': sockets(500_000) } }),
  check('/proc/net/tcp6', '200 000 listeners', {
    over: { '/proc/self/net/tcp': sockets(200_000, '0A') },
    words: ['--only', 'listeners'],
  }),
  check('/etc/passwd', '1 000 000 lines', { over: { '/etc/passwd': () => accounts(1_000_000) } }),
  check('/etc/passwd', '200 000 lines', { over: { '/etc/passwd': () => accounts(200_000) } }),
  check('/etc/group', 'one group of 9 MiB', {
    over: { '/etc/group': () => `g:x:1:${numbered((i) => `u${i},`)(9 * MIB)}\n` },
  }),
  check('/etc/hosts', '100 MiB', { over: { '/etc/hosts': () => flood('127.0.0.1 localhost\n', 100 * MIB) } }),
  check('/etc/hosts', '15 MiB', {
    over: { '/etc/hosts': () => flood('127.0.0.1 localhost a b c\n', 15 * MIB) },
  }),
  check('/etc/resolv.conf', '100 MiB', {
    over: { '/etc/resolv.conf': () => flood('nameserver 127.0.0.1\n', 100 * MIB) },
  }),
  check('/etc/resolv.conf', '15 MiB of search', {
    over: { '/etc/resolv.conf': () => `search ${numbered((i) => `d${i} `)(15 * MIB)}\n` },
  }),
  check('/etc/nsswitch.conf', '15 MiB', {
    over: { '/etc/nsswitch.conf': () => flood('hosts: files [a=b] dns\n', 15 * MIB) },
  }),
  check('/etc/ld.so.cache', '8 MiB of letters', {
    over: { '/etc/ld.so.cache': () => flood('a', 7 * MIB) },
    words: ['run', '--only', 'app', '--', '/bin/true'],
    codes: [0, 125],
  }),
  check('/etc/os-release', '15 MiB', { over: { '/etc/os-release': () => flood('ID=debian\n', 15 * MIB) } }),

  go('go.sum', '500 MiB', {
    'go.mod': () => MODULE,
    'go.sum': () =>
      flood('corp.example/a v1.0.0 h1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=\n', 500 * MIB),
  }),
  go('go.sum', '3 MiB', {
    'go.mod': () => MODULE,
    'go.sum': () => flood('corp.example/a v1.0.0 h1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=\n', 3 * MIB),
  }),
  go('go.work', '50 000 use lines', {
    'go.work': () => `go 1.24\n\nuse (\n${lines(50_000, (i) => `\t./m${i}`)()})\n`,
  }),
  go('go.work', '5 000 modules that are there', {
    'go.work': () => `go 1.24\n\nuse (\n${lines(5_000, (i) => `\t./m${i % 500}`)()})\n`,
    ...Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`m${i}/go.mod`, () => `module corp.example/m${i}\n\ngo 1.24\n`]),
    ),
  }),
  go('go.mod', '100 000 requirements and a module cache', {
    'go.mod': () => `${MODULE}require (\n${lines(100_000, (i) => `corp.example/a${i} v1.0.0`)()})\n`,
  }),
  go('vendor/modules.txt', '200 MiB', {
    'go.mod': () => MODULE,
    'vendor/modules.txt': () => flood('# corp.example/a v1.0.0\n', 200 * MIB),
  }),
  go('vendor/modules.txt', '3 MiB', {
    'go.mod': () => MODULE,
    'vendor/modules.txt': lines(100_000, (i) => `# corp.example/a${i} v1.0.0`),
  }),
  go('GOENV', '15 MiB', { goenv: lines(800_000, (i) => `GOPRIVATE=a${i}`) }, { GOENV: '$/goenv' }),
  check('.netrc', '15 MiB', {
    files: { '.netrc': lines(300_000, (i) => `machine h${i} login a password b`) },
    words: ['route', 'corp.example/a'],
    env: { GOAUTH: 'netrc' },
  }),

  check('zone data', '15 MiB of zeros', {
    files: { zone: () => flood('\0', 15 * MIB) },
    env: { TZ: ':$/zone'.replace('$', '') },
  }),
  check('zone data', 'a file of transitions', {
    files: { zone: () => tzif(150_000) },
    env: { TZDIR: '$', TZ: 'zone' },
  }),
  check('zone data', 'counts that are absurd', {
    files: { zone: () => tzif(10, 0xffffffff) },
    env: { TZDIR: '$', TZ: 'zone' },
  }),
  check('zone data', 'a 44th byte that is missing', {
    files: { zone: () => tzif(10).subarray(0, 43) },
    env: { TZDIR: '$', TZ: 'zone' },
  }),

  check('programs', 'a script that calls the next, 1 000 times', {
    files: Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`s${i}`, () => `#!/tmp/s${i + 1}\n`])),
    words: ['run', '--only', 'app', '--', '$/s0'],
    codes: [125, 126],
  }),
  check('programs', 'a first line of 15 MiB', {
    files: { app: () => `#!${'a'.repeat(15 * MIB)}` },
    words: ['run', '--only', 'app', '--', '$/app'],
    codes: [125, 126],
  }),
  check('programs', 'ELF with 65 535 sections and segments', {
    files: { app: () => elf({ segments: 65_535, sections: 65_535 }) },
    words: ['run', '--only', 'app', '--', '$/app'],
    codes: [125, 126],
  }),
  check('programs', 'a script of 15 MiB for sh, with CR', {
    files: { script: () => 'echo a\r\n'.repeat(2 * MIB) },
    words: ['run', '--only', 'app', '--', '/bin/sh', '-n', '$/script'],
    codes: [0, 2, 125],
  }),
  check('programs', 'a text for sh of 100 KB', {
    words: ['run', '--only', 'app', '--', '/bin/sh', '-c', `${'A=1 '.repeat(25_000)}exec /missing`],
    codes: [125, 126, 127],
  }),
  check('programs', 'ELF that needs 200 000 libraries', {
    files: { app: () => elf({ needed: 200_000 }) },
    words: ['run', '--only', 'app', '--', '$/app'],
    codes: [125, 126],
  }),
  check('programs', 'ELF that needs 4 000 libraries, with 250 KiB of RPATH', {
    files: {
      app: () => elf({ needed: 4_000, different: true, runPath: numbered((i) => `/r${i}:`)(200 * KIB) }),
    },
    words: ['run', '--only', 'app', '--', '$/app'],
    codes: [125, 126],
  }),
];

export const READERS_SEEN = [...new Set(INPUTS.map(({ reader }) => reader))];

function sockets(count: number, state = '01'): () => Iterable<string> {
  return function* () {
    yield '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
    for (let i = 0; i < count; i++) {
      const port = (i % 65_535).toString(16).toUpperCase().padStart(4, '0');
      yield `${String(i).padStart(4)}: 0100007F:${port} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${i} 1 0000000000000000 100 0 0 10 0                     \n`;
    }
  };
}

function* accounts(count: number): Iterable<string> {
  for (let i = 0; i < count; i += 1000)
    yield Array.from({ length: 1000 }, (_, k) => `u${i + k}:x:${i + k + 1}:1::/h:/bin/sh\n`).join('');
  yield 'root:x:0:0::/root:/bin/sh\n';
}

type Part = readonly [name: string, content: string | Buffer, link?: string];

/** An archive of empty files and small ones. */
function* tar(parts: () => Iterable<Part>): Iterable<Buffer> {
  for (const [name, content, link] of parts()) {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name.slice(0, 100), 0);
    header.write('0000644\0', 100);
    header.write('0000000\0', 108);
    header.write('0000000\0', 116);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0', 136);
    header.write('        ', 148);
    header.write(link === undefined ? '0' : '2', 156);
    if (link !== undefined) header.write(link.slice(0, 100), 157);
    header.write('ustar\0' + '00', 257);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    yield header;
    yield bytes;
    yield Buffer.alloc((512 - (bytes.length % 512)) % 512);
  }
  yield Buffer.alloc(1024);
}

function tarBytes(parts: () => Iterable<Part>): Buffer {
  return Buffer.concat([...tar(parts)]);
}

interface Docker {
  readonly layers: number;
  readonly names: number;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly layer?: () => Buffer;
}

function docker({
  layers,
  names,
  config = {},
  layer = () => tarBytes(() => [['f', 'a']]),
}: Docker): Iterable<Buffer> {
  return tar(() => [
    [
      'manifest.json',
      JSON.stringify([
        {
          Config: 'c.json',
          RepoTags: Array.from({ length: names }, (_, i) => `a:t${i}`),
          Layers: Array.from({ length: layers }, () => 'l.tar'),
        },
      ]),
    ],
    [
      'c.json',
      JSON.stringify({
        architecture: 'amd64',
        os: 'linux',
        config,
        rootfs: {
          type: 'layers',
          diff_ids: Array.from({ length: layers }, () => `sha256:${'0'.repeat(64)}`),
        },
      }),
    ],
    ['l.tar', layer()],
  ]);
}

/** tzfile(5), version 1. */
function tzif(transitions: number, said = transitions): Buffer {
  const head = Buffer.alloc(44);
  head.write('TZif', 0);
  head.writeUInt32BE(said, 32);
  head.writeUInt32BE(1, 36);
  head.writeUInt32BE(4, 40);
  const times = Buffer.alloc(transitions * 4);
  for (let i = 0; i < transitions; i++) times.writeInt32BE(i * 1000, i * 4);
  return Buffer.concat([head, times, Buffer.alloc(transitions), Buffer.alloc(6), Buffer.from('UTC\0')]);
}

interface Elf {
  readonly segments?: number;
  readonly sections?: number;
  readonly needed?: number;
  readonly different?: boolean;
  readonly runPath?: string;
}

/** elf(5): x86-64, dynamically linked, with as much of everything as is said. */
function elf({ segments = 3, sections = 0, needed = 1, different = false, runPath = '/r' }: Elf): Buffer {
  const names = different ? Array.from({ length: needed }, (_, i) => `l${i}.so`) : ['libx.so'];
  const offsets: number[] = [];
  const interpreter = '/lib64/ld-linux-x86-64.so.2';
  let strings = `\0${runPath}\0`;
  for (const name of names) {
    offsets.push(strings.length);
    strings += `${name}\0`;
  }
  const entries: (readonly [number, number])[] = Array.from({ length: needed }, (_, i) => [
    1,
    offsets[i % offsets.length] ?? 0,
  ]);
  const tableBytes = segments * 56;
  const dynamicAt = 64 + tableBytes;
  const dynamicBytes = (needed + 5) * 16;
  const stringsAt = dynamicAt + dynamicBytes;
  const interpreterAt = stringsAt + strings.length;
  strings += `${interpreter}\0`;
  entries.push([29, 1], [5, stringsAt], [10, strings.length], [0, 0]);
  const file = Buffer.alloc(stringsAt + strings.length + sections * 64);
  file.write('\x7fELF\x02\x01\x01', 0, 'latin1');
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(62, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(64n, 32);
  file.writeBigUInt64LE(BigInt(sections === 0 ? 0 : stringsAt + strings.length), 40);
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(segments, 56);
  file.writeUInt16LE(64, 58);
  file.writeUInt16LE(sections, 60);
  const segment = (at: number, type: number, from: number, bytes: number) => {
    const start = 64 + at * 56;
    file.writeUInt32LE(type, start);
    file.writeUInt32LE(5, start + 4);
    for (const [i, value] of [from, from, from, bytes, bytes, 4096].entries())
      file.writeBigUInt64LE(BigInt(value), start + 8 + i * 8);
  };
  segment(0, 1, 0, file.length);
  segment(1, 2, dynamicAt, dynamicBytes);
  segment(2, 3, interpreterAt, interpreter.length + 1);
  for (let i = 3; i < segments; i++) segment(i, 1, 0, 16);
  for (const [i, [tag, value]] of entries.entries()) {
    file.writeBigUInt64LE(BigInt(tag), dynamicAt + i * 16);
    file.writeBigUInt64LE(BigInt(value), dynamicAt + i * 16 + 8);
  }
  file.write(strings, stringsAt, 'latin1');
  return file;
}
