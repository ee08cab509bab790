import { nothing, type Place, type Unpacked } from './format.ts';

/** sun.security.provider.JavaKeyStore and com.sun.crypto.provider.JceKeyStore: the first four bytes. */
const MAGIC: Readonly<Record<number, 'jks' | 'jceks'>> = { 4277010157: 'jks', 3469659854: 'jceks' };

/** Java's own store of every public root has 150. */
const MAX_CERTIFICATES = 5000;

const PRIVATE_KEY = 1;
const TRUSTED_CERTIFICATE = 2;

/** What a file is that begins so; null where it is no Java keystore. */
export function javaFormat(bytes: Buffer): 'jks' | 'jceks' | null {
  return bytes.length < 12 ? null : (MAGIC[bytes.readUInt32BE(0)] ?? null);
}

/**
 * The certificates of a keystore of Java: they stand there in plain, only keys are encrypted. A secret key of
 * JCEKS is a serialised object whose length nothing tells: what stands behind it is not seen.
 */
export function readJavaKeystore(bytes: Buffer, format: 'jks' | 'jceks'): Unpacked {
  const places: Place[] = [];
  let privateKeys = 0;
  const whole = () => nothing(format, { places, privateKeys, certificates: places.map(bytesAt) });
  const bytesAt = ({ start, length }: Place) => Buffer.from(bytes.subarray(start, start + length));
  const reader = new Reader(bytes, 4);
  try {
    const version = reader.int();
    if (version !== 1 && version !== 2) return { ...whole(), lock: 'unsupported' };
    const entries = reader.int();
    for (let i = 0; i < entries && places.length < MAX_CERTIFICATES; i++) {
      const tag = reader.int();
      const alias = reader.text();
      reader.skip(8);
      if (tag === PRIVATE_KEY) {
        privateKeys++;
        reader.skip(reader.int());
        const chain = reader.int();
        for (let k = 0; k < chain && places.length < MAX_CERTIFICATES; k++)
          places.push({ alias, ...reader.certificate(version) });
      } else if (tag === TRUSTED_CERTIFICATE) {
        places.push({ alias, ...reader.certificate(version) });
      } else {
        return { ...whole(), lock: format === 'jceks' && tag === 3 ? 'unsupported' : 'damaged' };
      }
    }
    return whole();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...whole(), lock: 'damaged' };
  }
}

/** java.io.DataInput, as far as keystores use it; RangeError behind the end. */
class Reader {
  private readonly bytes: Buffer;
  private at: number;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  int(): number {
    const value = this.bytes.readUInt32BE(this.at);
    this.at += 4;
    return value;
  }

  skip(length: number): number {
    const start = this.at;
    if (length > this.bytes.length - start) throw new RangeError('cut short');
    this.at += length;
    return start;
  }

  /** Modified UTF-8, which differs in characters that no alias has. */
  text(): string {
    const length = this.bytes.readUInt16BE(this.at);
    this.at += 2;
    const start = this.skip(length);
    return this.bytes.toString('utf8', start, start + length);
  }

  certificate(version: number): Omit<Place, 'alias'> {
    // Since version 2 the type stands before it: X.509.
    if (version === 2) this.text();
    const length = this.int();
    return { start: this.skip(length), length };
  }
}
