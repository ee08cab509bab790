import type { Family } from '../growth/families.ts';

/** A reader of bytes that nobody vouches for. */
export interface Parser {
  readonly name: string;
  readonly seeds: readonly Buffer[];
  parse(bytes: Buffer): unknown;
  /** Errors that it is documented to throw. */
  readonly refuses?: (error: unknown) => boolean;
  /** What is repeated to see whether time grows with the size; default the first seed. */
  readonly pieces?: readonly string[];
  /** Kinds of input of its own, beside those of test/growth, which every reader has to take in linear time. */
  readonly families?: readonly Family[];
  /** Bytes of the smallest input of test/growth, where growth shows in larger ones alone. */
  readonly from?: number;
  /** Bytes of the longest input that may reach it. */
  readonly longest: number;
  /** Runs a whole probe: fewer inputs do. */
  readonly slow?: true;
}

export const KIB = 1024;
export const MIB = 1024 * KIB;
export const seeds = (...texts: readonly string[]) => texts.map((text) => Buffer.from(text, 'latin1'));
export const text = (bytes: Buffer) => bytes.toString('utf8');
export const latin1 = (bytes: Buffer) => bytes.toString('latin1');
