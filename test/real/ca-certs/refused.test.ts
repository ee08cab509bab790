import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import type { CaFinding } from '../../../probes/ca-certs/rules/index.ts';
import {
  type CertOptions,
  extension,
  type KeyMake,
  keyPair,
  makePem,
  oidOf,
  primitive,
  sequence,
  tagged,
  toDer,
} from '../../support/files/certs.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { cleanEnv, describeReal, goToolchains, tool } from '../../support/system/real-tools.ts';
import { buildGoRoots, hostWith } from './tools.ts';

/* A CA that is in the pool is one thing; whether a server is believed because of it is another. Real programs verify a server. */

const NAME = 'api.corp.example';
const names = extension('2.5.29.17', toDer(sequence(tagged(2, NAME))));
const purposes = (...oids: string[]) => extension('2.5.29.37', toDer(sequence(...oids.map(oidOf))));
const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';
const NULL = toDer(primitive(5, ''));
/** keyUsage: digitalSignature. */
const SIGNATURES_ONLY = extension('2.5.29.15', toDer(primitive(3, '\x07\x80')), true);

interface Case {
  readonly make?: KeyMake;
  readonly root?: Partial<CertOptions>;
  /** The server is the root itself. */
  readonly itself?: true;
}

const usual = (make: KeyMake): Case => ({ make });
const extended = (...extensions: NonNullable<CertOptions['extensions']>): Case => ({ root: { extensions } });

const CASES: Readonly<Record<string, Case>> = {
  'RSA with 2048 bits': usual('rsa2048'),
  'RSA with 1024 bits': usual('rsa1024'),
  'RSA with 512 bits': usual('rsa512'),
  'P-256': usual('p256'),
  'P-384': usual('p384'),
  Ed25519: usual('ed25519'),
  'RSASSA-PSS': usual('rsa-pss'),
  Ed448: usual('ed448'),
  DSA: usual('dsa'),
  'a critical extension of its own': extended(extension('1.2.3.4', NULL, true)),
  'an extension of its own': extended(extension('1.2.3.4', NULL)),
  'a critical one of id-ce that nobody knows': extended(extension('2.5.29.60', NULL, true)),
  'for clients alone': extended(purposes(CLIENT)),
  'for clients and servers': extended(purposes(CLIENT, SERVER)),
  'for anything': extended(purposes('2.5.29.37.0')),
  'a critical subjectAltName': extended(
    extension('2.5.29.17', toDer(sequence(tagged(2, 'ca.example'))), true),
  ),
  'version 1': { root: { version: 1 } },
  'no CA': { root: { ca: false } },
  'no CA, and the server itself': { root: { ca: false, cn: NAME, extensions: [names] }, itself: true },
  'no CA, the server itself, without a name': { root: { ca: false, cn: NAME }, itself: true },
  'no CA by keyUsage, and the server itself': {
    root: { ca: null, cn: NAME, extensions: [SIGNATURES_ONLY, names] },
    itself: true,
  },
};

/** What says that no server is believed because of it. */
function isDamning(finding: CaFinding): boolean {
  if (finding.rule === 'ca-certs/weak-key') return finding.severity === 'error';
  return (
    ['ca-certs/anchor-refused', 'ca-certs/not-a-ca'].includes(finding.rule) && finding.severity !== 'info'
  );
}

describeReal('ca-certs knows by which CAs a server is believed', { go: true, tools: ['openssl'] }, () => {
  const home = mkdtempSync(join(tmpdir(), 'ca-refused-'));
  const programs = new Map<string, string>();
  beforeAll(() => {
    // The oldest and the newest: what is between them differs for short keys alone.
    const all = goToolchains();
    for (const toolchain of [all.at(0), all.at(-1)])
      if (toolchain !== undefined) programs.set(toolchain.version, buildGoRoots(toolchain));
  }, 600_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const paths = { root: join(home, 'root.pem'), server: join(home, 'server.pem') };
  const env = { SSL_CERT_FILE: paths.root, SSL_CERT_DIR: join(home, 'none') };

  it.each(Object.entries(CASES))('%s', async (_what, { make = 'p256', root = {}, itself }) => {
    const own = { cn: 'Corp Root', key: keyPair(make, 7), ...root };
    const ca = makePem(own);
    writeFileSync(paths.root, ca);
    const server = makePem({
      cn: NAME,
      key: keyPair('p256', 8),
      issuer: own,
      ca: false,
      extensions: [names],
    });
    writeFileSync(paths.server, itself ? ca : server);

    const found = await judgeHost(caCerts, hostWith(env), { deadlineMs: Number.MAX_SAFE_INTEGER });
    const isBelieved = !found.findings.some(isDamning);
    const said = [...programs].map(([version, program]) => [
      version,
      execFileSync(program, [paths.server, NAME], { env, encoding: 'utf8' }).trim(),
    ]);
    // Go before 1.24 takes short keys, as a program does whose go.mod says an older release.
    const counted = make === 'rsa512' ? said.filter(([version]) => Number(version?.slice(2)) >= 24) : said;
    expect(Object.fromEntries(counted.map(([version, text]) => [version, text === '<nil>']))).toEqual(
      Object.fromEntries(counted.map(([version]) => [version, isBelieved])),
    );
    // Where Go alone refuses, the cause says so.
    const byOpenssl = spawnSync(
      tool('openssl') ?? '',
      ['verify', '-purpose', 'sslserver', '-verify_hostname', NAME, '-auth_level', '1', paths.server],
      { env: cleanEnv(env), encoding: 'utf8' },
    ).stdout.includes(': OK');
    if (!isBelieved && byOpenssl)
      expect(found.findings.filter(isDamning).map(({ args }) => args)).toEqual([
        expect.objectContaining(itself ? { selfSigned: false } : { why: 'key' }),
      ]);
  });
});
