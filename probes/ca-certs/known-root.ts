import { KNOWN_ROOTS } from './known-roots.ts';

/** What is known of a public root without reading it. */
export interface KnownRoot {
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

const FIELDS = 3;
let index: Map<number, number> | undefined;

/** The root with this fingerprint, or null. */
export function knownRoot(print: number): KnownRoot | null {
  index ??= indexed();
  const at = index.get(print);
  if (at === undefined) return null;
  return {
    notBefore: (KNOWN_ROOTS[at + 1] as number) * 1000,
    notAfter: (KNOWN_ROOTS[at + 2] as number) * 1000,
  };
}

function indexed(): Map<number, number> {
  const map = new Map<number, number>();
  for (let at = 0; at < KNOWN_ROOTS.length; at += FIELDS) map.set(KNOWN_ROOTS[at] as number, at);
  return map;
}
