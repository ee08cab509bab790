import type { Inflater, Output } from './inflater.ts';

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** Of a skippable frame of zstd; its lowest four bits are free. */
const SKIPPABLE = Buffer.from([0x2a, 0x4d, 0x18]);

export type Packing = 'plain' | 'gzip' | 'zstd';

/** By the first four bytes, as runtimes go by them and not by what the manifest says. */
export function packingOf(head: Buffer): Packing {
  if (head.subarray(0, 2).equals(GZIP)) return 'gzip';
  const skippable = head.subarray(1, 4).equals(SKIPPABLE) && ((head[0] ?? 0) & 0xf0) === 0x50;
  return head.subarray(0, 4).equals(ZSTD) || skippable ? 'zstd' : 'plain';
}

/** Unpacks what its first bytes say that it is. */
export function anyInflater(output: Output): Inflater {
  let head: Buffer = Buffer.alloc(0);
  let inner: Inflater | null = null;
  const start = async (): Promise<Inflater> => {
    inner = await inflaterOf(packingOf(head), output);
    await inner.write(head);
    return inner;
  };
  return {
    write: async (chunk) => {
      if (inner !== null) return inner.write(chunk);
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length >= 4) await start();
    },
    end: async () => (inner ?? (await start())).end(),
  };
}

async function inflaterOf(packing: Packing, output: Output): Promise<Inflater> {
  if (packing === 'plain') return { write: output, end: () => {} };
  if (packing === 'gzip') return (await import('./gzip.ts')).gzipInflater(output);
  return (await import('./zstd.ts')).zstdInflater(output);
}
