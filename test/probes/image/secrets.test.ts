import { describe, expect, it } from 'vitest';
import { secretIn } from '../../../probes/image/secrets/forms.ts';
import { isPublished } from '../../../probes/image/secrets/published.ts';
import { isSuspect } from '../../../src/target/image/contents/suspects.ts';
import { EC_KEY, KEY, NETRC, PUBLIC_KEY, SEALED_KEY, VALUE } from './secret-files.ts';

const registry = (login: object) => JSON.stringify({ auths: { 'registry.corp.example': login } });
const opensshKey = (cipher: string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(cipher.length);
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    length,
    Buffer.from(cipher),
    Buffer.alloc(90),
  ]);
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.toString('base64').replace(/.{70}/g, '$&\n')}\n-----END`;
};

/** Path, content, and what is found. */
const FOUND: readonly (readonly [string, string, string])[] = [
  ['/root/.ssh/id_rsa', KEY, 'private key'],
  ['/etc/tls/server.pem', `${PUBLIC_KEY}${EC_KEY}`, 'private key'],
  ['/etc/ssh/ssh_host_ed25519_key', opensshKey('none'), 'private key'],
  ['/opt/sa-credentials.json', JSON.stringify({ type: 'service_account', private_key: KEY }), 'private key'],
  ['/root/.netrc', NETRC, 'password'],
  ['/root/.npmrc', `//registry.corp.example/:_authToken=${VALUE}\n`, 'token of a package registry'],
  ['/app/.npmrc', `registry=https://bot:${VALUE}@npm.corp.example/\n`, 'URL with a password'],
  ['/root/.git-credentials', `https://bot:${VALUE}@git.corp.example\n`, 'URL with a password'],
  [
    '/root/.gitconfig',
    `[url "https://${VALUE}@git.corp.example/"]\n\tinsteadOf = https://x/\n`,
    'URL with a password',
  ],
  [
    '/app/.git/config',
    `[remote "origin"]\n\turl = https://ci:${VALUE}@git.corp.example/a\n`,
    'URL with a password',
  ],
  ['/root/.config/go/env', `GOPROXY=https://ci:${VALUE}@proxy.corp.example\n`, 'URL with a password'],
  ['/root/.docker/config.json', registry({ auth: 'Ym90OnNlY3JldDEy' }), 'login of a container registry'],
  ['/root/.aws/credentials', `[default]\naws_secret_access_key = ${VALUE}\n`, 'cloud credentials'],
  ['/root/.kube/config', `users:\n- name: a\n  user:\n    token: ${VALUE}==\n`, 'Kubernetes credentials'],
  ['/root/.pypirc', `[pypi]\nusername = __token__\npassword = ${VALUE}\n`, 'token of a package registry'],
  ['/root/.config/gh/hosts.yml', `github.com:\n    oauth_token: ${VALUE}\n`, 'token'],
  ['/root/.cargo/credentials.toml', `[registry]\ntoken = "${VALUE}"\n`, 'token of a package registry'],
];

const UNSURE: readonly (readonly [string, string, string])[] = [
  ['/root/.ssh/id_rsa', SEALED_KEY, 'private key'],
  ['/root/.ssh/id_ed25519', opensshKey('aes256-ctr'), 'private key'],
  ['/app/.env', `PORT=8080\nexport DB_PASSWORD="${VALUE}"\n`, 'variables that are named like secrets'],
  [
    '/app/.env.production',
    `DATABASE_URL=postgres://app:${VALUE}@db/app\n`,
    'variables that are named like secrets',
  ],
  ['/root/.config/gcloud/credentials.db', 'SQLite format 3\0', 'cloud credentials'],
];

const NONE: readonly (readonly [string, string])[] = [
  ['/etc/ssl/certs/a.pem', PUBLIC_KEY],
  ['/usr/lib/x/help.key', '-----BEGIN PRIVATE KEY-----\n(your key here)\n'],
  ['/root/.netrc', 'machine x login y\n'],
  ['/app/.npmrc', `//registry/:_authToken=\${NPM_TOKEN}\nalways-auth=true\n`],
  ['/root/.gitconfig', '[url "https://github.com/"]\n\tinsteadOf = git@github.com:\n'],
  ['/app/.git/config', '[remote "origin"]\n\turl = https://git@git.corp.example/a\n'],
  ['/root/.docker/config.json', registry({})],
  ['/root/.docker/config.json', '{"credsStore": "desktop"}'],
  ['/root/.docker/config.json', '{ broken'],
  [
    '/app/.env',
    'PORT=8080\nAPI_TOKEN=\nSECRET_KEY=changeme\nTOKEN_FILE=/run/secrets/token\nDB_PASSWORD=$PASS\n',
  ],
  ['/root/.aws/credentials', `[default]\naws_secret_access_key = \${SECRET}\n`],
  ['/etc/pip.conf', '[global]\nindex-url = https://pypi.corp.example/simple\n'],
];

describe('a secret', () => {
  it.each(FOUND)('is in %s', (path, content, kind) => {
    expect(isSuspect(path.slice(1))).toBe(true);
    expect(secretIn(path, Buffer.from(content))).toEqual({ kind, certain: true });
  });

  it.each(UNSURE)('may be in %s', (path, content, kind) => {
    expect(isSuspect(path.slice(1))).toBe(true);
    expect(secretIn(path, Buffer.from(content))).toEqual({ kind, certain: false });
  });

  it.each(NONE)('is not in %s', (path, content) => {
    expect(secretIn(path, Buffer.from(content))).toBeNull();
  });

  it.each([
    ['/usr/local/go/src/crypto/tls/testdata/example-key.pem', true],
    ['/go/pkg/mod/golang.org/x/crypto@v0.31.0/ssh/key.pem', true],
    ['/app/node_modules/agent-base/test/server.key', true],
    ['/usr/share/doc/x/key.pem', true],
    ['/app/server.key', false],
    ['/root/.ssh/id_rsa', false],
    ['/contest/server.key', false],
  ])('in %s is one of a test or an example: %s', (path, expected) => {
    expect(isPublished(path)).toBe(expected);
  });

  it('never leaves the file: what is told is its place and its kind', async () => {
    const { hostOf, file } = await import('./image-host.ts');
    const { image } = await import('../../../probes/image/index.ts');
    const { judgeHost } = await import('../../support/probes/judge-host.ts');
    const layers = [FOUND.map(([path, content]) => file(path.slice(1), content))];
    const { facts, findings } = await judgeHost(image, hostOf(layers));
    expect(findings.length).toBeGreaterThan(10);
    expect(JSON.stringify([facts, findings])).not.toContain(VALUE.slice(0, 8));
  });
});
