import type { Acl } from '../../src/target/file.ts';
import type { Ids } from '../../src/target/host.ts';
import type { Lack } from '../../src/target/room.ts';
import type { Accounts } from './access/accounts.ts';
import type { Cause } from './access/cause.ts';
import type { Denial } from './access/denial.ts';
import type { Exposed, Netrc } from './look/exposure.ts';
import type { Need } from './policy.ts';
import type { Requirement } from './requirements.ts';

/** What the probe saw. */
export interface PermissionFacts {
  readonly ids: Ids;
  readonly trials: readonly Trial[];
  /** Volumes that are mounted to be written and refuse this user; looked for where info is shown. */
  readonly volumes: readonly Refused[];
  readonly home: string | null;
  readonly needsHome: boolean;
  /** The module cache holds downloaded modules: builds can do without writing to it. */
  readonly prefetched: boolean;
  /** GOMODCACHE where it holds downloads, or may not be looked into; null where it holds none. */
  readonly modules: string | null;
  /** Directories that are to be written, and are not empty. */
  readonly filled: readonly string[];
  readonly shared: readonly SharedDirectory[];
  readonly netrc: Netrc | null;
  readonly pathEntries: readonly Exposed[];
  /** /etc/passwd has a line for the user; null where it cannot be read. */
  readonly hasPasswdEntry: boolean | null;
  /** Paths that may be written, and have no room. */
  readonly full: readonly Full[];
  /** /proc is there. */
  readonly proc: boolean;
  /** Names for what refuses; null when nothing does. */
  readonly accounts: Accounts | null;
}

/** One need of one path, tried. */
export interface Trial {
  readonly requirement: Requirement;
  readonly need: Need;
  /** Null when it is granted. */
  readonly denial: Denial | null;
}

/** A refused trial with its reason. */
export interface Refused extends Trial {
  readonly denial: Denial;
  readonly cause: Cause;
}

/** A directory that the policy calls shared. */
export interface SharedDirectory {
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Whether a volume brings it, whose image is not this one; null where there is no mount table. */
  readonly volume: boolean | null;
  /** Null where it could not be asked: no getfacl, or nothing to tell. */
  readonly acl: Acl | null;
}

/** A path that may be written, on a file system without room. */
export type Full = {
  readonly path: string;
  readonly lacks: Lack;
};
