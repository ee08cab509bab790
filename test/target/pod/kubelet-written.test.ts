import { describe, expect, it } from 'vitest';
import { podContainer } from '../../../src/target/pod/container.ts';
import { NOTHING_GIVEN } from '../../../src/target/pod/given.ts';
import { objectsOf, selectContainer } from '../../../src/target/pod/manifest/objects.ts';
import { readManifest } from '../../../src/target/pod/manifest/read.ts';
import { podImage, recordedCases } from './kubelet.ts';

/* What kubelet and runtime write into a container: /etc/resolv.conf, /etc/hosts, /etc/hostname. */

const target = { kind: 'live' } as const;
const operator = { now: () => 0, monotonic: () => 0 };
const KUBELET = 'kind: KubeletConfiguration\nclusterDNS: [10.96.0.10]\nclusterDomain: cluster.local\n';
const LONG = (letter: string) => `${letter.repeat(63)}.${letter.repeat(63)}.example`;
const NODE = 'nameserver 10.0.0.2\nsearch corp.example\noptions edns0\n';

function hostOf(text: string, image: string, nodeResolvConf: string | null) {
  const manifest = objectsOf(readManifest(text, 'pod.yaml'), 'pod.yaml');
  const selected = selectContainer(manifest, 'app');
  const given = { ...NOTHING_GIVEN, nodeResolvConf };
  return podContainer(operator, manifest, selected, podImage(image), given, target).host;
}

type Written = string | readonly (string | null)[] | null;

function written(host: ReturnType<typeof hostOf>, path: string): Written {
  const read = host.readFile(path);
  if (read.ok) return read.value.toString('utf8');
  return read.error.lines ?? null;
}

/** Whether what was written has these lines, where null stands for one or several that nobody knows. */
function fits(lines: Written, text: string): boolean {
  if (lines === null || typeof lines === 'string') return lines === text;
  const escaped = lines.map((line) =>
    line === null ? '(?:.*\\n)*' : `${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\n`,
  );
  return new RegExp(`^${escaped.join('')}$`).test(text);
}

const cases = recordedCases()?.filter(({ made }) => made.state === 'running') ?? null;

describe.skipIf(cases === null)('what a real kubelet wrote (not recorded beside this repository)', () => {
  it.each([
    ['without a word of the cluster', '', null, 0],
    ['where the cluster is given', `${KUBELET}---\n`, NODE, 60],
  ] as const)('is told or unknown, %s', (_, before, node, whole) => {
    let exact = 0;
    const wrong: unknown[] = [];
    for (const { name, pod, objects, image, made } of cases ?? []) {
      const text = [...objects, pod].map((object) => JSON.stringify(object, null, 2)).join('\n---\n');
      const host = hostOf(`${before}${text}`, image, node);
      const files = {
        '/etc/resolv.conf': made['resolv.conf'],
        '/etc/hosts': made.hosts,
        '/etc/hostname': made.hostname,
      };
      for (const [path, was] of Object.entries(files)) {
        if (was === undefined) continue;
        const is = written(host, path);
        // Another volume of the case may lie there; nothing at all may be known of a file of the node.
        if (is === null) continue;
        if (path === '/etc/resolv.conf' && typeof is === 'string') exact++;
        if (!fits(is, was)) wrong.push({ name, path, is, was });
      }
    }
    expect(wrong).toEqual([]);
    expect(exact).toBeGreaterThanOrEqual(whole);
  });
});

const pod = (spec: string, before = '') =>
  hostOf(
    `${before}kind: Pod\nmetadata: { name: web, namespace: shop }\nspec:\n  containers: [{ name: app }]\n${spec.replace(/^(?=.)/gm, '  ')}`,
    'busy',
    null,
  );

describe('/etc/resolv.conf', () => {
  it.each([
    [
      'of dnsPolicy None is that of dnsConfig',
      'dnsPolicy: None\ndnsConfig: { nameservers: [1.1.1.1], searches: [a.example], options: [{ name: ndots, value: "2" }] }',
      '',
      'search a.example\nnameserver 1.1.1.1\noptions ndots:2\n',
    ],
    [
      'has no more than three servers',
      'dnsPolicy: None\ndnsConfig: { nameservers: [1.1.1.1, 2.2.2.2, 1.1.1.1, 3.3.3.3, 4.4.4.4] }',
      '',
      'nameserver 1.1.1.1\nnameserver 2.2.2.2\nnameserver 3.3.3.3\n',
    ],
    [
      'has the options of the cluster, without its address',
      'dnsConfig: { options: [{ name: ndots, value: "1" }] }',
      '',
      [null, null, 'options ndots:1'],
    ],
    [
      'has several options in an order that nobody knows',
      'dnsConfig: { options: [{ name: edns0 }] }',
      '',
      [null, null, null],
    ],
    [
      'has the server of the kubelet, and searches that end with those of the node',
      '',
      `${KUBELET}---\n`,
      [null, 'nameserver 10.96.0.10', 'options ndots:5'],
    ],
    [
      'has more searches than old kubelets take',
      'dnsPolicy: None\ndnsConfig: { nameservers: [1.1.1.1], searches: [a, b, c, d, e, f, g] }',
      '',
      [null, 'nameserver 1.1.1.1'],
    ],
    [
      'has longer searches than old kubelets take',
      `dnsPolicy: None\ndnsConfig: { nameservers: [1.1.1.1], searches: [${LONG('a')}, ${LONG('b')}] }`,
      '',
      [null, 'nameserver 1.1.1.1'],
    ],
    [
      'has what every kubelet takes',
      'dnsPolicy: None\ndnsConfig: { nameservers: [1.1.1.1, 2.2.2.2, 3.3.3.3, 4.4.4.4], searches: [a, b, c, d, e, f] }',
      '',
      'search a b c d e f\nnameserver 1.1.1.1\nnameserver 2.2.2.2\nnameserver 3.3.3.3\n',
    ],
    ['is that of the node on its network', 'hostNetwork: true', `${KUBELET}---\n`, [null, null, null]],
    ['and with dnsPolicy Default', 'dnsPolicy: Default', `${KUBELET}---\n`, [null, null, null]],
  ] as const)('%s', (_, spec, before, wanted) => {
    expect(written(pod(spec, before), '/etc/resolv.conf')).toEqual(wanted);
  });
});

describe('/etc/hosts', () => {
  it('ends with the aliases, and has a line with an address that the cluster chooses', () => {
    const lines = written(pod('hostAliases: [{ ip: 10.1.1.1, hostnames: [a.example, b] }]'), '/etc/hosts');
    expect(lines?.slice(0, 2)).toEqual(['# Kubernetes-managed hosts file.', '127.0.0.1\tlocalhost']);
    expect(lines?.slice(-4)).toEqual([null, '', '# Entries added by HostAliases.', '10.1.1.1\ta.example\tb']);
  });

  it('is that of the node on its network', () => {
    expect(written(pod('hostNetwork: true'), '/etc/hosts')).toEqual([null]);
  });
});

it('/etc/hostname is the name of the pod, as far as that is known', () => {
  expect(written(pod('hostname: own'), '/etc/hostname')).toBe('own\n');
  expect(written(pod('hostNetwork: true'), '/etc/hostname')).toEqual([null]);
});
