import type { AclEntries } from '../../file.ts';

/* The value of `system.posix_acl_access` (linux/posix_acl_xattr.h), version 2. */

const VERSION = 2;
const ENTRY_BYTES = 8;
const [USER_OBJ, USER, GROUP_OBJ, GROUP, MASK, OTHER] = [1, 2, 4, 8, 16, 32];

/** Null of a value that the kernel would not take. */
export function parseAclAttribute(value: Buffer): AclEntries | null {
  if (value.length < 4 || (value.length - 4) % ENTRY_BYTES !== 0 || value.readUInt32LE(0) !== VERSION)
    return null;
  const users = new Map<number, number>();
  const groups = new Map<number, number>();
  const single = new Map<number, number>();
  for (let at = 4; at < value.length; at += ENTRY_BYTES) {
    const tag = value.readUInt16LE(at);
    const bits = value.readUInt16LE(at + 2) & 7;
    const id = value.readUInt32LE(at + 4);
    if (tag === USER) users.set(id, bits);
    else if (tag === GROUP) groups.set(id, bits);
    else single.set(tag, bits);
  }
  const [ownerBits, groupBits, otherBits] = [USER_OBJ, GROUP_OBJ, OTHER].map((tag) => single.get(tag ?? 0));
  if (ownerBits === undefined || groupBits === undefined || otherBits === undefined) return null;
  return { ownerBits, groupBits, otherBits, mask: single.get(MASK ?? 0) ?? null, users, groups };
}
