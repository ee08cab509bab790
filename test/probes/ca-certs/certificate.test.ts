import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { Entry } from '../../../probes/ca-certs/certificates/entry.ts';
import { nameOf } from '../../../probes/ca-certs/certificates/subject.ts';
import { fingerprint } from '../../../probes/ca-certs/known-roots/fingerprint.ts';
import { knownRoot } from '../../../probes/ca-certs/known-roots/known-root.ts';
import { KNOWN_ROOTS } from '../../../probes/ca-certs/known-roots/known-roots.ts';
import { encodeBody } from '../../../probes/ca-certs/pem/pem-body.ts';
import { readCertificate } from '../../../probes/ca-certs/x509/certificate.ts';
import { isOnCurve } from '../../../probes/ca-certs/x509/curve.ts';
import { Refused } from '../../../probes/ca-certs/x509/der.ts';
import { attributesOf } from '../../../probes/ca-certs/x509/names.ts';
import { type KeyMake, keyPair, makeCert } from '../../support/files/certs.ts';

const ROOTS = rootCertificates.map((pem) => Buffer.from(new X509Certificate(pem).raw));

describe('readCertificate', () => {
  it("sees in every root of Node's list what OpenSSL sees", () => {
    for (const der of ROOTS) {
      const x509 = new X509Certificate(der);
      const ours = readCertificate(der);
      expect(new Date(ours.notBefore)).toEqual(new Date(x509.validFrom));
      expect(new Date(ours.notAfter)).toEqual(new Date(x509.validTo));
      expect(ours.extensions.ca ?? false).toBe(x509.ca);
      expect(ours.selfIssued).toBe(x509.subject === x509.issuer);
      const { modulusLength } = x509.publicKey.asymmetricKeyDetails ?? {};
      if (modulusLength !== undefined) expect(ours.key).toEqual({ type: 'RSA', bits: modulusLength });
      else expect(ours.key.type).toBe('EC');
    }
  });

  it("finds the names where node-forge's reader finds them", () => {
    for (const der of ROOTS) {
      const { subject } = readCertificate(der);
      const tbs = parts(forge.asn1.fromDer(der.toString('latin1')))[0];
      const name = tbs === undefined ? undefined : parts(tbs)[5];
      if (name === undefined) throw new Error('no subject');
      expect(der.subarray(...subject).toString('latin1')).toBe(forge.asn1.toDer(name).getBytes());
      expect(attributesOf(der, subject[0])).toHaveLength(parts(name).length);
    }
  });

  it.each<[KeyMake, string, number]>([
    ['rsa2048', 'RSA', 2048],
    ['rsa1024', 'RSA', 1024],
    ['p256', 'EC', 256],
    ['p384', 'EC', 384],
    ['p521', 'EC', 521],
    ['ed25519', 'Ed25519', 256],
  ])('knows the key %s', (make, type, bits) => {
    expect(readCertificate(makeCert({ key: keyPair(make) })).key).toEqual({ type, bits });
  });

  it.each([
    ['md5', 'md5'],
    ['sha1', 'sha1'],
    ['sha256', 'strong'],
  ] as const)('knows the strength of a signature with %s', (hash, strength) => {
    expect(readCertificate(makeCert({ key: keyPair('rsa2048'), hash })).signature).toBe(strength);
  });

  it('answers or refuses, whatever byte is changed, and never reads beyond the end', () => {
    const der = makeCert({ key: keyPair('p384') });
    for (let at = 0; at < der.length; at++) {
      for (const value of [0x00, 0x80, 0xff, (der[at] ?? 0) ^ 1]) {
        const changed = Buffer.from(der);
        changed[at] = value;
        expect(outcome(() => readCertificate(changed))).toMatch(/^(read|refused)$/);
      }
      expect(outcome(() => readCertificate(Buffer.from(der.subarray(0, at))))).toBe('refused');
    }
  });
});

describe('isOnCurve', () => {
  it.each([
    ['p256', 256],
    ['p384', 384],
    ['p521', 521],
  ] as const)('takes the points of %s and no other', (make, bits) => {
    const spki = keyPair(make).publicKey.export({ type: 'spki', format: 'der' });
    const point = Buffer.from(spki.subarray(-(1 + 2 * Math.ceil(bits / 8))));
    expect(isOnCurve(bits, point)).toBe(true);
    point[point.length - 1] = (point.at(-1) ?? 0) ^ 1;
    expect(isOnCurve(bits, point)).toBe(false);
  });
});

describe('known roots', () => {
  const known = (der: Buffer) => knownRoot(fingerprint(encodeBody(der)));

  it('stand in the order of their fingerprints, in which they are searched', () => {
    const prints = KNOWN_ROOTS.filter((_, i) => i % 3 === 0);
    expect(prints).toEqual([...new Set(prints)].sort((a, b) => a - b));
  });

  it("knows the sound roots of Node's own list, with their dates", () => {
    const sound = ROOTS.filter((der) => known(der) !== null);
    expect(sound.length).toBeGreaterThan(100);
    for (const der of sound) {
      const { notBefore, notAfter } = readCertificate(der);
      expect(known(der)).toEqual({ notBefore, notAfter });
      const x509 = new X509Certificate(der);
      expect(x509.verify(x509.publicKey)).toBe(true);
    }
  });

  it('does not know a root of which one bit was changed', () => {
    for (const der of ROOTS) {
      for (let at = 0; at < der.length; at += 37) {
        const changed = Buffer.from(der);
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        expect(known(changed)).toBeNull();
      }
    }
  });

  it('tells a text of which one character was changed from the root', () => {
    for (const [i, der] of ROOTS.entries()) {
      const body = encodeBody(der);
      const at = (i * 7919) % body.length;
      body[at] = body[at] === 65 ? 66 : 65;
      expect(knownRoot(fingerprint(body))).toBeNull();
    }
  });

  it.each([0, 1, 2, 3, 15, 16, 63, 64, 65, 16_383, 16_384, 16_385, 40_000])(
    'has the same fingerprint for %i bytes wherever they stand',
    (size) => {
      const bytes = Buffer.from(Array.from({ length: size }, (_, i) => (i * 31) % 251));
      const inside = Buffer.concat([Buffer.alloc(3, 9), bytes, Buffer.alloc(5, 7)]);
      expect(fingerprint(inside, 3, 3 + size)).toBe(fingerprint(bytes));
      if (size > 0) expect(fingerprint(inside, 4, 3 + size)).not.toBe(fingerprint(bytes));
    },
  );

  it('names a root without reading all of it', () => {
    expect(nameOf(new Entry(() => makeCert({ cn: 'Corp Root' }), null, 0))).toBe('Corp Root');
    expect(nameOf(new Entry(() => makeCert({ cn: 'Old', version: 1 }), null, 0))).toBe('Old');
  });
});

function outcome(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    return error instanceof Refused ? 'refused' : String(error);
  }
}

function parts({ value }: forge.asn1.Asn1): readonly forge.asn1.Asn1[] {
  if (!Array.isArray(value)) throw new Error('not constructed');
  return value;
}
