import { ImageError } from '../image-error.ts';
import type { Sink } from './entry.ts';

/** A piece of a sparse file that has bytes in the archive; all else of it is zeros. */
export interface Piece {
  readonly offset: number;
  readonly length: number;
}

/** Longer than any file has pieces. */
export const MAX_PIECES = 65_536;

/** Turns the pieces, one behind the other, into the file, as far as somebody wants it. */
export function spread(pieces: readonly Piece[], size: number, sink: Sink): Sink {
  let at = 0;
  let index = 0;
  let taken = 0;
  const zeros = (upTo: number) => {
    if (upTo > at) sink.zeros(upTo - at);
    at = Math.max(at, upTo);
  };
  return {
    data: (chunk) => {
      let rest = chunk;
      for (let piece = pieces[index]; piece !== undefined && rest.length > 0; piece = pieces[index]) {
        zeros(piece.offset);
        const now = rest.subarray(0, piece.length - taken);
        sink.data(now);
        at += now.length;
        taken += now.length;
        rest = rest.subarray(now.length);
        if (taken < piece.length) return;
        index++;
        taken = 0;
      }
    },
    zeros: (count) => sink.zeros(count),
    end: () => {
      zeros(size);
      sink.end();
    },
  };
}

/** @throws ImageError where they overlap, or reach beyond the end */
export function checkedPieces(numbers: readonly number[], size: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const [offset = -1, length = -1] = [numbers[i], numbers[i + 1]];
    const sound = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && length >= 0;
    if (!sound || offset < end || offset + length > size)
      throw new ImageError('a sparse file whose pieces do not fit into it');
    end = offset + length;
    if (length > 0) pieces.push({ offset, length });
  }
  if (numbers.length % 2 !== 0) throw new ImageError('a sparse file whose pieces have no length');
  return pieces;
}
