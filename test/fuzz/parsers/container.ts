import { parseReleaseList } from '../../../probes/go-version/provenance/list.ts';
import { workloadOf } from '../../../src/core/names/workload.ts';
import { saidBy } from '../../../src/target/image/contents/said.ts';
import { parseAclAttribute } from '../../../src/target/image/layer/acl.ts';
import { containerPathOf } from '../../../src/target/node/cgroup-path.ts';
import { loggedPodOf } from '../../../src/target/node/names.ts';
import { podOfMounts } from '../../../src/target/node/pod-mounts.ts';
import {
  namesInStorage,
  recordedInDocker,
  recordedInOci,
} from '../../../src/target/node/recorded/recorded.ts';
import { podContainer } from '../../../src/target/pod/container.ts';
import { NOTHING_GIVEN } from '../../../src/target/pod/given.ts';
import { ManifestError } from '../../../src/target/pod/manifest/field.ts';
import { Ambiguous, objectsOf, selectContainer } from '../../../src/target/pod/manifest/objects.ts';
import { parseQuantity } from '../../../src/target/pod/manifest/quantity.ts';
import { readManifest } from '../../../src/target/pod/manifest/read.ts';
import { podDns } from '../../../src/target/pod/names/dns.ts';
import { hostsFile } from '../../../src/target/pod/names/hosts-file.ts';
import { resolvConf } from '../../../src/target/pod/names/resolv-conf.ts';
import { parseMountInfo } from '../../../src/target/posix/mounts.ts';
import { parseCredentials } from '../../../src/target/process/proc/credentials.ts';
import { parseEnviron } from '../../../src/target/process/proc/environ.ts';
import { parseIdMap } from '../../../src/target/process/proc/id-map.ts';
import { podImage } from '../../target/pod/kubelet.ts';
import { KIB, MIB, type Parser, seeds, text } from '../parser.ts';

/** The container of a manifest, on a small image. */
function containerIn(source: string): unknown {
  const manifest = objectsOf(readManifest(source, 'web.yaml'), 'web.yaml');
  const clock = { now: () => 0, monotonic: () => 0 };
  const selected = selectContainer(manifest, null);
  const made = podContainer(clock, manifest, selected, podImage('busy'), NOTHING_GIVEN, { kind: 'live' });
  return made.host.env;
}

/** What the kubelet writes into a pod whose manifest, and whose node, say this. */
function namesIn(source: string): unknown {
  const words = source.split(/\s+/);
  const json = JSON.stringify({
    kind: 'Pod',
    metadata: { name: 'web', namespace: words[0] },
    spec: {
      containers: [{ name: 'a' }],
      hostAliases: [{ ip: words[0], hostnames: words }],
      dnsConfig: {
        nameservers: words,
        searches: words,
        options: words.map((name) => ({ name, value: name })),
      },
    },
  });
  const manifest = objectsOf(readManifest(json, 'web.json'), 'web.json');
  const selected = selectContainer(manifest, null);
  return [resolvConf(manifest, selected, source), hostsFile(selected.workload.spec), podDns(selected)];
}

/** Of containers that others make and run: manifests, archives, processes. */
export const CONTAINER_PARSERS: readonly Parser[] = [
  {
    name: 'a manifest of Kubernetes',
    seeds: seeds(
      `kind: Pod
metadata: { name: web }
spec:
  securityContext: { fsGroup: 2000, runAsUser: 1000 }
  containers:
    - name: app
      command: [sh, -c, $(A)]
      env: [{ name: A, valueFrom: { configMapKeyRef: { name: c, key: a } } }]
      resources: { limits: { cpu: 500m, memory: 64Mi } }
      volumeMounts: [{ name: c, mountPath: /c, subPath: a }]
  volumes: [{ name: c, configMap: { name: c, defaultMode: 0400 } }]
---
kind: ConfigMap
metadata: { name: c }
data: { a: "1" }
`,
      '{"kind":"Pod","spec":{"containers":[{"name":"a","image":"b","ports":[{"containerPort":80}]}]}}',
    ),
    parse: (b) => containerIn(text(b)),
    refuses: (error) => error instanceof ManifestError || error instanceof Ambiguous,
    pieces: ['---\n', '- ', 'kind: Pod\n', '$(A)', '{', '[', ': ', '&a ', '*a '],
    longest: 8 * KIB,
    slow: true,
  },
  {
    name: 'what the kubelet writes for resolvers',
    seeds: seeds('nameserver 10.0.0.2\nsearch a.example b.example.\noptions ndots:2 edns0\n'),
    parse: (b) => namesIn(text(b)),
    // By its braces, in whatever they stand.
    refuses: (error) => error instanceof ManifestError,
    pieces: ['nameserver a\n', 'search ', 'a ', 'options ', 'a:1 ', '. '],
    longest: 8 * KIB,
    slow: true,
  },
  {
    name: 'what the configuration of an image says',
    seeds: seeds('|1 TOKEN=abc VERSION="1 2" /bin/sh -c A=b apk add x;C=\'d e\' && make'),
    parse: (b) => {
      const line = text(b);
      const history = [{ createdBy: line, comment: null, emptyLayer: false }];
      return saidBy({ env: [line], labels: { [line]: line }, history, diffIds: ['sha256:0'] });
    },
    pieces: ['A=', ' A=b', 'A="', "A='", '|', ';A=b', 'A_', '=" '],
    longest: MIB,
  },
  {
    name: 'the list of the files of a release',
    seeds: seeds(
      `${'a'.repeat(64)}  ./VERSION\n${'b'.repeat(64)} *./bin/go\n\\${'c'.repeat(64)}  ./a\\nb\n`,
      `SHA256 (go/VERSION) = ${'a'.repeat(64)}\nSHA256 (go/bin/go) = ${'b'.repeat(64)}\n`,
    ),
    parse: (b) => parseReleaseList(text(b)),
    pieces: [
      `${'a'.repeat(64)}  VERSION\n`,
      `${'a'.repeat(64)}  ./`,
      'SHA256 (',
      ') = ',
      '\\',
      'VERSION/',
      './',
    ],
    longest: 8 * MIB,
  },
  {
    name: 'quantities of Kubernetes',
    seeds: seeds('500m', '1.5Gi', '1e3', '-12E'),
    parse: (b) => parseQuantity(text(b)),
    pieces: ['1', '0.', 'e9', 'Gi'],
    longest: 64 * KIB,
  },
  {
    name: 'access lists of an archive',
    seeds: [Buffer.from('0200000001000700ffffffff02000500e803000004000500ffffffff20000500ffffffff', 'hex')],
    parse: parseAclAttribute,
    pieces: ['\x02\0\0\0', '\x02\0\x05\0\xe8\x03\0\0'],
    longest: 64 * KIB,
  },
  {
    name: 'what /proc tells of another process',
    seeds: seeds(
      'PATH=/bin\0A=b\0\0',
      '         0     100000      65536\n',
      'Uid:\t1\t1\t1\t1\nGid:\t1\t1\t1\t1\n',
    ),
    parse: (b) => [
      parseEnviron(b, false),
      parseEnviron(b, true),
      parseIdMap(text(b)),
      parseCredentials(text(b)),
    ],
    pieces: ['A=b\0', '\0', ' 1 2 3\n', 'Uid:\t1 ', '='],
    longest: MIB,
  },
  {
    name: 'what tells which container a process is in',
    seeds: seeds(
      '0::/kubepods/pod0a6c5a31-7a4b-4d5a-9c43-5d0e6b2f1a77/2f950c311edc6f9ca676004ac8bfbb58f79c74bcc69e0ba75297307e1e99fa72\n',
      '9 1 8:1 /pods/0a6c5a31-7a4b-4d5a-9c43-5d0e6b2f1a77/containers/web/5f /dev/termination-log rw - ext4 /dev/sda rw\n',
      'shop_web-7d4b9c6f5-x2x9z_0a6c5a31-7a4b-4d5a-9c43-5d0e6b2f1a77',
      '{"annotations":{"io.kubernetes.cri.container-name":"web","io.kubernetes.cri-o.Labels":"{}"}}',
      '{"Name":"/db","Config":{"Labels":{"io.kubernetes.pod.name":"web"}}}',
      '[{"id":"a","names":["db"]}]',
    ),
    parse: (b) => [
      containerPathOf(text(b)),
      podOfMounts(parseMountInfo(text(b)), 'containerd'),
      loggedPodOf(text(b)),
      workloadOf(text(b)),
      recordedInOci(text(b), 'db'),
      recordedInDocker(text(b)),
      namesInStorage(text(b)),
    ],
    pieces: ['/pod', '0a6c5a31-', 'f'.repeat(64), '0::/', '_', '-bcdfg', '.slice:'],
    longest: 64 * KIB,
  },
];
