import { createGunzip } from 'node:zlib';
import type { Inflater, Output } from './inflater.ts';
import { streamed } from './streamed.ts';

/** Bytes that are handed on at once: fewer, larger pieces cost less. */
const CHUNK = 256 * 1024;

/** All members of it, as eStargz and bgzip write many; what follows and is neither one nor zeros is an error. */
export function gzipInflater(output: Output): Inflater {
  return streamed('gzip', createGunzip({ chunkSize: CHUNK }), output);
}
