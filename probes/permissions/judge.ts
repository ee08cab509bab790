import type { Policy } from '../../src/core/policy/policy.ts';
import type { Profile } from '../../src/core/probe.ts';
import { atLeast, type Severity } from '../../src/core/severity.ts';
import { isUnder } from '../../src/target/posix/mounts.ts';
import { causeOf } from './access/cause.ts';
import { evidence, groupName, octal } from './evidence.ts';
import type { PermissionFacts, Refused } from './facts.ts';
import { isIntended } from './judge/intended.ts';
import { judgeShared } from './judge/judge-shared.ts';
import type { Need } from './policy.ts';
import type { Role } from './requirements.ts';
import type { PermissionFinding } from './rules/index.ts';

export function judge(facts: PermissionFacts, _policy: Policy, profile: Profile): PermissionFinding[] {
  const denied = facts.trials.flatMap((trial) =>
    trial.denial === null
      ? []
      : [{ ...trial, denial: trial.denial, cause: causeOf(trial.denial, facts.ids) }],
  );
  const unmade = new Set(denied.flatMap(({ requirement, need }) => (need === 'create' ? [requirement] : [])));
  const refused = denied.filter((one) => !isToldByMaking(one, unmade));
  const home = refused.find(({ requirement }) => requirement.role === 'HOME');
  const ofHome = home === undefined ? [] : refused.filter((other) => sharesFate(other, home));
  const told = new Set(ofHome);
  const rest = refused.filter((one) => one !== home && !told.has(one));
  return [
    ...(home === undefined ? [] : [homeFinding(home, ofHome, facts)]),
    ...rest.filter(isTemporary).map((one) => temporaryFinding(one, facts)),
    ...groups(rest.filter((one) => !isTemporary(one))).map((group) => accessFinding(group, facts)),
    ...facts.full.map((args) => ({ rule: 'permissions/no-room' as const, args })),
    ...judgeShared(facts),
    ...facts.volumes.map((one) => ({
      rule: 'permissions/volume-unwritable' as const,
      args: evidence([one], facts),
    })),
    ...surroundings(facts, profile),
  ];
}

/** What cannot be made is not there either: one defect, and one remedy. */
function isToldByMaking(
  { requirement, need, cause }: Refused,
  unmade: ReadonlySet<Refused['requirement']>,
): boolean {
  return need !== 'create' && cause.kind === 'path-missing' && unmade.has(requirement);
}

/** Go would put it below HOME, and what refuses HOME refuses it: one defect. */
function sharesFate(one: Refused, home: Refused): boolean {
  const { path, underHome } = one.requirement;
  return underHome && isUnder(path, home.requirement.path) && reasonOf(one) === reasonOf(home);
}

/** The same for refusals that have one reason: a mount for all that lies on it, else what refuses and how. */
function reasonOf({ cause: { kind }, denial: { mount, tried, at } }: Refused): string {
  const byMount = (kind === 'read-only-mount' || kind === 'noexec-mount') && mount !== null;
  return byMount ? `${kind} ${mount.mountPoint}` : `${kind} ${tried} ${at}`;
}

function homeFinding(home: Refused, ofHome: readonly Refused[], facts: PermissionFacts): PermissionFinding {
  return {
    rule: 'permissions/home-unwritable',
    args: evidence([home, ...ofHome], facts),
    severity: worst([home, ...ofHome], facts),
  };
}

/** A mount that is noexec has its own rule: the directory can be written all the same. */
function isTemporary({ requirement, cause }: Refused): boolean {
  return isWorkDirectory(requirement.role) && cause.kind !== 'noexec-mount';
}

function isWorkDirectory(role: Role): boolean {
  return role === 'TMPDIR' || role === 'GOTMPDIR';
}

function temporaryFinding(one: Refused, facts: PermissionFacts): PermissionFinding {
  return {
    rule: 'permissions/tmp-unwritable',
    args: evidence([one], facts),
    severity: isIntended(one, one.cause) ? 'info' : one.requirement.severity,
  };
}

/** Paths that the same thing refuses in the same way are one finding. */
function groups(refused: readonly Refused[]): readonly (readonly Refused[])[] {
  const byReason = new Map<string, Refused[]>();
  for (const one of refused) {
    // A file is brought, a directory to write in is made.
    const key = `${reasonOf(one)}${one.cause.kind === 'path-missing' ? ` ${needOfMissing(one)}` : ''}`;
    const group = byReason.get(key);
    if (group === undefined) byReason.set(key, [one]);
    else group.push(one);
  }
  return [...byReason.values()];
}

function accessFinding(group: readonly Refused[], facts: PermissionFacts): PermissionFinding {
  const args = evidence(group, facts);
  const severity = worst(group, facts);
  const [first] = group as [Refused];
  const { cause } = first;
  switch (cause.kind) {
    case 'group-not-joined':
      return {
        rule: 'permissions/group-not-joined',
        args: { ...args, join: groupName(cause.gid, facts), joinGid: cause.gid },
        severity,
      };
    case 'acl-denies':
      return { rule: 'permissions/acl-denies', args: { ...args, entry: cause.entry }, severity };
    case 'path-missing':
      return { rule: 'permissions/path-missing', args: { ...args, need: needOfMissing(first) }, severity };
    default:
      return { rule: `permissions/${cause.kind}`, args, severity };
  }
}

/** Whatever comes to be there must do for all that it is needed for, in whatever order that is said. */
function needOfMissing({ requirement: { need } }: Refused): Need {
  if (need.includes('write') || need.includes('create')) return 'write';
  return need.includes('execute') ? 'execute' : 'read';
}

function worst(group: readonly Refused[], facts: PermissionFacts): Severity {
  return group.map((one) => weight(one, facts)).reduce((a, b) => (atLeast(a, b) ? a : b));
}

/** What a build can do without weighs less. */
function weight({ requirement, cause }: Refused, facts: PermissionFacts): Severity {
  const { role, severity } = requirement;
  // `go build` starts nothing in its work directory; `go run` and `go test` do.
  if (isWorkDirectory(role) && cause.kind === 'noexec-mount') return 'warning';
  // Downloaded modules are read; only new ones would have to be written.
  if (role === 'GOMODCACHE' && facts.prefetched) return 'warning';
  if (role === 'GOPATH' && (facts.prefetched || !isDenied('GOMODCACHE', facts))) return 'warning';
  return severity;
}

function isDenied(role: Role, { trials }: PermissionFacts): boolean {
  return trials.some(({ requirement, denial }) => requirement.role === role && denial !== null);
}

/** What is not about one path. */
function surroundings(facts: PermissionFacts, { name }: Profile): PermissionFinding[] {
  const findings: PermissionFinding[] = [];
  const { euid, egid, groups } = facts.ids;
  const identity = { uid: euid, gid: egid, groups: [...groups] };
  if (facts.home === null) {
    findings.push({
      rule: 'permissions/home-unset',
      args: { ...identity, profile: name },
      severity: facts.needsHome ? 'error' : 'info',
    });
  }
  if (facts.hasPasswdEntry === false)
    findings.push({ rule: 'permissions/no-passwd-entry', args: { uid: euid } });
  if (facts.netrc?.exposed) {
    const { path, mode, uid, closedBy } = facts.netrc;
    const { args, severity } = exposed(path, mode, closedBy);
    const rule = 'permissions/netrc-exposed';
    findings.push({ rule, args: { ...args, owner: uid, ids: identity }, severity });
  }
  for (const { path, mode, closedBy } of facts.pathEntries) {
    findings.push({ rule: 'permissions/path-entry-world-writable', ...exposed(path, mode, closedBy) });
  }
  if (!facts.proc) findings.push({ rule: 'permissions/proc-missing', args: {} });
  return findings;
}

/** Behind a closed directory nobody reaches it yet. */
function exposed(path: string, mode: number, closedBy: string | null) {
  const severity: Severity = closedBy === null ? 'warning' : 'info';
  return { args: { path, mode: octal(mode), closedBy }, severity };
}
