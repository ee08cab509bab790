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
    },
  };
  return sink;
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
