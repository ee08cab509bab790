import { ImageError } from '../image-error.ts';
import type { TarReader } from './reader.ts';

/** Bytes that are read at once of content that somebody takes. */
const PIECE = 512 * 1024;

/**
 * Goes through an archive that can be read anywhere, and reads nothing of what nobody takes.
 *
 * @param size bytes of the archive
 * @param enough asked behind each entry; where it says so, the rest is not looked at
 */
export function stepThrough(
  reader: TarReader,
  size: number,
  readAt: (offset: number, bytes: number) => Buffer,
  enough: () => boolean = () => false,
): void {
  let at = 0;
  while (at < size && !reader.ended && !enough()) {
    const piece = readAt(at, Math.min(reader.due, PIECE, size - at));
    if (piece.length === 0) throw new ImageError('it ends in the middle of a part');
    reader.push(piece);
    at += piece.length + reader.idle;
    reader.passOver();
  }
  if (enough()) return;
  if (at > size) throw new ImageError('it ends in the middle of a part');
  reader.end();
}
