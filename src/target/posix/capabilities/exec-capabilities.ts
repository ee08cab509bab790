import type { StartRights } from '../../host.ts';
import type { FileCapabilities } from './file-capabilities.ts';

/** The sets of a process that executes a file (capabilities(7)). */
export interface ProcessCapabilities {
  readonly permitted: bigint;
  readonly inheritable: bigint;
  readonly bounding: bigint;
  readonly ambient: bigint;
  /** Its uid is 0, the effective one and the real one. */
  readonly root: boolean;
  readonly noNewPrivileges: boolean;
}

/** What it has afterwards; or what the kernel does not execute it without (EPERM). */
export type AfterExec =
  | { readonly kind: 'refused'; readonly missing: bigint }
  | { readonly kind: 'executed'; readonly permitted: bigint; readonly effective: bigint };

/**
 * What execve(2) makes of the capabilities (cap_bprm_creds_from_file in the kernel's security/commoncap.c).
 *
 * @param file null where it has none, or lies on a file system without them (nosuid)
 */
export function afterExec(before: ProcessCapabilities, file: FileCapabilities | null): AfterExec {
  const { bounding, inheritable, root } = before;
  const given = file === null ? 0n : (file.permitted & bounding) | (file.inheritable & inheritable);
  const missing = file === null ? 0n : file.permitted & ~given;
  if (file?.effective && missing !== 0n) return { kind: 'refused', missing };
  const gained = root ? bounding | inheritable : given;
  const mayGrow = !before.noNewPrivileges || (gained & ~before.permitted) === 0n;
  const kept = mayGrow ? gained : gained & before.permitted;
  // A file with capabilities cancels the ambient ones.
  const ambient = file === null ? before.ambient : 0n;
  const permitted = kept | ambient;
  const inEffect = root || file?.effective === true;
  return { kind: 'executed', permitted, effective: inEffect ? permitted : ambient };
}

const ALL = (1n << 64n) - 1n;

/** The sets of the first process of a container, as runtimes make it: no ambient ones. */
export function starterBy({ bounding, noNewPrivileges }: StartRights, uid: number): ProcessCapabilities {
  const all = bounding ?? ALL;
  const root = uid === 0;
  return {
    permitted: root ? all : 0n,
    inheritable: 0n,
    bounding: all,
    ambient: 0n,
    root,
    noNewPrivileges,
  };
}
