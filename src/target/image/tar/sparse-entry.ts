import { ImageError } from '../image-error.ts';
import type { Sink, TarEntry } from './entry.ts';
import { BLOCK, octal } from './header-field.ts';
import { checkedPieces, MAX_PIECES, type Piece, spread } from './sparse.ts';

/* Where the three formats of GNU tar write which pieces of a sparse file there are. */

const EMPTY = Buffer.alloc(0);

/** A sink for what stands in the archive, of an entry that may be sparse. */
export function whole(entry: TarEntry, type: string, block: Buffer, sink: Sink): Sink {
  const { pax, size } = entry;
  if (type === 'S') {
    const numbers = [386, 410, 434, 458]
      .flatMap((at) => [octal(block, at, 12), octal(block, at + 12, 12)])
      .map((number) => number ?? 0);
    return spread(checkedPieces(ended(numbers), size), size, sink);
  }
  const map = pax?.get('GNU.sparse.map')?.toString('latin1');
  if (map !== undefined) return spread(checkedPieces(map.split(',').map(Number), size), size, sink);
  return pax?.get('GNU.sparse.major')?.toString('latin1') === '1' ? mappedInside(size, sink) : sink;
}

/** The old format pads its list with zeros. */
function ended(numbers: readonly number[]): readonly number[] {
  const pairs = numbers.flatMap((offset, i) => (i % 2 === 0 ? [[offset, numbers[i + 1] ?? 0] as const] : []));
  return pairs.filter(([offset, length]) => offset !== 0 || length !== 0).flat();
}

/** Version 1.0: the list of pieces stands in front of them, a number a line, up to the end of a block. */
function mappedInside(size: number, sink: Sink): Sink {
  let head: Buffer = EMPTY;
  let pieces: readonly Piece[] | null = null;
  let inner: Sink | null = null;
  return {
    data: (chunk) => {
      if (inner !== null) return inner.data(chunk);
      head = Buffer.concat([head, chunk]);
      const list = listIn(head);
      if (list === null) return;
      pieces = checkedPieces(list.numbers, size);
      inner = spread(pieces, size, sink);
      if (head.length > list.end) inner.data(head.subarray(list.end));
      head = EMPTY;
    },
    zeros: (count) => inner?.zeros(count),
    end: () => (inner ?? sink).end(),
  };
}

function listIn(head: Buffer): { readonly numbers: readonly number[]; readonly end: number } | null {
  const numbers: number[] = [];
  let at = 0;
  let count = Number.POSITIVE_INFINITY;
  while (numbers.length < count) {
    const end = head.indexOf(0x0a, at);
    if (end < 0) return null;
    const line = head.toString('latin1', at, end);
    if (!/^\d{1,15}$/.test(line)) throw new ImageError('a sparse file whose list of pieces is no list');
    at = end + 1;
    if (count === Number.POSITIVE_INFINITY) {
      if (Number(line) > MAX_PIECES) throw new ImageError('a sparse file in too many pieces');
      count = Number(line) * 2;
    } else numbers.push(Number(line));
  }
  const end = Math.ceil(at / BLOCK) * BLOCK;
  return head.length < end ? null : { numbers, end };
}

/** Of the old format: what the file is larger than what stands in the archive. */
export function realSize(block: Buffer): number {
  return octal(block, 483, 12) ?? 0;
}
