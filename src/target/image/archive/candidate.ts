import type { Platform } from './platform.ts';

/** A part of the archive that an image is made of. */
export interface Blob {
  /** Its name in the archive. */
  readonly part: string;
  /** What its bytes have to be; null where the archive does not say. */
  readonly digest: string | null;
  readonly mediaType: string | null;
}

/** An image of the archive. */
export interface Candidate {
  /** As it was named when it was saved. */
  readonly names: readonly string[];
  /** Of its manifest, or of its configuration where the archive has no manifest. */
  readonly digest: string | null;
  readonly platform: Platform | null;
  readonly config: Blob;
  readonly layers: readonly Blob[];
  /** Parts that the archive does not have. */
  readonly missing: readonly string[];
}
