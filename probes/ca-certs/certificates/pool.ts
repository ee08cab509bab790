import { fingerprint } from '../known-roots/fingerprint.ts';
import { type KnownRoot, knownRoot } from '../known-roots/known-root.ts';
import { knownText } from '../known-roots/known-text.ts';
import { BEGIN, decodeBody, END, encodeBody } from '../pem/pem-body.ts';
import { Entry } from './entry.ts';
import { sample } from './sample.ts';

interface Body {
  readonly text: Buffer;
  readonly start: number;
  readonly end: number;
  readonly entry: Entry;
}

/** A file with these lines between BEGIN and END. */
const fileSize = (bodySize: number) => BEGIN.length + bodySize + END.length + 1;

/** All certificates that the files hold, each once. */
export class Pool {
  private readonly known = new Map<number, Entry>();
  private readonly others = new Map<number, Entry[]>();
  /** Where a text was seen, by a sample of it: the second time, in a hash directory, it is only compared. */
  private readonly bodies = new Map<number, Body>();
  private count = 0;
  private readonly negativeSerials: () => boolean;

  /** `negativeSerials`: whether Go takes certificates that have one; asked where there is one. */
  constructor(negativeSerials = () => false) {
    this.negativeSerials = negativeSerials;
  }

  /**
   * The certificate whose lines stand between `start` and `end`; null where they are unusual. A well-known
   * root is known by its text: nothing of it is decoded.
   */
  ofBody(text: Buffer, start: number, end: number): Entry | null {
    const key = sample(text, start, end);
    const same = this.bodies.get(key);
    if (same !== undefined && text.compare(same.text, same.start, same.end, start, end) === 0) {
      return same.entry;
    }
    const entry = this.read(text, start, end, key);
    if (entry !== null) this.bodies.set(key, { text, start, end, entry });
    return entry;
  }

  /**
   * The certificate of a file that holds nothing else, if the same lines were seen before: such files, as in
   * a directory beside a bundle, are compared as a whole instead of being read. Null for any other.
   */
  ofSameFile(file: Buffer): Entry | null {
    const same = this.bodies.get(sample(file, BEGIN.length, file.length - END.length - 1));
    if (same === undefined || same.start < BEGIN.length) return null;
    const block = same.text.subarray(same.start - BEGIN.length, same.end + END.length + 1);
    return block.equals(file) ? same.entry : null;
  }

  private read(text: Buffer, start: number, end: number, key: number): Entry | null {
    const known = knownText(text, start, end, key);
    const print = known === null ? fingerprint(text, start, end) : known.print;
    const root = known ?? knownRoot(print);
    const size = end - start;
    if (root !== null) {
      const decode = () => Buffer.from(text.toString('latin1', start, end), 'base64');
      return this.knownEntry(print, root, decode, size);
    }
    const der = decodeBody(text, start, end);
    return der === null ? null : this.otherEntry(print, der, size);
  }

  /** The entry of these bytes. */
  ofDer(der: Buffer): Entry {
    const body = encodeBody(der);
    const print = fingerprint(body);
    const root = knownRoot(print);
    return root === null
      ? this.otherEntry(print, der, body.length)
      : this.knownEntry(print, root, () => der, body.length);
  }

  /** How many different certificates there are. */
  get size(): number {
    return this.count;
  }

  private knownEntry(print: number, root: KnownRoot, decode: () => Buffer, bodySize: number): Entry {
    const seen = this.known.get(print);
    if (seen !== undefined) return seen;
    const entry = new Entry(decode, root, fileSize(bodySize));
    this.count++;
    this.known.set(print, entry);
    return entry;
  }

  private otherEntry(print: number, der: Buffer, bodySize: number): Entry {
    const same = this.others.get(print);
    const seen = same?.find((entry) => entry.der.equals(der));
    if (seen !== undefined) return seen;
    const entry = new Entry(() => der, null, fileSize(bodySize), this.negativeSerials);
    this.count++;
    if (same === undefined) this.others.set(print, [entry]);
    else same.push(entry);
    return entry;
  }
}
