import type { AccessMode } from '../../src/target/file.ts';
import { type AccessClass, accessClass, bitOf, modeGrants } from '../../src/target/posix/access.ts';
import { isExtended } from '../../src/target/posix/acl.ts';
import { isReadOnly, isUnder } from '../../src/target/posix/mounts.ts';
import { nameOf } from './access/accounts.ts';
import type { PermissionFacts, Refused } from './facts.ts';
import type { Need } from './policy.ts';

/** The chain behind a refusal, as findings carry it. */
export type AccessEvidence = {
  /** What is needed and refused; the first few of them. */
  readonly paths: readonly { readonly path: string; readonly role: string }[];
  /** How many more there are. */
  readonly more: number;
  /** Those of them that hold something, or may: a volume there would hide it. */
  readonly filled: readonly string[];
  readonly need: Need;
  /** errno name. */
  readonly code: string;
  /** What refuses, what was tried on it, and whether it is the (first) path itself. */
  readonly at: string;
  readonly tried: AccessMode | null;
  readonly itself: boolean;
  readonly link: string | null;
  readonly type: string | null;
  /** Name, or number where it has none. */
  readonly owner: string | null;
  readonly group: string | null;
  readonly mode: string | null;
  /** Which class of its bits counts for the process, and whether the owner may what was tried. */
  readonly who: AccessClass;
  readonly ownerMay: boolean;
  /** It has an access control list that says more than the mode. */
  readonly acl: boolean;
  readonly mount: string | null;
  readonly fsType: string | null;
  readonly readOnly: boolean;
  /** The effective ids of the process, and the name of its user. */
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly user: string | null;
};

/** Paths that a finding lists; the rest is counted. */
const LISTED = 8;

/** Refusals that have the same reason. */
export function evidence(refused: readonly Refused[], facts: PermissionFacts): AccessEvidence {
  const [first] = refused as readonly [Refused, ...Refused[]];
  const { denial, need } = first;
  const { ids, accounts } = facts;
  const { stat, mount } = denial;
  // A path that is refused for several needs is one path.
  const all = [...new Set(refused.map(({ requirement }) => requirement))];
  return {
    paths: all.slice(0, LISTED).map(({ path, role }) => ({ path, role })),
    more: Math.max(0, all.length - LISTED),
    filled: all
      .slice(0, LISTED)
      .map(({ path }) => path)
      .filter(
        (path) => facts.filled.includes(path) || (facts.modules !== null && isUnder(facts.modules, path)),
      ),
    need,
    code: denial.code,
    at: denial.at,
    tried: denial.tried,
    itself: denial.itself,
    link: denial.link,
    type: stat?.type ?? null,
    owner: stat === null ? null : nameOf(accounts?.users ?? NONE, stat.uid),
    group: stat === null ? null : groupName(stat.gid, facts),
    mode: stat === null ? null : octal(stat.mode),
    who: stat === null ? 'other' : accessClass(stat, ids),
    ownerMay: stat !== null && denial.tried !== null && modeGrants(stat.mode, 'owner', bitOf(denial.tried)),
    acl: denial.acl !== null && isExtended(denial.acl.access),
    mount: mount?.mountPoint ?? null,
    fsType: mount?.fsType ?? null,
    readOnly: denial.code === 'EROFS' || (mount !== null && isReadOnly(mount)),
    uid: ids.euid,
    gid: ids.egid,
    groups: [...ids.groups],
    user: accounts?.users.get(ids.euid) ?? null,
  };
}

const NONE: ReadonlyMap<number, string> = new Map();

/** `staff`, or the number. */
export function groupName(gid: number, { accounts }: PermissionFacts): string {
  return nameOf(accounts?.groups ?? NONE, gid);
}

/** `0o2775` → `"2775"`; at least four digits, as chmod(1) takes them. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
