import { isUtf8 } from 'node:buffer';
import { parseJson, TOO_DEEP } from '../../../core/text/json.ts';
import { ImageError } from '../image-error.ts';
import { checkDigest } from './digest.ts';
import type { Source } from './source.ts';

/** More than the configuration of any image has. */
const MAX_BYTES = 16 * 1024 * 1024;

export type Json = null | boolean | number | string | readonly Json[] | JsonTable;
export interface JsonTable {
  readonly [key: string]: Json | undefined;
}

/**
 * A part that is JSON; null where there is none of that name.
 *
 * @param digest what its bytes have to be; null where nobody says
 * @throws ImageError
 */
export function jsonPart(source: Source, name: string, digest: string | null): Json | null {
  const size = source.size(name);
  if (size === null) return null;
  if (size > MAX_BYTES) throw new ImageError(`${name} is larger than 16 MiB`);
  const bytes = Buffer.concat(Array.from(source.read(name), (piece) => Buffer.from(piece)));
  if (digest !== null) checkDigest(name, digest, [bytes]);
  try {
    if (!isUtf8(bytes)) throw new Error('not UTF-8');
    return parseJson(bytes.toString('utf8')) as Json;
  } catch (error) {
    const { message } = error as Error;
    throw new ImageError(`${name} ${message === TOO_DEEP ? message : `is no JSON: ${message}`}`);
  }
}

export function tableOf(json: Json | undefined): JsonTable {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonTable) : {};
}

export function listOf(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}

export function textOf(json: Json | undefined): string | null {
  return typeof json === 'string' && json !== '' ? json : null;
}

export function textsOf(json: Json | undefined): readonly string[] {
  return listOf(json).filter((item) => typeof item === 'string');
}
