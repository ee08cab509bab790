import { CAPABILITY_NAMES } from '../../../core/names/capabilities.ts';

/** What the extended attribute `security.capability` of a file gives to whoever executes it (capabilities(7)). */
export interface FileCapabilities {
  readonly permitted: bigint;
  readonly inheritable: bigint;
  /** One bit for all of them: they are in effect from the start, and without one of them it does not start at all. */
  readonly effective: boolean;
}

/** Bytes of struct vfs_cap_data by its revision (linux/capability.h). */
const SIZES: Readonly<Record<number, number>> = { 1: 12, 2: 20, 3: 24 };
const EFFECTIVE = 1;

/** Null where it is none, or one for the root of another user namespace. */
export function parseFileCapabilities(value: Buffer): FileCapabilities | null {
  if (value.length < 4) return null;
  const magic = value.readUInt32LE(0);
  const revision = magic >>> 24;
  if (value.length !== SIZES[revision]) return null;
  if (revision === 3 && value.readUInt32LE(20) !== 0) return null;
  const word = (at: number) => (revision === 1 && at > 8 ? 0n : BigInt(value.readUInt32LE(at)));
  return {
    permitted: word(4) | (word(12) << 32n),
    inheritable: word(8) | (word(16) << 32n),
    effective: (magic & EFFECTIVE) !== 0,
  };
}

/** `cap_a,cap_b+ep` and its like, one clause after another (cap_from_text(3)); null where it is none. */
export function parseCapabilityText(text: string): FileCapabilities | null {
  const sets = { e: 0n, i: 0n, p: 0n };
  for (const clause of text.split(' ')) {
    const [, names = '', actions = ''] = /^([a-z_,\d]*)((?:[=+-][eip]*)+)$/.exec(clause) ?? [];
    const bits = bitsOf(names);
    if (actions === '' || bits === null) return null;
    for (const [, how, flags = ''] of actions.matchAll(/([=+-])([eip]*)/g))
      for (const set of ['e', 'i', 'p'] as const) {
        const isNamed = flags.includes(set);
        if (how === '=' || (how === '-' && isNamed)) sets[set] &= ~bits;
        if (how !== '-' && isNamed) sets[set] |= bits;
      }
  }
  return { permitted: sets.p, inheritable: sets.i, effective: sets.e !== 0n };
}

/** Every capability that has a name (capabilities(7)). */
export const ALL_CAPABILITIES = (1n << BigInt(CAPABILITY_NAMES.length)) - 1n;

/** No name stands for all of them. */
function bitsOf(names: string): bigint | null {
  if (names === '' || names === 'all') return ALL_CAPABILITIES;
  let bits = 0n;
  for (const name of names.split(',')) {
    // What libcap has no name for it gives by its number.
    const bit = /^\d{1,2}$/.test(name)
      ? Number(name)
      : CAPABILITY_NAMES.indexOf(name.replace(/^cap_/, '').toUpperCase());
    if (bit < 0 || bit > 63) return null;
    bits |= 1n << BigInt(bit);
  }
  return bits;
}

/** Names without `CAP_`, lowest bit first. */
export function namesOf(set: bigint): readonly string[] {
  return CAPABILITY_NAMES.filter((_, bit) => ((set >> BigInt(bit)) & 1n) === 1n);
}
