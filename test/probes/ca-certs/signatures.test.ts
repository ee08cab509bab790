import { createHash, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { Entry } from '../../../probes/ca-certs/certificates/entry.ts';
import { checkSignatures } from '../../../probes/ca-certs/signatures/check-signatures.ts';
import { isSurelySigned } from '../../../probes/ca-certs/signatures/plain.ts';
import { verifyAll } from '../../../probes/ca-certs/signatures/verify.ts';
import { sha256 } from '../../../src/core/sha256.ts';
import { type CertOptions, keyPair, makeCert } from '../../support/files/certs.ts';

const LATE = { remainingMs: () => 1e9, expired: () => false, fairMs: 1 };
const entryOf = (der: Buffer) => new Entry(() => der, null, 0);
const certificateOf = (der: Buffer) => entryOf(der).reading.certificate;

/** What OpenSSL says; an error is no signature. */
function opensslVerifies(der: Buffer, issuer: Buffer): boolean {
  try {
    return new X509Certificate(der).verify(new X509Certificate(issuer).publicKey);
  } catch {
    return false;
  }
}

const exponentOf = (der: Buffer) => new X509Certificate(der).publicKey.asymmetricKeyDetails?.publicExponent;

const KEYS = ['rsa2048', 'p256'] as const;

describe('SHA-256', () => {
  it.each([0, 1, 55, 56, 63, 64, 119, 120, 1000, 70_000])('of %i bytes is that of OpenSSL', (length) => {
    const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 7919) >> 3));
    expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

describe('a signature that is checked without OpenSSL', () => {
  it.each(KEYS)('is proven for a sound root and an intermediate of %s', (make) => {
    const [key, other] = [keyPair(make), keyPair(make, 1)];
    for (let i = 0; i < 20; i++) {
      const root = makeCert({ cn: `Root ${i}`, key });
      const below = makeCert({ cn: `Below ${i}`, key: other, issuer: { cn: `Root ${i}`, key } });
      const [issuer, certificate] = [certificateOf(root), certificateOf(below)];
      if (issuer === null || certificate === null) throw new Error('cannot be read');
      expect(isSurelySigned(issuer, issuer)).toBe(true);
      expect(isSurelySigned(certificate, issuer)).toBe(true);
      expect(isSurelySigned(certificate, certificate)).toBe(false);
      expect(isSurelySigned(issuer, certificate)).toBe(false);
    }
  });

  it('is proven for the public roots that sign so, and never where OpenSSL says no', () => {
    let proven = 0;
    for (const text of rootCertificates) {
      const der = Buffer.from(text.replace(/-----.*-----|\n/g, ''), 'base64');
      const certificate = certificateOf(der);
      if (certificate === null) continue;
      const plain = isSurelySigned(certificate, certificate);
      if (plain) expect(opensslVerifies(der, der)).toBe(true);
      const possible =
        (certificate.scheme === 'rsa-sha256' && exponentOf(der) === 65537n) ||
        (certificate.scheme === 'ecdsa-sha256' && certificate.key.bits === 256);
      expect(plain).toBe(possible && opensslVerifies(der, der));
      if (plain) proven++;
    }
    expect(proven).toBeGreaterThan(30);
  });

  it.each(KEYS)('is never proven where OpenSSL refuses an altered %s', (make) => {
    const sound = makeCert({ cn: 'Root', key: keyPair(make) });
    let read = 0;
    for (let at = 0; at < sound.length; at += 3) {
      for (const bit of [0x01, 0x80]) {
        const altered = Buffer.from(sound);
        altered[at] = (altered[at] ?? 0) ^ bit;
        const certificate = certificateOf(altered);
        if (certificate === null) continue;
        read++;
        if (isSurelySigned(certificate, certificate)) expect(opensslVerifies(altered, altered)).toBe(true);
      }
    }
    expect(read).toBeGreaterThan(50);
  });

  const stores: Readonly<Record<string, readonly CertOptions[]>> = {
    'a root': [{ cn: 'A' }],
    'a root and what it issued': [
      { cn: 'A', key: keyPair('rsa2048') },
      { cn: 'B', key: keyPair('p256', 1), issuer: { cn: 'A', key: keyPair('rsa2048') } },
    ],
    'an orphan': [{ cn: 'B', issuer: { cn: 'A', key: keyPair('p256', 1) } }],
    'an issuer of the same name with another key': [
      { cn: 'A', key: keyPair('p256', 2) },
      { cn: 'B', issuer: { cn: 'A', key: keyPair('p256', 1) } },
    ],
    'a spoilt root': [{ cn: 'A', spoil: true }],
    'a spoilt root of RSA': [{ cn: 'A', key: keyPair('rsa2048'), spoil: true }],
    'a spoilt one below': [{ cn: 'A' }, { cn: 'B', issuer: { cn: 'A', key: keyPair('p256') }, spoil: true }],
    'SHA-384': [{ cn: 'A', hash: 'sha384' }],
    'SHA-1': [{ cn: 'A', key: keyPair('rsa2048'), hash: 'sha1' }],
    'P-384': [{ cn: 'A', key: keyPair('p384') }],
    Ed25519: [{ cn: 'A', key: keyPair('ed25519') }],
    'a weak key': [{ cn: 'A', key: keyPair('rsa1024') }],
    five: ['A', 'B', 'C', 'D', 'E'].map((cn) => ({ cn })),
  };
  it.each(Object.entries(stores))('%s: both ways come to the same', async (_name, options) => {
    const entries = new Set(options.map((option) => entryOf(makeCert(option))));
    const unknown = [...entries].flatMap((entry) => {
      const { certificate } = entry.reading;
      return certificate === null ? [] : [{ entry, certificate }];
    });
    expect(unknown).toHaveLength(options.length);
    const { unusable, ...checked } = await checkSignatures(entries, LATE);
    expect(checked).toEqual(await verifyAll(unknown, entries, LATE));
    expect(unusable.size).toBe(0);
  });
});
