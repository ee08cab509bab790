import { X509Certificate } from 'node:crypto';
import { type Certificate, readCertificate } from '../x509/certificate.ts';
import { context, Der, Refused, TAG } from '../x509/der.ts';
import { shortName } from '../x509/names.ts';
import { bytes, type Extension, extensionsOf, ID } from './extensions.ts';

/** A certificate in a chain, with what decides about the chain. */
export interface Presented {
  readonly der: Buffer;
  readonly certificate: Certificate;
  readonly subject: string;
  readonly issuer: string;
  /** Its own subject and issuer, as bytes. */
  readonly subjectKey: string;
  readonly issuerKey: string;
  readonly names: AlternativeNames;
  /** Purposes, DER content in hex; null: any. */
  readonly purposes: readonly string[] | null;
  /** How many CAs may be between it and the server; null: any number. */
  readonly pathLength: number | null;
  /** The critical extension that Go does not know, DER content in hex; null: it has none. */
  readonly unhandled: string | null;
  readonly extensions: readonly Extension[];
  openssl(): X509Certificate;
}

/** Subject alternative names (RFC 5280, 4.2.1.6), as far as servers are known by them. */
export interface AlternativeNames {
  readonly dns: readonly string[];
  /** As Node writes addresses. */
  readonly addresses: readonly string[];
}

/** Null where Go cannot read it, as {@link readCertificate} says. */
export function presented(der: Buffer, negativeSerial = () => false): Presented | null {
  let certificate: Certificate;
  try {
    certificate = readCertificate(der, negativeSerial);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
  const extensions = extensionsOf(der);
  const contentOf = (oid: string) => extensions.find((one) => one.oid === oid)?.value ?? null;
  const names = alternativeNames(contentOf(ID.alternativeName));
  let openssl: X509Certificate | undefined;
  return {
    der,
    certificate,
    extensions,
    names,
    subject: shortName(der, certificate.subject[0]),
    issuer: shortName(der, certificate.issuer[0]),
    subjectKey: bytes(der, ...certificate.subject).toString('latin1'),
    issuerKey: bytes(der, ...certificate.issuer).toString('latin1'),
    purposes: purposesOf(contentOf(ID.extendedKeyUsage)),
    pathLength: pathLengthOf(contentOf(ID.basicConstraints)),
    unhandled: extensions.find((one) => one.critical && !isHandled(one, names))?.oid ?? null,
    openssl: () => {
      openssl ??= new X509Certificate(der);
      return openssl;
    },
  };
}

/** id-kp-serverAuth and anyExtendedKeyUsage (RFC 5280, 4.2.1.12), DER content in hex. */
const SERVER = ['2b06010505070301', '551d2500'];

export function forServers({ purposes }: Pick<Presented, 'purposes'>): boolean {
  return purposes === null || purposes.some((purpose) => SERVER.includes(purpose));
}

/** 2.5.29.N that processExtensions of Go (crypto/x509/parser.go) knows. */
const HANDLED = [14, 15, 17, 19, 30, 31, 32, 33, 35, 36, 37, 54];

function isHandled({ oid, value }: Extension, { dns, addresses }: AlternativeNames): boolean {
  if (!/^551d..$/.test(oid)) return oid === '2b06010505070101';
  const number = Number.parseInt(oid.slice(4), 16);
  // Without a name that it knows, such an extension says what nobody looked at: RFC 822 and URI names are names too.
  if (number === 17) return dns.length > 0 || addresses.length > 0 || hasOther(value);
  return HANDLED.includes(number);
}

/** A rfc822Name or an URI. */
function hasOther(value: Buffer): boolean {
  return elements(value).some(({ tag }) => tag === context(1) || tag === context(6));
}

function alternativeNames(value: Buffer | null): AlternativeNames {
  const found = value === null ? [] : elements(value);
  return {
    dns: found.filter(({ tag }) => tag === context(2)).map(({ content }) => content.toString('latin1')),
    addresses: found
      .filter(({ tag, content }) => tag === context(7) && [4, 16].includes(content.length))
      .map(({ content }) => addressText(content)),
  };
}

/** `10.0.0.1`, or all eight groups in hex: compared with what is written the same way alone. */
export function addressText(content: Buffer): string {
  if (content.length === 4) return [...content].join('.');
  return (content.toString('hex').match(/.{4}/g) ?? []).join(':');
}

function purposesOf(value: Buffer | null): readonly string[] | null {
  if (value === null) return null;
  const found = elements(value).filter(({ tag }) => tag === TAG.oid);
  return found.length === 0 ? null : found.map(({ content }) => content.toString('hex'));
}

function pathLengthOf(value: Buffer | null): number | null {
  const found = value === null ? undefined : elements(value).find(({ tag }) => tag === TAG.integer);
  return found === undefined ? null : Number.parseInt(found.content.toString('hex'), 16);
}

/** What is in a SEQUENCE, element by element. */
function elements(value: Buffer): readonly { readonly tag: number; readonly content: Buffer }[] {
  const d = new Der(value, 0);
  const end = d.enter(TAG.sequence, value.length, 'extension');
  const found: { tag: number; content: Buffer }[] = [];
  while (d.at < end) {
    const tag = d.peek(end);
    const stop = d.enterAny(end, 'extension');
    found.push({ tag, content: bytes(value, d.at, stop) });
    d.at = stop;
  }
  return found;
}
