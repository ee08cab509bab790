import { describe, expect, it } from 'vitest';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import { fileRules } from '../../../probes/ca-certs/rules/files.ts';
import { FAMILIES } from '../../../src/core/platform.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { makeJavaKeystore } from '../../support/files/ca-files.ts';
import { keyPair, makeCert, makePem, pem } from '../../support/files/certs.ts';
import { ABLE_PLATFORM } from '../../support/memory/able-platform.ts';
import { procTree } from '../../support/memory/healthy.ts';
import { type MemoryHostOptions, memoryHost, TODAY } from '../../support/memory/memory-host.ts';
import { runningNode } from '../../support/memory/running.ts';
import { directory, file, link, program, type Tree } from '../../support/memory/tree.ts';
import { caTree, ROOTS } from '../../support/memory/trees/ca-certs.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
const [A = '', B = ''] = ROOTS;

/** A Debian image with changes. */
const debian = (changes: Tree, options: MemoryHostOptions = {}) =>
  memoryHost({ ...options, trees: [procTree(), caTree('debian'), changes] });
/** A scratch image whose bundle is this. */
const bundle = (content: string | Buffer, options: MemoryHostOptions = {}) =>
  memoryHost({ trees: [procTree(), { [BUNDLE]: file(content) }], ...options });

const NO_STORE: Tree = { '/etc/ssl/certs': null, '/usr/lib/ssl': null };

const mountInfo = (point: string) =>
  `21 1 8:1 / / rw - overlay overlay rw\n35 21 8:1 /corp ${point} ro,relatime - ext4 /dev/sda1 rw\n`;

const root = { cn: 'Corp Root', key: keyPair('p256', 1) };

/** A whole certificate whose serial number is negative: version and serial are its first fields. */
const NEGATIVE = (() => {
  const der = Buffer.from(makeCert({ cn: 'Negative' }));
  const serial = der.indexOf(Buffer.from([0xa0, 0x03, 0x02, 0x01, 0x02, 0x02]));
  der.writeUInt8(0x80 | der.readUInt8(serial + 7), serial + 7);
  return pem(der);
})();

describe('ca-certs', () => {
  it.each([
    [BUNDLE, true],
    ['/etc/ssl/certs', true],
    ['/etc', true],
    ['/srv', false],
  ])('leaves to the pod who may read what lies on a volume: a mount at %s', async (point, mounted) => {
    const { findings } = await judgeHost(
      caCerts,
      memoryHost({
        ids: { uid: 1000, euid: 1000, gid: 1000, egid: 1000, groups: [] },
        trees: [procTree(), { [BUNDLE]: file(A, { mode: 0o600 }), '/proc/self/mountinfo': mountInfo(point) }],
      }),
    );
    expect(findings).toMatchObject([{ rule: 'ca-certs/unreadable', args: { path: BUNDLE, mounted } }]);
    const lines = JSON.stringify(
      remediesOf(fileRules.unreadable as never, findings[0]?.args as never, ABLE_PLATFORM),
    );
    expect(lines.includes('fsGroup')).toBe(mounted);
    expect(lines.includes('chmod')).toBe(!mounted);
  });

  it('offers to take out a mount that nothing can be put in the place of', async () => {
    const tree = { [BUNDLE]: file(''), '/proc/self/mountinfo': mountInfo(BUNDLE) };
    const { findings } = await judgeHost(caCerts, debian(tree));
    expect(findings[0]).toMatchObject({ rule: 'ca-certs/empty', args: { path: BUNDLE, mounted: true } });
    const platform = { family: 'debian', has: () => true } as never;
    const lines = JSON.stringify(fileRules.empty.remedies?.(findings[0]?.args as never, platform));
    expect(lines).toContain(`take out the mount of ${BUNDLE}`);
    expect(lines).not.toContain('update-ca-certificates');
  });

  testRuleCases(caCerts, {
    'bundle-missing': { host: () => memoryHost({ trees: [procTree()] }) },
    'never-configured': { host: () => debian(NO_STORE) },
    'hidden-by-mount': {
      host: () =>
        memoryHost({
          trees: [
            procTree(),
            caTree('debian'),
            NO_STORE,
            { '/etc/ssl/certs': directory(), '/proc/self/mountinfo': mountInfo('/etc/ssl/certs') },
          ],
        }),
    },
    'bundle-link-dangling': {
      host: () =>
        memoryHost({
          trees: [
            procTree(),
            { '/etc/ssl/ca-bundle.pem': link('../../var/lib/ca-certificates/ca-bundle.pem') },
          ],
        }),
    },
    'verification-off': {
      host: () =>
        debian({ '/usr/bin/git': program() }, { env: { PATH: '/usr/bin', GIT_SSL_NO_VERIFY: 'false' } }),
    },
    'git-ca-missing': {
      host: () =>
        debian(
          { '/usr/bin/git': program() },
          { env: { PATH: '/usr/bin', GIT_SSL_CAINFO: '/etc/ssl/corp.pem' } },
        ),
    },
    'override-missing': { host: () => bundle(A, { env: { SSL_CERT_FILE: '/etc/corp.pem' } }) },
    unreadable: {
      host: () =>
        memoryHost({
          ids: { uid: 1000, euid: 1000, gid: 1000, egid: 1000, groups: [] },
          trees: [procTree(), { [BUNDLE]: file(A, { mode: 0o600 }) }],
        }),
    },
    empty: { host: () => bundle('') },
    'not-a-regular-file': { host: () => memoryHost({ trees: [procTree(), { [BUNDLE]: directory() }] }) },
    'too-large': {
      host: () => memoryHost({ trees: [procTree(), { [BUNDLE]: file('', { size: 2 ** 30 }) }] }),
    },
    'no-certificates': { host: () => bundle('<!DOCTYPE html>\n<title>302 Found</title>\n') },
    'block-unparsable': { host: () => bundle(A + B.replace(/\n[^-]{64}\n/, '\n') + makePem({ cn: 'C' })) },
    'negative-serial': { host: () => bundle(A + NEGATIVE) },
    'boundary-glued': { host: () => bundle(`${A.trimEnd()}${B}${makePem({ cn: 'C' })}`) },
    'bom-hides-first': { host: () => bundle(`\ufeff${A}${B}`) },
    'der-not-pem': { host: () => bundle(makeCert()) },
    'other-format': {
      host: () => bundle(makeJavaKeystore([{ alias: 'corp', certificates: [makeCert()] }])),
    },
    'trusted-block': { host: () => bundle(A + pem(makeCert({ cn: 'T' }), 'TRUSTED CERTIFICATE')) },
    'private-key-in-bundle': {
      host: () => {
        const key = keyPair('p256').privateKey.export({ type: 'pkcs8', format: 'pem' });
        return bundle(A + key.toString());
      },
    },
    'all-expired': { host: () => bundle(makePem({ notAfter: '2025-01-01' })) },
    expired: { host: () => bundle(A + makePem({ cn: 'Old', notAfter: '2025-01-01' })) },
    'expiring-soon': { host: () => bundle(A + makePem({ cn: 'Ending', notAfter: '2026-12-01' })) },
    'not-yet-valid': { host: () => bundle(A + makePem({ cn: 'Young', notBefore: '2027-01-01' })) },
    'not-a-ca': { host: () => bundle(A + makePem({ cn: 'api.corp.example', ca: false })) },
    'anchor-refused': { host: () => bundle(A + makePem({ cn: 'Pss', key: keyPair('rsa-pss') })) },
    'weak-key': { host: () => bundle(A + makePem({ cn: 'Small', key: keyPair('rsa1024') })) },
    'weak-signature': {
      host: () => bundle(makePem(root) + makePem({ cn: 'Issuing', issuer: root, hash: 'sha1' })),
    },
    'self-signature-invalid': { host: () => bundle(A + makePem({ cn: 'Altered', spoil: true })) },
    'issuer-missing': { host: () => bundle(A + makePem({ cn: 'Issuing', issuer: root })) },
    'anchors-unmerged': {
      host: () => debian({ '/usr/local/share/ca-certificates/corp.crt': makePem(root) }),
    },
    'anchor-ended': {
      host: () =>
        debian({
          '/usr/local/share/ca-certificates/corp.crt': makePem({ ...root, notAfter: '2025-01-01' }),
        }),
    },
    'anchor-unusable': {
      host: () => debian({ '/usr/local/share/ca-certificates/corp.crt': file(makeCert(root)) }),
    },
    'subdirectory-unread': { host: () => debian({ '/etc/ssl/certs/custom/corp.pem': makePem(root) }) },
    'hash-link-missing': { host: () => debian({ '/etc/ssl/certs/corp.pem': makePem(root) }) },
    'hash-link-dangling': { host: () => debian({ '/etc/ssl/certs/1a2b3c4d.0': link('gone.pem') }) },
    'runtimes-disagree': {
      host: () => memoryHost({ trees: [procTree(), caTree('alpine'), { '/etc/ssl/cert.pem': null }] }),
    },
    'rotated-since-start': {
      host: () =>
        bundle(A, {
          trees: [
            procTree(),
            { [BUNDLE]: A, '/etc/corp.pem': file(B, { changedMs: Date.parse(TODAY) - 60_000 }) },
          ],
          env: { NODE_EXTRA_CA_CERTS: '/etc/corp.pem' },
          program: runningNode(Date.parse(TODAY) - 3_600_000),
        }),
    },
    'required-missing': {
      host: () => bundle(A),
      policy: { caCerts: { required: [{ subject: 'CN=Corp Root CA' }] } },
    },
    'required-file-unreadable': {
      host: () => bundle(A),
      policy: { caCerts: { required: [{ file: '/etc/corp/ca.p7b' }] } },
    },
    'required-file-unusable': {
      host: () =>
        memoryHost({ trees: [procTree(), { [BUNDLE]: file(A), '/etc/corp/ca.p7b': '<html></html>' }] }),
      policy: { caCerts: { required: [{ file: '/etc/corp/ca.p7b' }] } },
    },
  });

  it.each([0o744, 0o700])('blames a directory of mode %i, whatever its files are called', async (mode) => {
    const closed = { '/etc/ssl/certs': directory({ mode }), [BUNDLE]: file(A) };
    const ids = { uid: 1000, euid: 1000, gid: 1000, egid: 1000, groups: [] };
    const { findings } = await judgeHost(caCerts, memoryHost({ ids, trees: [procTree(), closed] }));
    expect(findings).toMatchObject([{ rule: 'ca-certs/unreadable', args: { path: '/etc/ssl/certs' } }]);
  });

  it.each(FAMILIES)('finds nothing wrong with the store of %s', async (family) => {
    const { rules, facts } = await judgeHost(caCerts, memoryHost({ trees: [procTree(), caTree(family)] }));
    expect(rules).toEqual([]);
    expect(facts.go.roots.size).toBe(3);
    expect(facts.openssl?.roots.size).toBe(family === 'scratch' ? undefined : 3);
  });
});
