import { Header } from 'tar/header';
import { ImageError } from '../image-error.ts';
import type { Sink, TarEntry } from './entry.ts';
import { BLOCK } from './header-field.ts';
import { type PaxRecords, paxRecords } from './pax.ts';
import { realSize, whole } from './sparse-entry.ts';

/* Frames a tar archive as it comes in. Fields of a header are read by node-tar; nothing is ever unpacked. */

/** As Go's archive/tar allows for names and records. */
const MAX_EXTENSION = 1024 * 1024;
/** What has no content whatever its size says, as Go has it (isHeaderOnly). */
const HEADER_ONLY = '123456';
const EXTENSIONS = 'xgLK';
const EMPTY = Buffer.alloc(0);

/** What is done with the bytes that come next. */
type Content = { left: number; padding: number; readonly sink: Sink | null };

/**
 * Takes an archive in pieces and tells of each entry when its header is read.
 *
 * @param onEntry who takes the content; null: nobody
 */
export class TarReader {
  readonly #onEntry: (entry: TarEntry) => Sink | null;
  #held: Buffer = EMPTY;
  #position = 0;
  #content: Content | null = null;
  #pax: PaxRecords | null = null;
  #longName: string | null = null;
  #longLink: string | null = null;
  #zeroBlock = false;
  #ended = false;

  constructor(onEntry: (entry: TarEntry) => Sink | null) {
    this.#onEntry = onEntry;
  }

  /** @throws ImageError */
  push(chunk: Buffer): void {
    if (this.#ended) return;
    let rest = chunk;
    if (this.#held.length > 0) {
      // Only a header can be in two pieces.
      const missing = BLOCK - this.#held.length;
      const held = Buffer.concat([this.#held, chunk.subarray(0, missing)]);
      this.#held = EMPTY;
      rest = chunk.subarray(missing);
      if (held.length < BLOCK) {
        this.#held = held;
        return;
      }
      this.#position += BLOCK;
      this.#header(held);
    }
    while (!this.#ended) {
      if (this.#content !== null) {
        rest = this.#consume(this.#content, rest);
        if (this.#content !== null) return;
      }
      if (rest.length < BLOCK) break;
      this.#position += BLOCK;
      this.#header(rest.subarray(0, BLOCK));
      rest = rest.subarray(BLOCK);
    }
    // What is held is copied: the piece that it came in may be used again.
    if (!this.#ended) this.#held = Buffer.from(rest);
  }

  /** Bytes from here on that nobody takes: whoever can step over them need not push them. */
  get idle(): number {
    const content = this.#content;
    return content === null || content.sink !== null ? 0 : content.left + content.padding;
  }

  /** Bytes from here on that somebody takes; at least a header. */
  get due(): number {
    const content = this.#content;
    return content === null ? BLOCK : content.left + content.padding;
  }

  /** All that is {@link idle} was stepped over. */
  passOver(): void {
    if (this.idle === 0) return;
    this.#position += this.idle;
    this.#content = null;
  }

  /** The archive's end mark was read: what follows is not looked at. */
  get ended(): boolean {
    return this.#ended;
  }

  /** @throws ImageError where it ends in the middle of an entry */
  end(): void {
    if (this.#ended) return;
    const extension = this.#pax ?? this.#longName ?? this.#longLink;
    if (this.#held.length > 0 || this.#content !== null || extension !== null)
      throw new ImageError('it ends in the middle of an entry');
  }

  #consume(content: Content, chunk: Buffer): Buffer {
    let rest = chunk;
    if (content.left > 0) {
      const now = rest.length > content.left ? rest.subarray(0, content.left) : rest;
      content.sink?.data(now);
      content.left -= now.length;
      this.#position += now.length;
      rest = rest.subarray(now.length);
      if (content.left > 0) return EMPTY;
    }
    if (rest.length < content.padding) {
      content.padding -= rest.length;
      this.#position += rest.length;
      return EMPTY;
    }
    this.#position += content.padding;
    rest = rest.subarray(content.padding);
    this.#content = null;
    content.sink?.end();
    return rest;
  }

  #header(block: Buffer): void {
    const header = decoded(block);
    if (header.nullBlock) {
      this.#ended = this.#zeroBlock;
      this.#zeroBlock = true;
      return;
    }
    if (this.#zeroBlock) throw new ImageError('an empty block stands in the middle of it');
    if (!header.cksumValid) throw new ImageError('the checksum of a header is wrong');
    const type = String.fromCharCode(block[156] || 0x30);
    const size = header.size ?? sizeOf(block);
    if (EXTENSIONS.includes(type)) this.#extension(type, size);
    else this.#entry(header, block, type, size);
  }

  #extension(type: string, size: number): void {
    if (size > MAX_EXTENSION) throw new ImageError('an extended header is larger than 1 MiB');
    const parts: Buffer[] = [];
    this.#skip(size, {
      data: (chunk) => parts.push(Buffer.from(chunk)),
      zeros: () => {},
      end: () => {
        const data = Buffer.concat(parts);
        if (type === 'L') this.#longName = untilZero(data);
        else if (type === 'K') this.#longLink = untilZero(data);
        else {
          const records = paxRecords(data);
          if (records === null) throw new ImageError('an extended header is not in the format');
          // Global ones hold for all that follows; no runtime heeds them.
          if (type === 'x') this.#pax = records;
        }
      },
    });
  }

  #entry(header: Header, block: Buffer, type: string, blockSize: number): void {
    const pax = this.#pax;
    const text = (key: string) => pax?.get(key)?.toString('utf8') || null;
    const number = (key: string, otherwise: number) => {
      const value = text(key);
      if (value === null) return otherwise;
      const parsed = Number(value);
      if (!Number.isFinite(parsed)) throw new ImageError(`an extended header whose ${key} is no number`);
      return parsed;
    };
    const stored = number('size', blockSize);
    if (stored < 0 || !Number.isSafeInteger(stored)) throw new ImageError('an entry of an impossible size');
    const name = this.#longName ?? text('GNU.sparse.name') ?? text('path') ?? header.path ?? '';
    const oldDirectory = block[156] === 0 && name.endsWith('/');
    const isFile = (type === '0' && !oldDirectory) || type === '7' || type === 'S';
    const real = number(
      'GNU.sparse.realsize',
      number('GNU.sparse.size', type === 'S' ? realSize(block) : stored),
    );
    const entry: TarEntry = {
      name,
      type: oldDirectory ? '5' : isFile ? '0' : type,
      mode: (header.mode ?? 0) & 0o7777,
      uid: number('uid', header.uid ?? 0),
      gid: number('gid', header.gid ?? 0),
      size: isFile ? real : 0,
      modifiedMs: Math.round(number('mtime', (header.mtime?.getTime() ?? 0) / 1000) * 1000),
      linkName: this.#longLink ?? text('linkpath') ?? header.linkpath ?? '',
      device: { major: header.devmaj, minor: header.devmin },
      pax,
      offset: this.#position,
    };
    this.#pax = null;
    this.#longName = null;
    this.#longLink = null;
    const sink = this.#onEntry(entry);
    if (oldDirectory || HEADER_ONLY.includes(type)) {
      sink?.end();
      return;
    }
    this.#skip(stored, sink === null ? null : whole(entry, type, block, sink));
    if (type === 'S' && block[482] !== 0)
      throw new ImageError('a sparse file in more pieces than its header holds');
  }

  #skip(size: number, sink: Sink | null): void {
    this.#content = { left: size, padding: (BLOCK - (size % BLOCK)) % BLOCK, sink };
    if (size === 0) this.#consume(this.#content, EMPTY);
  }
}

function decoded(block: Buffer): Header {
  try {
    return new Header(block);
  } catch {
    throw new ImageError('a header is damaged');
  }
}

function untilZero(data: Buffer): string {
  const end = data.indexOf(0);
  return data.toString('utf8', 0, end < 0 ? data.length : end);
}

function sizeOf(block: Buffer): number {
  const negative = ((block[124] ?? 0) & 0xc0) === 0xc0;
  if (negative) throw new ImageError('an entry of an impossible size');
  return 0;
}
