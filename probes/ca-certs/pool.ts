import { Entry } from './entry.ts';
import { fingerprint } from './fingerprint.ts';
import { type KnownRoot, knownRoot } from './known-root.ts';
import { decodeBody, encodeBody } from './pem-body.ts';

/** All certificates that the files hold, each once. */
export class Pool {
  private readonly known = new Map<number, Entry>();
  private readonly others = new Map<number, Entry[]>();
  private count = 0;

  /**
   * The certificate whose lines stand between `start` and `end`; null where they are unusual. A well-known
   * root is known by its text: nothing of it is decoded.
   */
  ofBody(text: Buffer, start: number, end: number): Entry | null {
    const print = fingerprint(text, start, end);
    const root = knownRoot(print);
    if (root !== null) {
      return this.knownEntry(print, root, () => Buffer.from(text.toString('latin1', start, end), 'base64'));
    }
    const der = decodeBody(text, start, end);
    return der === null ? null : this.otherEntry(print, der);
  }

  /** The entry of these bytes. */
  ofDer(der: Buffer): Entry {
    const print = fingerprint(encodeBody(der));
    const root = knownRoot(print);
    return root === null ? this.otherEntry(print, der) : this.knownEntry(print, root, () => der);
  }

  /** How many different certificates there are. */
  get size(): number {
    return this.count;
  }

  private knownEntry(print: number, root: KnownRoot, decode: () => Buffer): Entry {
    const seen = this.known.get(print);
    if (seen !== undefined) return seen;
    const entry = new Entry(decode, root);
    this.count++;
    this.known.set(print, entry);
    return entry;
  }

  private otherEntry(print: number, der: Buffer): Entry {
    const same = this.others.get(print);
    const seen = same?.find((entry) => entry.der.equals(der));
    if (seen !== undefined) return seen;
    const entry = new Entry(() => der, null);
    this.count++;
    if (same === undefined) this.others.set(print, [entry]);
    else same.push(entry);
    return entry;
  }
}
