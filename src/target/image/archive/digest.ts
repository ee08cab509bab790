import { createHash, type Hash } from 'node:crypto';
import { ImageError } from '../image-error.ts';

const LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** A digest taken apart; null of what is none. */
function digestOf(text: string): { readonly algorithm: string; readonly hex: string } | null {
  const [algorithm = '', hex = '', ...more] = text.split(':');
  const sound = more.length === 0 && hex.length === LENGTHS[algorithm] && /^[0-9a-f]+$/.test(hex);
  return sound ? { algorithm, hex } : null;
}

/** Where an OCI layout has the blob. @throws ImageError of a digest that is none */
export function blobPath(digest: string): string {
  const parts = digestOf(digest);
  if (parts === null) throw new ImageError(`${JSON.stringify(digest)} is no digest that can be checked`);
  return `blobs/${parts.algorithm}/${parts.hex}`;
}

/** Takes the bytes; the check throws an ImageError where they are others. */
export function checker(what: string, digest: string): { readonly hash: Hash; check(): void } {
  const parts = digestOf(digest);
  if (parts === null) throw new ImageError(`${JSON.stringify(digest)} is no digest that can be checked`);
  const hash = createHash(parts.algorithm);
  return {
    hash,
    check: () => {
      const is = hash.digest('hex');
      if (is !== parts.hex)
        throw new ImageError(
          `${what} is not what its digest says: ${parts.algorithm}:${is} in place of ${digest}`,
        );
    },
  };
}

/** @throws ImageError where they are others */
export function checkDigest(what: string, digest: string, parts: Iterable<Buffer>): void {
  const { hash, check } = checker(what, digest);
  for (const part of parts) hash.update(part);
  check();
}
