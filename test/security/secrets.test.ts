import { describe, expect, it } from 'vitest';
import { REPORTERS } from '../../src/report/format.ts';
import type { Program } from '../support/memory/memory-host.ts';
import { file, link, type Tree } from '../support/memory/tree.ts';
import { machine, type Planted as Where } from './ways/machine.ts';
import { said } from './ways/said.ts';

/** In every secret that is planted, and in nothing else. */
const SECRET = 'xyzzy42plugh';
const URL = `https://user:${SECRET}@corp.example`;
const TOKEN = `ghp_${SECRET}${'A1'.repeat(12)}`;

interface Planted extends Where {
  readonly where: string;
}

const fails =
  (text: string): Program =>
  () => ({ code: 1, stderr: text, stdout: text });
const policy = (value: object): Tree => ({ '/etc/probe-env.yaml': JSON.stringify(value) });
const PLANTED: readonly Planted[] = [
  { where: 'GOPROXY', env: { GOPROXY: `${URL}/go,https://proxy.golang.org,direct` } },
  { where: 'GOPROXY, malformed', env: { GOPROXY: `https://user:${SECRET}/x@corp.example|off` } },
  { where: 'GOPROXY without a scheme', env: { GOPROXY: `user:${SECRET}@corp.example,direct` } },
  { where: 'GOSUMDB', env: { GOSUMDB: `sum.golang.org ${URL}/sumdb` } },
  { where: 'GOSUMDB, malformed', env: { GOSUMDB: `${URL} ${URL} ${URL}` } },
  { where: 'GONOPROXY', env: { GONOPROXY: `${URL}/*,user:${SECRET}@b.example` } },
  { where: 'GOPRIVATE', env: { GOPRIVATE: `user:${SECRET}@b.example,${URL}` } },
  { where: 'GONOSUMDB and GOINSECURE', env: { GONOSUMDB: URL, GOINSECURE: URL } },
  {
    where: 'GOAUTH',
    env: { GOAUTH: `corp-auth --token=${SECRET} -H 'Authorization: Bearer ${SECRET}'; off` },
  },
  { where: 'GOFLAGS', env: { GOFLAGS: `-ldflags=-X=main.apiKey=${SECRET} --password=${SECRET} bad` } },
  { where: 'GOVCS', env: { GOVCS: `${URL}:git` } },
  { where: 'GOTOOLCHAIN', env: { GOTOOLCHAIN: `token=${SECRET}` } },
  { where: 'GO111MODULE', env: { GO111MODULE: `token=${SECRET}` } },
  { where: 'GOPATH, GOBIN, GOCACHE', env: { GOPATH: URL, GOBIN: URL, GOCACHE: URL, GOMODCACHE: URL } },
  { where: 'GOROOT', env: { GOROOT: `${URL}/go` } },
  {
    where: 'GOENV and its file',
    env: { GOENV: '/srv/env' },
    trees: { '/srv/env': `GOPROXY=${URL}\nbad ${URL}\nGOFLAGS=token=${SECRET}\n` },
  },
  { where: 'CC', env: { CC: `gcc -DTOKEN=${SECRET}`, CGO_ENABLED: '1' } },
  { where: 'TZ', env: { TZ: `${URL}/Europe` } },
  { where: 'TZ, as a path', env: { TZ: `:/etc/token=${SECRET}` } },
  { where: 'PATH', env: { PATH: `${URL}/bin:relative/token=${SECRET}::/usr/local/go/bin:/usr/bin:/bin` } },
  { where: 'HOME', env: { HOME: `/home/token=${SECRET}` } },
  { where: 'TMPDIR', env: { TMPDIR: `/tmp/token=${SECRET}` } },
  {
    where: 'SSL_CERT_FILE and SSL_CERT_DIR',
    env: { SSL_CERT_FILE: URL, SSL_CERT_DIR: `/x/token=${SECRET}` },
  },
  { where: 'NODE_EXTRA_CA_CERTS', env: { NODE_EXTRA_CA_CERTS: `/x/token=${SECRET}` } },
  {
    where: 'variables of others',
    env: { DB_PASSWORD: SECRET, AWS_SECRET_ACCESS_KEY: SECRET, GITHUB_TOKEN: TOKEN, GO_X: SECRET },
  },
  {
    where: '.netrc',
    trees: {
      '/root/.netrc': file(`machine corp.example login me password ${SECRET}\nmachine oops ${SECRET}\n`, {
        mode: 0o666,
      }),
    },
  },
  {
    where: 'git configuration',
    trees: {
      '/root/.gitconfig': `[url "${URL}/"]\n\tinsteadOf = https://corp.example/\n[http]\n\textraHeader = Authorization: Basic ${SECRET}\n`,
    },
  },
  {
    where: 'a private key in the bundle',
    trees: {
      '/etc/ssl/certs/ca-certificates.crt': `-----BEGIN PRIVATE KEY-----\n${Buffer.from(SECRET).toString('base64')}\n${SECRET}\n-----END PRIVATE KEY-----\n`,
    },
  },
  {
    where: 'comments of the bundle',
    trees: {
      '/etc/ssl/certs/ca-certificates.crt': `# ${URL}\n-----BEGIN CERTIFICATE-----\nProc-Type: token=${SECRET}\n\nAAAA\n-----END CERTIFICATE-----\n`,
    },
  },
  { where: 'the target of a link', trees: { '/etc/localtime': link(`/x/token=${SECRET}`) } },
  { where: '/etc/timezone', trees: { '/etc/timezone': `${URL}\n` } },
  {
    where: '/etc/os-release',
    trees: { '/etc/os-release': `ID=debian\nPRETTY_NAME="token=${SECRET}"\nVERSION_ID="${URL}"\n` },
  },
  {
    where: 'go.mod',
    trees: { '/src/go.mod': `module ${URL}/app\n\ngo 1.99\n\nrequire ${URL}/lib v1\nbad token=${SECRET}\n` },
    cwd: '/src',
  },
  {
    where: 'what go says on stderr',
    go: fails(`go: reading ${URL}/x: fatal: could not read Password for '${URL}'\n`),
  },
  {
    where: 'what go says, cut in a password',
    go: fails(`${'x '.repeat(90)}https://user:${SECRET}${'y'.repeat(400)}@corp.example\n`),
  },
  { where: 'what go prints for its version', go: () => ({ stdout: `go version ${URL} token=${SECRET}\n` }) },
  {
    where: 'what go prints for its settings',
    go: (spec) =>
      spec.args[0] === 'env'
        ? {
            stdout: JSON.stringify({
              GOPROXY: URL,
              GOFLAGS: `token=${SECRET}`,
              GOVERSION: URL,
              GOROOT: URL,
              GOMOD: URL,
            }),
          }
        : { stdout: 'go version go1.26.10 linux/amd64\n' },
  },
  {
    where: 'a broken answer of go',
    go: (spec) => (spec.args[0] === 'env' ? { stdout: `{"GOPROXY": "${URL}"` } : { stdout: `${URL}\n` }),
  },
  {
    where: 'values that the policy expects',
    trees: policy({ goEnv: { expect: { GOPROXY: `${URL}/x`, GOFLAGS: `token=${SECRET}` } } }),
  },
  {
    where: 'modules of the policy',
    trees: policy({ goEnv: { privateModules: [`user:${SECRET}@corp.example`], requiredModules: [URL] } }),
  },
  {
    where: 'paths of the policy',
    trees: policy({ permissions: { paths: [{ path: `/srv/token=${SECRET}`, need: ['write'] }] } }),
  },
  {
    where: 'certificates of the policy',
    trees: policy({ caCerts: { required: [{ subject: `CN=token=${SECRET}` }] } }),
  },
  { where: 'a key of the policy', trees: policy({ [`token=${SECRET}`]: 1 }) },
  {
    where: 'a value of the policy',
    trees: policy({
      for: `token=${SECRET}`,
      only: [URL],
      goVersion: { range: URL },
      timezone: { expected: URL },
    }),
  },
  {
    where: 'a policy that is no YAML',
    trees: { '/etc/probe-env.yaml': `goEnv: {expect: {GOPROXY: "${URL}\n  x: [` },
  },
  { where: 'a variable of probe-env', env: { PROBE_ENV_FORMAT: URL } },
  { where: 'a list of probe-env', env: { PROBE_ENV_ONLY: `umask,token=${SECRET}` } },
];

const FORMATS = Object.keys(REPORTERS);
const COMMANDS: readonly (readonly string[])[] = [
  ...FORMATS.flatMap((format) => [
    ['-f', format],
    ['-f', format, '-v'],
  ]),
  ['-q'],
  ['-o', '/tmp/report'],
  ['route', 'corp.example/lib@v1.0.0', 'example.com/x'],
  ['route', '-v'],
  ['route', '-f', 'json', 'corp.example/lib'],
  ['run', '--termination-log', '/tmp/message', '--', '/nothing'],
  ['run', '-v', '--termination-log', '/tmp/message', '--', '/nothing'],
];

describe('a secret is never shown that stands in', () => {
  it.each(PLANTED.map((planted) => [planted.where, planted] as const))('%s', async (_, planted) => {
    for (const argv of COMMANDS) {
      const all = await said(argv, machine(planted));
      expect(all).not.toBe('');
      expect(leak(all), argv.join(' ')).toBe('');
    }
  });

  it.each([
    ['--config', URL],
    ['--config', `/x/token=${SECRET}`],
    ['--timezone', URL],
    ['--go-version', URL],
    ['--umask', `token=${SECRET}`],
    ['--only', URL],
    ['--skip', `token=${SECRET}`],
    ['--format', URL],
    ['--wait', URL],
    ['--timeout', `token=${SECRET}`],
    ['--color', URL],
    ['-f', 'json', '--label', `a=${URL}`],
    ['--label', URL],
    ['-o', `/nowhere/token=${SECRET}`],
    [`--token=${SECRET}`],
    [`--password=${SECRET}`],
    [URL],
    ['check', `token=${SECRET}`],
    ['explain', URL],
    ['explain', 'umask/x', `token=${SECRET}`],
    ['route', URL],
    ['route', `user:${SECRET}@corp.example/x`],
    ['route', '--from', `/x/token=${SECRET}`],
    ['route', '--env', `GOPROXY=${URL}`, 'corp.example/x'],
    ['route', '--env', `token ${URL}`, 'corp.example/x'],
    ['route', '--go', URL, 'corp.example/x'],
    ['run', '--', URL],
    ['run', '--', `/bin/token=${SECRET}`],
    ['run', '--termination-log', `/nowhere/token=${SECRET}`, '--umask', '0777', '--', '/nothing'],
  ])('the command line: %s %s %s', async (...argv) => {
    const host = machine({ env: { HOME: '/nowhere' } });
    const all = await said(
      argv.filter((word) => word !== undefined),
      host,
    );
    expect(leak(all)).toBe('');
  });
});

/** What stands around a secret that got out. */
function leak(all: string): string {
  const at = all.indexOf(SECRET);
  return at < 0 ? '' : all.slice(Math.max(0, at - 200), at + 100);
}
