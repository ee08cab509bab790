import type { Acl, Stat } from '../../../src/target/file.ts';
import type { Host, Ids } from '../../../src/target/host.ts';
import { accessClass } from '../../../src/target/posix/access.ts';
import { type Mount, mountOf, readMounts } from '../../../src/target/posix/mounts.ts';
import type { Refusal } from './check.ts';
import type { Files } from './memo.ts';
import { hasOwnerOutside } from './user-namespace.ts';

/** A refusal with what explains it. */
export interface Denial extends Refusal {
  /** What refuses, where it can be seen. */
  readonly stat: Stat | null;
  readonly mount: Mount | null;
  /** Null where there is none to see, or nobody asked. */
  readonly acl: Acl | null;
  /** The owner of what refuses is an id that this user namespace has no number for. */
  readonly ownerOutside: boolean;
}

/** What can be seen at once; the access list takes another process. */
export function explain(host: Host, files: Files, refusal: Refusal): Denial {
  const mounts = readMounts(host);
  const stat = refusal.tried === null ? null : files.stat(refusal.at);
  return {
    ...refusal,
    stat: stat?.ok ? stat.value : null,
    mount: mounts === null ? null : mountOf(mounts, refusal.at),
    acl: null,
    ownerOutside: stat?.ok === true && hasOwnerOutside(host, stat.value),
  };
}

/** Whether an access list could say more than the mode: for the owner it never does. */
export function asksForAcl({ code, stat }: Denial, ids: Ids): boolean {
  return code === 'EACCES' && stat !== null && accessClass(stat, ids) !== 'owner';
}

export function withAcl(denial: Denial, acls: ReadonlyMap<string, Acl> | null): Denial {
  return { ...denial, acl: acls?.get(denial.at) ?? null };
}
