import type { KnownRoot } from '../known-roots/known-root.ts';
import { type Certificate, readCertificate } from '../x509/certificate.ts';
import { isOnCurve } from '../x509/curve.ts';
import { Refused } from '../x509/der.ts';

/** What Go makes of the bytes of a certificate. */
export type Reading =
  | { readonly certificate: Certificate; readonly refusal: null }
  | { readonly certificate: null; readonly refusal: string };

/** One distinct certificate of the store: the same bytes in three files are one entry. */
export class Entry {
  private readonly decode: () => Buffer;
  private decoded: Buffer | undefined;
  /** Set when these are the bytes of a well-known public root: then nothing has to be read. */
  readonly known: KnownRoot | null;
  /** Bytes of a PEM file that holds it and nothing else, with lines as RFC 7468 wants them. */
  readonly fileSize: number;
  private readonly negativeSerial: () => boolean;
  private cached: Reading | undefined;

  /** `decode` gives the bytes of the certificate, when and if somebody wants them. */
  constructor(decode: () => Buffer, known: KnownRoot | null, fileSize: number, negativeSerial = () => false) {
    this.decode = decode;
    this.known = known;
    this.fileSize = fileSize;
    this.negativeSerial = negativeSerial;
  }

  get der(): Buffer {
    this.decoded ??= this.decode();
    return this.decoded;
  }

  /** Reads the certificate at the first call. */
  get reading(): Reading {
    this.cached ??= read(this.der, this.negativeSerial);
    return this.cached;
  }

  /** Go puts it into its pool. */
  get inGo(): boolean {
    return this.known !== null || this.reading.certificate !== null;
  }

  /** Go and OpenSSL surely agree that it is a certificate. */
  get regular(): boolean {
    return this.known !== null || this.reading.certificate?.regular === true;
  }

  /** Milliseconds since 1970; null where Go cannot read it. */
  get validity(): { readonly notBefore: number; readonly notAfter: number } | null {
    return this.known ?? this.reading.certificate;
  }
}

function read(der: Buffer, negativeSerial: () => boolean): Reading {
  try {
    const certificate = readCertificate(der, negativeSerial);
    const [start, end] = certificate.keyData;
    if (certificate.key.type === 'EC' && !isOnCurve(certificate.key.bits, der.subarray(start, end))) {
      return { certificate: null, refusal: 'EC point is not on its curve' };
    }
    return { certificate, refusal: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { certificate: null, refusal: error.reason };
  }
}
