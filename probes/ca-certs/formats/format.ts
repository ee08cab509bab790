/** What a file is, by its bytes and not by its name. */
export type Format =
  | 'pem'
  | 'der'
  | 'pkcs7-pem'
  | 'pkcs7-der'
  | 'pkcs12'
  | 'jks'
  | 'jceks'
  | 'request'
  | 'private-key'
  | 'public-key'
  | 'openssh-private-key'
  | 'openssh-public-key'
  | 'openssh-certificate'
  | 'pgp'
  | 'crl'
  | 'html'
  | 'xml'
  | 'json'
  | 'blank'
  | 'utf-16'
  | 'carriage-returns'
  | 'escaped'
  | 'gzip'
  | 'archive'
  | 'base64'
  | 'git-lfs'
  | 'other-pem'
  | 'asn1'
  | 'unknown';

/** The end of a sentence that begins with "it is"; null where nothing can be said. */
export const FORMAT_WORDS: Readonly<Record<Format, string | null>> = {
  pem: 'PEM',
  der: 'a binary (DER) certificate',
  'pkcs7-pem': 'PKCS #7 in PEM',
  'pkcs7-der': 'PKCS #7, binary',
  pkcs12: 'PKCS #12',
  jks: 'a Java keystore (JKS)',
  jceks: 'a Java keystore (JCEKS)',
  request: 'a certificate request, which a CA has yet to sign',
  'private-key': 'a private key',
  'public-key': 'a public key without a certificate',
  'openssh-private-key': 'a private key of OpenSSH',
  'openssh-public-key': 'a public key of OpenSSH',
  'openssh-certificate': 'a certificate of OpenSSH, which TLS does not know',
  pgp: 'a key or message of OpenPGP',
  crl: 'a list of revoked certificates (CRL)',
  html: 'HTML',
  xml: 'XML',
  json: 'JSON',
  blank: 'blank',
  'utf-16': 'UTF-16 text',
  'carriage-returns': 'text whose lines end with CR alone',
  escaped: 'text whose line ends are written as \\n',
  gzip: 'compressed with gzip',
  archive: 'a packed archive',
  base64: 'base64 without BEGIN and END lines',
  'git-lfs': 'a Git LFS pointer',
  'other-pem': 'other PEM',
  asn1: 'binary ASN.1 that is no certificate',
  unknown: null,
};

/** Why the certificates that are in a file cannot be read. */
export type Lock =
  /** They are encrypted, and there is no password. */
  | 'password-missing'
  | 'password-wrong'
  /** Deriving its keys takes so long that nobody means it: a probe would stand still. */
  | 'too-many-iterations'
  /** Encrypted by a method that is not known here. */
  | 'unsupported'
  /** The file does not go on as it begins: cut short, or altered. */
  | 'damaged'
  /** More than anybody's certificates: it is not looked into. */
  | 'too-large'
  /** The deadline came first. */
  | 'late';

/** An entry of a Java keystore, and where its certificate stands in the file. */
export type Place = {
  readonly alias: string;
  /** Offset, bytes. */
  readonly start: number;
  /** Bytes. */
  readonly length: number;
};

/** What is in a file. */
export interface Unpacked {
  readonly format: Format;
  /** DER of what should be certificates, in their order. */
  readonly certificates: readonly Buffer[];
  readonly privateKeys: number;
  /** Null where all that the file holds could be read. */
  readonly lock: Lock | null;
  /** What is packed or written otherwise in it: base64, gzip, UTF-16, line ends. */
  readonly inner: Format | null;
  /** PKCS #12: a cipher that OpenSSL 3 knows with `-legacy` alone. */
  readonly legacy: boolean;
  /** Java keystores: where their certificates stand. */
  readonly places: readonly Place[];
  /** Subject or type, where the format has one without a certificate: of a request, of a PEM block. */
  readonly detail: string | null;
}

/** A file of that format in which nothing was found. */
export function nothing(format: Format, more: Partial<Unpacked> = {}): Unpacked {
  return {
    format,
    certificates: [],
    privateKeys: 0,
    lock: null,
    inner: null,
    legacy: false,
    places: [],
    detail: null,
    ...more,
  };
}
