import { parseAclAttribute } from '../../src/target/image/layer/acl.ts';
import { containerPathOf } from '../../src/target/node/cgroup-path.ts';
import { loggedPodOf, workloadOf } from '../../src/target/node/names.ts';
import { podOfMounts } from '../../src/target/node/pod-mounts.ts';
import { podContainer } from '../../src/target/pod/container.ts';
import { NOTHING_GIVEN } from '../../src/target/pod/given.ts';
import { ManifestError } from '../../src/target/pod/manifest/field.ts';
import { Ambiguous, objectsOf, selectContainer } from '../../src/target/pod/manifest/objects.ts';
import { parseQuantity } from '../../src/target/pod/manifest/quantity.ts';
import { readManifest } from '../../src/target/pod/manifest/read.ts';
import { parseMountInfo } from '../../src/target/posix/mounts.ts';
import { parseCredentials } from '../../src/target/process/proc/credentials.ts';
import { parseEnviron } from '../../src/target/process/proc/environ.ts';
import { parseIdMap } from '../../src/target/process/proc/id-map.ts';
import { podImage } from '../target/pod/kubelet.ts';
import { KIB, MIB, type Parser, seeds, text } from './parser.ts';

/** The container of a manifest, on a small image. */
function containerIn(source: string): unknown {
  const manifest = objectsOf(readManifest(source, 'web.yaml'), 'web.yaml');
  const clock = { now: () => 0, monotonic: () => 0 };
  const selected = selectContainer(manifest, null);
  const made = podContainer(clock, manifest, selected, podImage('busy'), NOTHING_GIVEN, { kind: 'live' });
  return made.host.env;
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
    ),
    parse: (b) => [
      containerPathOf(text(b)),
      podOfMounts(parseMountInfo(text(b))),
      loggedPodOf(text(b)),
      workloadOf(text(b)),
    ],
    pieces: ['/pod', '0a6c5a31-', 'f'.repeat(64), '0::/', '_', '-bcdfg', '.slice:'],
    longest: 64 * KIB,
  },
];
