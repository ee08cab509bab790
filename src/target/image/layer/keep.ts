import { isSuspect, SUSPECT_BYTES } from '../contents/suspects.ts';

/*
 * Of which files bytes are kept when an image is read: those that a probe will ask for, as far as their paths tell.
 * What is missing is fetched by another pass.
 */

const KIB = 1024;

/** Paths (without the first slash), and how many bytes of each file are kept; the first that fits counts. */
const PATTERNS: readonly (readonly [RegExp, number])[] = [
  [/^etc\//, 1024 * KIB],
  // Stores of certificates, in whatever place.
  [/(?:^|\/)(?:ssl|certs|certificates|ca-certificates|pki|ca-trust|trust-source)(?:\/|$)/, 1024 * KIB],
  [/\.(?:pem|crt|cer|p7b|p12|jks)$/, 512 * KIB],
  // Zones.
  [/(?:^|\/)zoneinfo(?:\/|\.zip$)/, 512 * KIB],
  [/^usr\/lib\/os-release$/, 64 * KIB],
  // Which packages there are.
  [/^(?:var\/lib\/dpkg\/status|(?:usr\/)?lib\/apk\/db\/installed)$/, 4 * 1024 * KIB],
  [/^var\/lib\/dpkg\/status\.d\//, 64 * KIB],
  // Go: what a toolchain says of itself, and what a module asks for.
  [/(?:^|\/)(?:VERSION|go\.env|go\.mod|go\.sum|go\.work|go\.work\.sum|modules\.txt|env)$/, 1024 * KIB],
  [/\.(?:mod|ziphash|info)$/, 64 * KIB],
  [/(?:^|\/)bin\/go$/, 32 * 1024 * KIB],
  [/(?:^|\/)include\/node\/node_version\.h$/, 64 * KIB],
  [/^(?:root|home\/[^/]+)\/\.[^/]+$/, 64 * KIB],
  // The beginning of a program tells for which machine it is, and what starts it.
  [/(?:^|\/)(?:s?bin|libexec|tool)\//, 4 * KIB],
  [/(?:^|\/)ld[^/]*$/, 4 * KIB],
];

/** A program that may be asked for what is in it, and is larger than what can be kept. */
const NODE = /(?:^|\/)(?:node|nodejs)$/;

/** Bytes that are kept of a file (its path without the first slash), from the first on; 0: none. */
export function bytesToKeep(path: string): number {
  for (const [pattern, bytes] of PATTERNS) if (pattern.test(path)) return bytes;
  return isSuspect(path) ? SUSPECT_BYTES : 0;
}

export function mayEmbedNode(path: string, size: number): boolean {
  return size > 16 * 1024 * KIB && NODE.test(path);
}

/** Of all files of an image, bytes: beyond it nothing more is kept in passing. */
export const MAX_KEPT_BYTES = 32 * 1024 * KIB;
