import type { ProxyPolicy } from '../../../probes/proxy/policy.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { file, link, program, type Tree } from '../../support/memory/tree.ts';
import type { RuleCase } from '../../support/probes/rule-cases.ts';

export const PROXY = 'http://proxy.corp.example:3128';
export const LOCAL = 'localhost,127.0.0.1,::1';
export const FOUR = { HTTP_PROXY: PROXY, http_proxy: PROXY, HTTPS_PROXY: PROXY, https_proxy: PROXY };
export const SOUND = { ...FOUR, NO_PROXY: LOCAL, no_proxy: LOCAL };

const PROGRAMS: Readonly<Record<string, Tree>> = {
  curl: { '/usr/bin/curl': program() },
  git: { '/usr/bin/git': program() },
  wget: { '/usr/bin/wget': program() },
  busybox: { '/bin/busybox': program(), '/usr/bin/wget': link('/bin/busybox') },
  python: { '/usr/bin/python3': program() },
  requests: {
    '/usr/bin/python3': program(),
    '/usr/lib/python3/dist-packages/requests/utils.py': file('host = host.lstrip(".")\n'),
  },
  node: { '/usr/bin/node': program() },
};

/** A container with these variables and programs. */
export function container(env: Readonly<Record<string, string>>, ...programs: readonly string[]) {
  return memoryHost({
    trees: programs.map((name) => PROGRAMS[name] ?? {}),
    env: { PATH: '/usr/bin:/bin', ...env },
    node: { version: 'v26.10.0' },
  });
}

/** What is asked of the proxies, and nothing else. */
export const asks = (section: Partial<ProxyPolicy>) => ({ proxy: section });

/** All programs are told of a proxy, and of this list beside what is local. */
export function withList(list: string): Record<string, string> {
  const all = `${LOCAL},${list}`;
  return { ...FOUR, NO_PROXY: all, no_proxy: all };
}

/** Files in which the kernel tells that somebody listens at this port, and that somebody is connected to 7890. */
export function listening(port: number) {
  const hex = port.toString(16).toUpperCase();
  const line = (at: string, to: string, state: string) =>
    `   0: 0100007F:${at} 00000000:${to} ${state} 00000000:00000000 00:00000000 00000000     0        0 1 1\n`;
  const text = `  sl  local_address rem_address   st\n${line(hex, '0000', '0A')}${line('1ED2', '01BB', '01')}`;
  return { trees: [{ '/proc/self/net/tcp': text, '/proc/self/net/tcp6': '  sl  local_address\n' }] };
}

/** The machines on which one rule alone is found. */
export const CASES = {
  'value-malformed': {
    host: () => container({ ...SOUND, HTTPS_PROXY: `${PROXY}\r`, https_proxy: `${PROXY}\r` }),
  },
  'nobody-listens': {
    host: () =>
      memoryHost({
        ...listening(7891),
        env: {
          PATH: '/usr/bin:/bin',
          ...SOUND,
          HTTPS_PROXY: 'http://localhost:7890',
          https_proxy: 'http://localhost:7890',
        },
      }),
  },
  'scheme-unread': {
    host: () =>
      container({ ...SOUND, https_proxy: 'socks5h://p:1080', HTTPS_PROXY: 'socks5h://p:1080' }, 'python'),
  },
  'port-missing': {
    host: () =>
      container({ ...SOUND, https_proxy: 'http://p.example', HTTPS_PROXY: 'http://p.example' }, 'curl'),
  },
  'plain-secret': {
    host: () =>
      container({ ...SOUND, https_proxy: 'http://u:secret@p:1', HTTPS_PROXY: 'http://u:secret@p:1' }),
  },
  'lower-upper-differ': { host: () => container({ ...SOUND, HTTP_PROXY: 'http://other.example:3128' }) },
  'request-method': { host: () => container({ ...SOUND, REQUEST_METHOD: 'GET' }) },
  'all-proxy-only': { host: () => container({ ALL_PROXY: PROXY }) },
  'https-direct': { host: () => container({ HTTP_PROXY: PROXY }) },
  disagree: { host: () => container({ HTTP_PROXY: PROXY, HTTPS_PROXY: PROXY, NO_PROXY: LOCAL }, 'curl') },
  'not-proxied': { host: () => container({}), policy: asks({ proxied: ['proxy.golang.org'] }) },
  'no-proxy-ineffective': {
    host: () => container({ ...FOUR, NO_PROXY: `${LOCAL},10.0.*`, no_proxy: `${LOCAL},10.0.*` }),
  },
  'localhost-proxied': { host: () => container(FOUR, 'curl') },
  'cluster-not-exempt': { host: () => container({ ...SOUND, KUBERNETES_SERVICE_HOST: '10.96.0.1' }) },
  'goproxy-through-proxy': {
    host: () => container({ ...SOUND, GOPROXY: 'https://goproxy.build.svc,direct' }),
  },
  'not-direct': { host: () => container(SOUND), policy: asks({ direct: ['db.corp.example'] }) },
} as const satisfies Readonly<Record<string, RuleCase>>;
