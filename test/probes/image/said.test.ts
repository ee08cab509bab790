import { describe, expect, it } from 'vitest';
import { image } from '../../../probes/image/index.ts';
import { saidSecrets } from '../../../probes/image/secrets/said-secrets.ts';
import { imageConfig } from '../../../src/target/image/config.ts';
import { saidBy } from '../../../src/target/image/contents/said.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { file, hostOf } from './image-host.ts';
import { KEY, VALUE } from './secret-files.ts';

/** Put together here, as VALUE is: a scanner of this repository should find none. */
const GITHUB = `gh${'p_'}${VALUE}${VALUE}`.slice(0, 40);
const AWS = `AK${'IA'}${'QWERTYUIOPASDFGH'}`;

type Config = Readonly<Record<string, unknown>>;

const found = (config: Config, history: readonly Config[] = [], layers = 1) => {
  const json = {
    config,
    history,
    rootfs: { type: 'layers', diff_ids: Array.from({ length: layers }, (_, i) => `sha256:${i}`) },
  };
  return saidSecrets(saidBy(imageConfig(JSON.parse(JSON.stringify(json)))));
};

describe('secrets in the configuration of an image', () => {
  it.each([
    ['a token of a well-known make', { Env: [`WORD=${GITHUB}`] }, ['variable', 'WORD', 'token', true]],
    ['a key of a cloud', { Labels: { 'org.example.id': AWS } }, ['label', 'org.example.id', 'token', true]],
    ['a private key', { Env: [`TLS=${KEY}`] }, ['variable', 'TLS', 'private key', true]],
    [
      'a URL with a password',
      { Env: [`DB=postgres://app:${VALUE}@db/app`] },
      ['variable', 'DB', 'URL with a password', true],
    ],
    [
      'a value that is named like a secret',
      { Env: [`DB_PASSWORD=${VALUE}`] },
      ['variable', 'DB_PASSWORD', 'password', false],
    ],
  ] as const)('are found: %s', (_, config, [place, name, kind, certain]) => {
    expect(found(config)).toEqual([{ place, name, kind, certain, layers: [] }]);
  });

  it('are found in the history: arguments of a build, and lines, each with its layer', () => {
    const history = [
      { created_by: '/bin/sh -c #(nop) ADD file:1 in / ' },
      { created_by: `ARG NPM_TOKEN=${VALUE}`, empty_layer: true },
      { created_by: `|1 NPM_TOKEN=${VALUE} /bin/sh -c npm ci` },
      { created_by: `RUN /bin/sh -c curl -H "X: ${GITHUB}" https://a.example # buildkit` },
    ];
    expect(found({}, history, 3)).toEqual([
      { place: 'history', name: 'NPM_TOKEN', kind: 'password', certain: false, layers: [1] },
      { place: 'history', name: '', kind: 'token', certain: true, layers: [2] },
    ]);
  });

  it('is told once, of the variable, where the history sets it too', () => {
    const line = { created_by: `ENV API_TOKEN=${VALUE}`, empty_layer: true };
    expect(found({ Env: [`API_TOKEN=${VALUE}`] }, [line])).toHaveLength(1);
    // A later line that writes over it hides it from the container, not from the history.
    expect(found({ Env: ['API_TOKEN='] }, [line])).toMatchObject([{ place: 'history', name: 'API_TOKEN' }]);
  });

  it.each([
    [
      'fingerprints of stock images',
      { Env: ['GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568', `PYTHON_SHA256=${'ab'.repeat(32)}`] },
    ],
    ['a path to a secret', { Env: ['TOKEN=/run/secrets/token', 'DB_PASSWORD_FILE=/run/secrets/db'] }],
    ['placeholders', { Env: ['API_TOKEN=changeme', 'PASSWORD=', 'SECRET=$OTHER'] }],
    [
      'a public key, a URL without a login',
      { Labels: { url: 'https://git.corp.example/app', doc: 'ssh-ed25519 AAAA' } },
    ],
  ])('are not: %s', (_, config) => {
    expect(found(config)).toEqual([]);
  });

  it('no report has their values', async () => {
    const host = hostOf([[file('srv/a')]], {
      Env: [`WORD=${GITHUB}`, `DB_PASSWORD=${VALUE}`],
      Labels: { deploy: `https://bot:${VALUE}@git.corp.example` },
    });
    const { rules, findings, facts } = await judgeHost(image, host);
    expect(rules.filter((rule) => rule === 'image/secret-said')).toHaveLength(3);
    const report = facts === null ? {} : await image.report(facts, host);
    const text = JSON.stringify([findings, report]);
    expect(text).not.toContain(VALUE);
    expect(text).not.toContain(GITHUB);
  });

  it('are no finding where the policy allows secrets', async () => {
    const host = hostOf([[file('srv/a')]], { Env: [`WORD=${GITHUB}`] });
    const policy = { image: { leftovers: { allowed: ['secret' as const], forbidden: [] } } };
    expect((await judgeHost(image, host, { policy })).rules).toEqual([]);
  });
});
