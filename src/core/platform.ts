/**
 * Which tools mend this container: the distribution family decides the package command.
 * `scratch` stands for every image without a package manager (scratch, distroless): there the remedy
 * is a `COPY` line in the Dockerfile.
 */
export type Family = 'debian' | 'alpine' | 'rhel' | 'scratch';

/** All families, in the order in which documents list them. */
export const FAMILIES: readonly Family[] = ['debian', 'alpine', 'rhel', 'scratch'];

/** The container as far as a remedy or the head of a report needs to know it. */
export interface Platform {
  readonly family: Family;
  /** `ID` of os-release(5), such as `debian`; null where there is no such file. */
  readonly os: string | null;
  /** `VERSION_ID` of os-release(5); null where it is not given (Debian testing, Arch). */
  readonly osVersion: string | null;
  /** `PRETTY_NAME` of os-release(5), or a description of what is there instead. */
  readonly label: string;
  /** The C library that the container's own programs use; null when there is none. */
  readonly libc: 'glibc' | 'musl' | null;
  /** True when this process may change the system itself: then a remedy can be run as it stands. */
  readonly root: boolean;
  /** Whoever reads of it does nothing in it: an image, a container that is yet to be made, or one of a node. */
  readonly closed?: true;
  /** The directory by which its files are reached from where the report is read; left out where that is in it. */
  readonly reachedBy?: string;
  /**
   * Whether the container has a program of that name, on PATH or where system programs are, or at that path; `/bin/sh`
   * says whether RUN lines can be typed at all, `sh` whether commands can. Looked for when asked, once.
   */
  has(program: string): boolean;
  /** Whether this process may change, or make, a file at that path: it and its directory must let it. */
  writes(path: string): boolean;
}
