import { ImageError } from '../image-error.ts';

/** Takes bytes in pieces and hands on what they unpack to, piece by piece. */
export interface Inflater {
  /** Resolves when all that came of it has been handed on. */
  write(chunk: Buffer): Promise<void> | void;
  /** @throws ImageError where something is missing */
  end(): Promise<void> | void;
}

/** Who takes what was unpacked. What it throws breaks the unpacking off. */
export type Output = (chunk: Buffer) => void;

/** In words that say of which format the bytes are not. */
export function damaged(format: string, error: unknown): ImageError {
  if (error instanceof ImageError) return error;
  return new ImageError(
    `its ${format} data is damaged: ${error instanceof Error ? error.message : String(error)}`,
  );
}
