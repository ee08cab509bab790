import type { ResolverPolicy } from '../../../probes/resolver/policy.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { directory, file, link, program, type Tree } from '../../support/memory/tree.ts';
import type { RuleCase } from '../../support/probes/rule-cases.ts';
import { podHost } from '../pod/pod-host.ts';

export const SERVER = 'nameserver 10.96.0.10\n';
/** As the kubelet writes it. */
export const POD = `search default.svc.cluster.local svc.cluster.local cluster.local\n${SERVER}options ndots:5\n`;
const UDP =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/** Libraries by which programs of C are there. */
export const GLIBC: Tree = { '/lib64/ld-linux-x86-64.so.2': program() };
export const MUSL: Tree = { '/lib/ld-musl-x86_64.so.1': program() };
export const NODE: Tree = { '/usr/bin/node': program() };

/** A table of UDP with sockets at these addresses, as the kernel writes them, at port 53 unless another is said. */
export function sockets(...addresses: readonly string[]): Tree {
  const lines = addresses.map(
    (address, i) =>
      ` ${i}: ${address.includes(':') ? address : `${address}:0035`} 00000000:0000 07 00000000:00000000\n`,
  );
  return { '/proc/self/net/udp': file(UDP + lines.join('')) };
}

export interface Files {
  readonly conf?: string | null;
  readonly nsswitch?: string | null;
  readonly hosts?: string | null;
}

function text(path: string, content: string | null): Tree {
  return content === null ? {} : { [path]: file(content) };
}

/** A container with these files, which are sound where nothing else is said. */
export function container(
  { conf = POD, nsswitch = 'hosts: files dns\n', hosts = '127.0.0.1 localhost\n' }: Files,
  ...trees: readonly Tree[]
) {
  return memoryHost({
    trees: [
      sockets(),
      text('/etc/resolv.conf', conf),
      text('/etc/nsswitch.conf', nsswitch),
      text('/etc/hosts', hosts),
      { '/proc/sys/kernel/hostname': file('web-0\n') },
      ...trees,
    ],
    env: { PATH: '/usr/bin' },
  });
}

export const asks = (...names: readonly string[]): { resolver: ResolverPolicy } => ({ resolver: { names } });

const LONG = `a.example ${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(63)}.example`;

/** The machines on which one rule alone is found. */
export const CASES = {
  'resolv-conf-missing': {
    host: () =>
      container({ conf: null }, { '/etc/resolv.conf': link('/run/systemd/resolve/stub-resolv.conf') }),
  },
  'resolv-conf-unreadable': { host: () => container({ conf: null }, { '/etc/resolv.conf': directory() }) },
  'no-nameserver': { host: () => container({ conf: '# nothing\nsearch corp.example\n' }) },
  'nameserver-loopback-without-listener': {
    host: () => container({ conf: 'nameserver 127.0.0.53\noptions edns0 trust-ad\n' }),
  },
  'resolv-conf-malformed': { host: () => container({ conf: POD.replaceAll('\n', '\r\n') }, GLIBC) },
  'too-many-nameservers': {
    host: () => container({ conf: [1, 2, 3, 4].map((i) => `nameserver 10.0.0.${i}\n`).join('') }),
  },
  'musl-asks-all': {
    host: () => container({ conf: `${POD}nameserver 192.0.2.53\n` }, MUSL),
    policy: asks('db'),
  },
  'search-too-long': { host: () => container({ conf: `${SERVER}search ${LONG}\n` }, GLIBC) },
  'search-ended': {
    host: () =>
      container(
        { conf: `${SERVER}search .\noptions ndots:5\n` },
        { ...MUSL, '/lib/ld-musl-x86_64.so.1': file('\0' + '1.2.3\0') },
      ),
  },
  'ndots-cost': { host: () => container({}), policy: asks('api.example.com') },
  // musl takes the first number of the line, all others the last.
  'runtimes-disagree': {
    host: () => container({ conf: POD.replace('ndots:5', 'ndots:0 ndots:5') }, MUSL),
    policy: asks('db'),
  },
  'nsswitch-missing': { host: () => container({ nsswitch: null }, GLIBC) },
  'nsswitch-invalid': { host: () => container({ nsswitch: 'hosts: files [NOTFOUND] dns\n' }, GLIBC) },
  'nss-without-dns': { host: () => container({ nsswitch: 'hosts: files\n' }, GLIBC) },
  'nss-module-missing': { host: () => container({ nsswitch: 'hosts: files resolve dns\n' }, GLIBC) },
  'cut-by-kubelet': {
    host: () =>
      podHost('image: busy', { spec: '  dnsConfig: { nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3] }' }),
  },
  'hosts-no-localhost': { host: () => container({ hosts: '10.0.0.9 web-0\n' }) },
} as const satisfies Readonly<Record<string, RuleCase>>;
