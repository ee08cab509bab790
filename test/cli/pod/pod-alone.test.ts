import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPod, findingsIn, manifestOf } from '../../support/files/alone.ts';
import { archiveOf, dockerArchive } from '../../support/files/images/image-writer.ts';
import { tarOf } from '../../support/files/images/tar-writer.ts';

/* What a manifest decides of which nobody gave the image. */

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'probe-env-alone-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const rules = async (env: Readonly<Record<string, string>>, more = {}) =>
  findingsIn(await checkPod(directory, manifestOf(env, more))).map(({ rule }) => rule);

const LIMITED = { container: 'resources: { limits: { memory: 64Mi, cpu: 500m } }' };
const VOLUMES = {
  spec: `securityContext: { runAsUser: 1000, runAsGroup: 1000 }
volumes:
  - { name: ca, configMap: { name: ca } }
`,
  container: 'volumeMounts: [{ name: ca, mountPath: /ca }]',
};
const CONFIG_MAP = '---\nkind: ConfigMap\nmetadata: { name: ca }\ndata: { ca.pem: "none" }\n';

describe('a manifest without its image', () => {
  it.each([
    [{ TZ: 'Asia/Tokio' }, 'timezone/tz-unknown'],
    [{ TZ: 'asia/tokyo' }, 'timezone/tz-wrong-case'],
    [{ TZ: 'CST-8' }, 'timezone/tz-posix-ignored-by-go'],
    [{ TZ: 'UTC+8' }, 'timezone/tz-sign-inverted'],
    [{ GO111MODULE: 'yes' }, 'go-env/modules-invalid'],
    [{ GOPROXY: ',' }, 'go-env/proxy-empty'],
    [{ GOPROXY: 'proxy' }, 'go-env/proxy-invalid'],
    [{ GOPROXY: 'https://a.example,off,direct' }, 'go-env/proxy-unreachable-entry'],
    [{ GOFLAGS: '-mod=vendro' }, 'go-env/flags-invalid'],
    [{ GOFLAGS: 'mod=vendor' }, 'go-env/flags-invalid'],
    [{ GOSUMDB: 'off' }, 'go-env/sumdb-off'],
    [{ GOOS: 'linux', GOARCH: 'arm46' }, 'go-env/target-unknown'],
    [{ HTTP_PROXY: 'http://', HTTPS_PROXY: 'http://p.example:80' }, 'proxy/value-malformed'],
    [{ HTTPS_PROXY: 'http://u:p@p.example:80' }, 'proxy/plain-secret'],
  ])('finds what is wrong with a value: %j', async (env, rule) => {
    const report = await checkPod(directory, manifestOf(env));
    const found = findingsIn(report).filter((finding) => finding.rule === rule);
    expect(found, JSON.stringify(findingsIn(report).map((one) => one.rule))).toHaveLength(1);
    const lines = manifestOf(env).split('\n');
    const at = lines.findIndex((line) => line.includes(`name: ${Object.keys(env).at(-1)},`)) + 1;
    if (rule !== 'go-env/target-unknown' && Object.keys(env).length === 1)
      expect(found[0]?.origin).toEqual([{ file: join(directory, 'web.yaml'), line: at }]);
  });

  it.each([
    [{ GOMEMLIMIT: '512Mi' }, 'limits/gomemlimit-invalid'],
    [{ GOMEMLIMIT: '512MiB' }, 'limits/gomemlimit-above-limit'],
    [{ GOMAXPROCS: 'all' }, 'limits/gomaxprocs-invalid'],
  ])('compares %j with its limits', async (env, rule) => {
    const found = findingsIn(await checkPod(directory, manifestOf(env, LIMITED)));
    expect(found).toMatchObject([{ rule, origin: [{ line: 14 }] }]);
  });

  it('knows what the kubelet leaves out of resolv.conf', async () => {
    const spec = 'dnsConfig: { nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3] }\n';
    const found = findingsIn(await checkPod(directory, manifestOf({}, { spec })));
    expect(found).toMatchObject([
      { rule: 'resolver/cut-by-kubelet', evidence: { what: 'nameservers', left: ['10.0.0.3'] } },
    ]);
  });

  it.each([
    ['add: [NET_BIND_SERVICE]', true],
    ['drop: [ALL]', false],
  ])('knows whether a capability that is not in effect was added: %s', async (capabilities, added) => {
    const container = `ports: [{ containerPort: 80 }]
securityContext: { runAsUser: 1000, capabilities: { ${capabilities} } }`;
    const found = findingsIn(await checkPod(directory, manifestOf({}, { container })));
    expect(found.filter(({ rule }) => rule === 'listeners/privileged-port')).toMatchObject([
      { evidence: { port: 80, added } },
    ]);
  });

  it('knows its own volumes, and who reads them', async () => {
    const env = { SSL_CERT_FILE: '/ca/corp.pem' };
    const text = `${manifestOf(env, VOLUMES)}${CONFIG_MAP}`;
    const found = findingsIn(await checkPod(directory, text));
    expect(found).toMatchObject([{ rule: 'ca-certs/override-missing', evidence: { roots: null } }]);
    expect(found[0]?.message).not.toContain('every TLS');
  });

  it('says of a file of its volumes that nobody of its user may read it', async () => {
    const policy = join(directory, 'policy.yaml');
    writeFileSync(policy, 'permissions: { paths: [{ path: /ca/ca.pem, need: [read] }] }\n');
    const check = async (mode: string, more: string) => {
      const text = manifestOf({}, VOLUMES).replace('{ name: ca }', `{ name: ca, defaultMode: ${mode} }`);
      const given = text.replace('runAsGroup: 1000', `runAsGroup: 1000${more}`);
      return findingsIn(await checkPod(directory, `${given}${CONFIG_MAP}`, ['-c', policy])).map(
        (one) => one.rule,
      );
    };
    expect(await check('0400', '')).toEqual(['permissions/not-readable']);
    expect(await check('0400', ', fsGroup: 2000')).toEqual([]);
    // The image's group(5) may list its user in the group of the file.
    expect(await check('0440', '')).toEqual([]);
  });

  it.each([
    {},
    { TZ: 'Asia/Tokyo', GOMEMLIMIT: '50MiB', GOMAXPROCS: '1' },
    // Zones that are newer than every table, in a path, or with data of their own.
    { TZ: 'America/Newtown_Upon_Example' },
    { TZ: ':/etc/localtime' },
    { TZ: 'Mars/Base', TZDIR: '/data/zones' },
    { TZ: 'US/Eastern' },
    { TZ: 'right/Asia/Tokyo' },
    { TZ: '' },
    { SSL_CERT_FILE: '/etc/ssl/own.pem', SSL_CERT_DIR: '/etc/own' },
    { GOPROXY: 'off', GOFLAGS: '-mod=vendor -trimpath', GOROOT: '/opt/go', PATH: '/opt/go/bin' },
    { GOPROXY: 'https://proxy.corp.example|direct', GOPRIVATE: 'git.corp.example/*', GOTOOLCHAIN: 'local' },
    { HTTPS_PROXY: 'http://p.example:3128' },
    { HOME: '/home/app', TMPDIR: '/work' },
  ])('is silent about what its image may decide: %j', async (env) => {
    expect(await rules(env, LIMITED)).toEqual([]);
    const report = await checkPod(directory, manifestOf(env, LIMITED), ['--strict']);
    expect(report.verdict).toBe('not-ready');
  });
});

const POOL: Readonly<Record<string, readonly string[]>> = {
  TZ: [
    'Asia/Tokyo',
    'Asia/Tokio',
    'CST-8',
    'UTC+8',
    'europe/berlin',
    '',
    'UTC',
    'EST5EDT',
    'Europe/Nowhere_Near',
  ],
  GOMEMLIMIT: ['512MiB', '512Mi', 'off', '', '+1GiB'],
  GOMAXPROCS: ['0', '8', 'x', '1'],
  HTTP_PROXY: [
    'http://p.example:3128',
    'p.example',
    'http://',
    'socks5://p.example',
    'http://a:b@p.example:1',
  ],
  HTTPS_PROXY: ['http://p.example:3128', 'http://p.example', 'nonsense://'],
  http_proxy: ['http://q.example:3128', ''],
  NO_PROXY: ['.svc,.cluster.local,localhost', '*.corp.example;10.0.0.0/8', '', 'localhost'],
  no_proxy: ['localhost', '*'],
  REQUEST_METHOD: ['GET', ''],
};

const anyEnv = fc.record(
  Object.fromEntries(Object.entries(POOL).map(([name, values]) => [name, fc.constantFrom(...values)])),
  { requiredKeys: [] },
);

/** No image says how it is asked for a page. */
const ofImage = anyEnv.map(({ REQUEST_METHOD: _, ...rest }) => rest);

/** Zone data of this machine, as far as they are there. */
function zones() {
  const names = ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'UTC', 'EST5EDT'];
  return names.flatMap((name) => {
    const path = `/usr/share/zoneinfo/${name}`;
    return existsSync(path) ? [{ name: path.slice(1), content: readFileSync(path) }] : [];
  });
}

it('finds alone only what is found with any image too', async () => {
  const config = (env: Readonly<Record<string, string | undefined>>) => ({
    Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
    Cmd: ['/bin/app'],
  });
  const passwd = { name: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/sh\n' };
  const [bare, withZones] = [[], zones()].map((some) => tarOf([passwd, ...some]));
  let found = 0;
  await fc.assert(
    fc.asyncProperty(anyEnv, ofImage, fc.boolean(), async (env, own, hasZones) => {
      const layers = [(hasZones ? withZones : bare) ?? Buffer.alloc(0)];
      const image = join(directory, 'app.tar');
      writeFileSync(image, archiveOf(dockerArchive({ layers, config: config(own) })));
      const text = manifestOf(env as Record<string, string>, LIMITED);
      const whole = findingsIn(await checkPod(directory, text, ['--image', image])).map(({ rule }) => rule);
      const alone = findingsIn(await checkPod(directory, text)).map(({ rule }) => rule);
      found += alone.length;
      for (const rule of alone) {
        // Where the image has no zones, or few, that is the cause, or there is nothing near.
        const others = rule.startsWith('timezone/tz-') ? /^timezone\/(?:tz-|zoneinfo-missing)/ : null;
        const same = whole.some((one) => one === rule || others?.test(one));
        expect(same, `${rule} of ${JSON.stringify({ env, own, whole })}`).toBe(true);
      }
    }),
    { numRuns: 20 },
  );
  expect(found).toBeGreaterThan(8);
});
