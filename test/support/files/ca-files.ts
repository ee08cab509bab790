import { execFileSync } from 'node:child_process';
import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnv, tool } from '../system/real-tools.ts';
import { type KeyPair, keyPair, makeCert, pem } from './certs.ts';

/** A folder in which programs make files of all formats, as users have them made. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'probe-env-formats-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  put(name: string, content: string | Buffer): string {
    writeFileSync(this.path(name), content);
    return name;
  }

  read(name: string): Buffer {
    return readFileSync(this.path(name));
  }

  /** Runs openssl in the folder; its stdout. */
  openssl(...args: string[]): Buffer {
    return this.run('openssl', args);
  }

  run(program: string, args: readonly string[], input = ''): Buffer {
    const path = tool(program);
    if (path === null) throw new Error(`no ${program}`);
    return execFileSync(path, args, { cwd: this.folder, env: cleanEnv(), input, stdio: 'pipe' });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const keyPem = ({ privateKey }: KeyPair) =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Two CAs and a server's certificate of the second, DER. */
export const CORP_KEY = keyPair('p256', 1);
export const SERVER_KEY = keyPair('p256', 3);
export const CORP = makeCert({ cn: 'Corp Root CA', key: CORP_KEY });
export const OTHER = makeCert({ cn: 'Other Root CA', key: keyPair('p256', 2) });
export const SERVER = makeCert({
  cn: 'api.corp.example',
  key: SERVER_KEY,
  issuer: { cn: 'Corp Root CA', key: CORP_KEY },
  ca: false,
});
export const CORP_PEM = pem(CORP);
export const OTHER_PEM = pem(OTHER);

export interface KeystoreEntry {
  readonly alias: string;
  /** DER; more than one for the chain of a key. */
  readonly certificates: readonly Buffer[];
  /** Encrypted bytes of a private key. */
  readonly key?: Buffer;
}

/** A keystore as sun.security.provider.JavaKeyStore writes it, with its digest. */
export function makeJavaKeystore(entries: readonly KeystoreEntry[], magic = 0xfeedfeed): Buffer {
  const certificate = (der: Buffer) => [text('X.509'), int(der.length), der];
  const body = Buffer.concat([
    int(magic),
    int(2),
    int(entries.length),
    ...entries.flatMap(({ alias, certificates, key }) => [
      int(key === undefined ? 2 : 1),
      text(alias),
      Buffer.alloc(8),
      ...(key === undefined ? [] : [int(key.length), key, int(certificates.length)]),
      ...certificates.flatMap(certificate),
    ]),
  ]);
  const password = Buffer.from('changeit', 'utf16le').swap16();
  const digest = createHash('sha1').update(password).update('Mighty Aphrodite').update(body).digest();
  return Buffer.concat([body, digest]);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

/** An element of DER. */
export function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size =
    length < 0x80
      ? Buffer.from([length])
      : length < 0x10000
        ? Buffer.from([0x82, length >> 8, length & 0xff])
        : Buffer.from([0x83, length >> 16, (length >> 8) & 0xff, length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), size, body]);
}

const sequence = (...content: readonly Buffer[]) => der(0x30, ...content);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const octets = (...content: readonly Buffer[]) => der(0x04, ...content);
const tagged = (...content: readonly Buffer[]) => der(0xa0, ...content);

/** An INTEGER in its shortest form. */
function number(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return der(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.alloc(1), bytes]));
}

const DATA = oid('2a864886f70d010701');

/** PKCS #7 with nothing signed, binary. */
export function makePkcs7(certificates: readonly Buffer[]): Buffer {
  const signed = sequence(number(1), der(0x31), sequence(DATA), tagged(...certificates), der(0x31));
  return sequence(oid('2a864886f70d010702'), tagged(signed));
}

export interface Pkcs12Options {
  readonly password?: string;
  readonly iterations?: number;
  /** The derivation of before PBKDF2, with triple DES; the file then cannot be opened. */
  readonly old?: boolean;
}

/** PKCS #12 with certificates alone, encrypted with AES (RFC 8018, PBES2); without a seal. */
export function makePkcs12(certificates: readonly Buffer[], options: Pkcs12Options = {}): Buffer {
  const { password = 'changeit', iterations = 10, old = false } = options;
  const bags = certificates.map((certificate) =>
    sequence(
      oid('2a864886f70d010c0a0103'),
      tagged(sequence(oid('2a864886f70d01091601'), tagged(octets(certificate)))),
    ),
  );
  const salt = Buffer.alloc(8, 1);
  const iv = Buffer.alloc(16, 2);
  const key = pbkdf2Sync(password, salt, Math.min(Math.max(iterations, 1), 1000), 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const data = Buffer.concat([cipher.update(sequence(...bags)), cipher.final()]);
  const prf = sequence(oid('2a864886f70d0209'), der(0x05));
  const pbkdf2 = sequence(oid('2a864886f70d01050c'), sequence(octets(salt), number(iterations), prf));
  const aes = sequence(oid('60864801650304012a'), octets(iv));
  const method = old
    ? sequence(oid('2a864886f70d010c0103'), sequence(octets(salt), number(iterations)))
    : sequence(oid('2a864886f70d01050d'), sequence(pbkdf2, aes));
  const sealed = sequence(DATA, method, der(0x80, data));
  const safe = sequence(oid('2a864886f70d010706'), tagged(sequence(number(0), sealed)));
  return sequence(der(0x02, Buffer.from([3])), sequence(DATA, tagged(octets(sequence(safe)))));
}
