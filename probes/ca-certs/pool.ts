import { Entry } from './entry.ts';
import { fingerprint } from './fingerprint.ts';
import { knownRoot } from './known-root.ts';

/** All certificates that the files hold, each once. */
export class Pool {
  private readonly byText = new Map<string, Entry>();
  private readonly byFingerprint = new Map<number, Entry[]>();

  /**
   * The certificate of a PEM body (base64 with its line ends); null where the body is not base64
   * throughout. The same text is decoded once, which spares most of a hash directory.
   */
  ofText(body: string, decodedLength: number): Entry | null {
    const seen = this.byText.get(body);
    if (seen !== undefined) return seen;
    const der = Buffer.from(body, 'base64');
    // Node's decoder passes over what is not base64: then the result is shorter.
    if (der.length !== decodedLength) return null;
    const entry = this.ofDer(der);
    this.byText.set(body, entry);
    return entry;
  }

  /** The entry of these bytes. */
  ofDer(der: Buffer): Entry {
    const print = fingerprint(der);
    const same = this.byFingerprint.get(print);
    const seen = same?.find((entry) => entry.der.equals(der));
    if (seen !== undefined) return seen;
    const entry = new Entry(der, knownRoot(print));
    if (same === undefined) this.byFingerprint.set(print, [entry]);
    else same.push(entry);
    return entry;
  }
}
