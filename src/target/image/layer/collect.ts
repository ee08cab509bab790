import { createHash } from 'node:crypto';
import type { FileNode } from '../../tree/node.ts';
import { nodeScan } from '../node-scan.ts';
import type { Sink } from '../tar/entry.ts';

/** Keeps the first bytes of a file. */
export function collector(file: FileNode, wanted: number): Sink {
  const kept = Buffer.alloc(Math.min(wanted, file.size));
  let at = 0;
  const sink: Sink = {
    data: (chunk) => {
      if (at < kept.length) at += chunk.copy(kept, at);
    },
    zeros: (count) => {
      at = Math.min(kept.length, at + count);
    },
    end: () => {
      file.kept = kept;
      file.asked = [];
    },
  };
  return sink;
}

/** Keeps what was asked of a file that is larger than what can be kept. */
export function pieceCollector(file: FileNode): Sink {
  const pieces = file.asked
    .filter(({ from }) => from < file.size)
    .map(({ from, bytes }) => ({ from, content: Buffer.alloc(Math.min(bytes, file.size - from)) }));
  let at = 0;
  return {
    data: (chunk) => {
      for (const { from, content } of pieces) {
        const [begin, end] = [Math.max(at, from), Math.min(at + chunk.length, from + content.length)];
        if (begin < end) chunk.copy(content, begin - from, begin - at, end - at);
      }
      at += chunk.length;
    },
    zeros: (count) => {
      at += count;
    },
    end: () => {
      file.pieces = [...file.pieces, ...pieces];
      file.asked = [];
    },
  };
}

/** Looks through a program that is larger than what can be kept. */
export function scanner(file: FileNode): Sink {
  const scan = nodeScan();
  return {
    data: scan.push,
    zeros: () => {},
    end: () => {
      file.found = scan.found();
    },
  };
}

const ZEROS = Buffer.alloc(64 * 1024);

/** Hashes a file, however large. */
export function hasher(file: FileNode): Sink {
  const hash = createHash('sha256');
  return {
    data: (chunk) => void hash.update(chunk),
    zeros: (count) => {
      for (let left = count; left > 0; left -= ZEROS.length) hash.update(ZEROS.subarray(0, left));
    },
    end: () => {
      file.digest = { sha256: hash.digest('hex') };
    },
  };
}

/** Both at once. */
export function both(one: Sink, other: Sink): Sink {
  return {
    data: (chunk) => {
      one.data(chunk);
      other.data(chunk);
    },
    zeros: (count) => {
      one.zeros(count);
      other.zeros(count);
    },
    end: () => {
      one.end();
      other.end();
    },
  };
}
