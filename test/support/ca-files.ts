import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeyPair, keyPair, makeCert, pem } from './certs.ts';
import { cleanEnv, tool } from './real-tools.ts';

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
