import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { posix } from 'node:path';
import { ImageError } from '../image-error.ts';
import { TarReader } from '../tar/reader.ts';
import { stepThrough } from '../tar/step.ts';
import { PIECE, type Source } from './source.ts';

/** Parts of an archive: more than any image has. */
const MAX_PARTS = 100_000;
/** Links from one part to another, as archives of Docker's first format have them. */
const MAX_LINKS = 8;

interface Part {
  readonly offset: number;
  readonly size: number;
}

/** An archive in a file that can be read anywhere: only its headers are read to know what it holds. */
export function fileSource(name: string, path: string): Source {
  const fd = openSync(path, 'r');
  try {
    const { parts, links } = partsOf(fd, fstatSync(fd).size);
    const find = (wanted: string): Part | undefined => {
      let at = wanted;
      for (let i = 0; i < MAX_LINKS; i++) {
        const part = parts.get(at);
        const link = links.get(at);
        if (part !== undefined || link === undefined) return part;
        at = link;
      }
      return undefined;
    };
    return {
      name,
      size: (wanted) => find(wanted)?.size ?? null,
      read: (wanted) => piecesOf(fd, find(wanted)),
      readAt: (wanted, offset, bytes) => {
        const part = find(wanted);
        if (part === undefined) return Buffer.alloc(0);
        return bytesAt(fd, part.offset + offset, Math.min(bytes, part.size - offset));
      },
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function partsOf(
  fd: number,
  size: number,
): {
  readonly parts: ReadonlyMap<string, Part>;
  readonly links: ReadonlyMap<string, string>;
} {
  const parts = new Map<string, Part>();
  const links = new Map<string, string>();
  const reader = new TarReader((entry) => {
    if (parts.size + links.size > MAX_PARTS) throw new ImageError('it has more parts than any image');
    const name = plainName(entry.name);
    if (entry.type === '0') parts.set(name, { offset: entry.offset, size: entry.size });
    else if (entry.type === '2') links.set(name, plainName(posix.join(posix.dirname(name), entry.linkName)));
    else if (entry.type === '1') links.set(name, plainName(entry.linkName));
    return null;
  });
  stepThrough(reader, size, (offset, bytes) => bytesAt(fd, offset, bytes));
  return { parts, links };
}

/** Without `./` in front, and nothing above it. */
export function plainName(name: string): string {
  return posix.normalize(`/${name}`).slice(1);
}

function* piecesOf(fd: number, part: Part | undefined): Generator<Buffer> {
  if (part === undefined) return;
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, part.size));
  const end = part.offset + part.size;
  for (let at = part.offset; at < end; ) {
    const read = readSync(fd, buffer, 0, Math.min(buffer.length, end - at), at);
    if (read === 0) throw new ImageError('it ends in the middle of a part');
    at += read;
    yield buffer.subarray(0, read);
  }
}

function bytesAt(fd: number, offset: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, bytes));
  let length = 0;
  while (length < buffer.length) {
    const read = readSync(fd, buffer, length, buffer.length - length, offset + length);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}
