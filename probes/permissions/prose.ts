import type { AccessEvidence } from './evidence.ts';

/** `GOCACHE /cache, GOBIN /go/bin and 2 more`. */
export function subject({ paths, more }: AccessEvidence): string {
  const names = paths.map(({ path, role }) => (UNNAMED.has(role) ? path : `${role} ${path}`));
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** Roles that say no more than the path does. */
const UNNAMED: ReadonlySet<string> = new Set(['policy', 'localtime', 'volume']);

/** What cannot be done: `GOCACHE /cache cannot be written`. */
export function refusal(e: AccessEvidence): string {
  return `${subject(e)} ${verb(e)}`;
}

function verb({ need, itself, type, tried, paths, more }: AccessEvidence): string {
  const are = paths.length + more > 1 ? 'are' : 'is';
  if (need === 'create') return itself ? 'cannot be written' : `${are} missing and cannot be made`;
  if (need === 'execute') return type === 'directory' && itself ? 'cannot be entered' : 'cannot be executed';
  if (tried === 'search' && itself) return need === 'read' ? 'cannot be entered' : 'cannot be written';
  return need === 'read' ? 'cannot be read' : 'cannot be written';
}

/** What refuses, with its owner: `/srv (root:staff 2775)`, or `it (…)` where it has just been named. */
export function culprit({ at, owner, group, mode, paths, more }: AccessEvidence): string {
  const name = paths.length === 1 && more === 0 && paths[0]?.path === at ? 'it' : at;
  return owner === null ? at : `${name} (${owner}:${group} ${mode})`;
}

/** Who is refused: `uid 12345 (gid 0, groups 4 20)`. */
export function who({ uid, gid, groups }: AccessEvidence): string {
  const others = groups.filter((group) => group !== gid);
  const more =
    others.length === 0 ? '' : `, groups ${others.slice(0, 8).join(' ')}${others.length > 8 ? ' …' : ''}`;
  return `uid ${uid} (gid ${gid}${more})`;
}

/** The permission that was asked for. */
export function permission({ tried }: AccessEvidence): string {
  return `${tried ?? 'search'} permission`;
}

/** The control group refuses it, whatever its mode says. */
export function isDevice({ type }: AccessEvidence): boolean {
  return type === 'block-device' || type === 'char-device';
}

/** Owner and mode of what refuses, and whom: root only where no capability of its reaches the file. */
export function plainReason(e: AccessEvidence): string {
  if (e.code === 'EPERM')
    return isDevice(e)
      ? `${culprit(e)} is a device, and the container has no right to use it`
      : `${culprit(e)} is immutable (chattr +i)`;
  const limit = e.uid === 0 ? ', which has no capability that reaches it' : '';
  return `${culprit(e)} gives ${who(e)}${limit} no ${permission(e)}`;
}

/** Why a path is not there. */
export function missingReason({ at, code, link, paths }: AccessEvidence): string {
  const same = paths[0]?.path === at;
  if (code === 'ELOOP') return `the links at ${at} lead round in a circle`;
  if (code === 'ENOTDIR') return `${at} is no directory`;
  if (link !== null)
    return same || link === at
      ? `${link} is a link to nothing`
      : `${link} leads to ${at}, which is not there`;
  if (code === 'ENOENT') return same ? 'it does not exist' : `there is no ${at}`;
  return `${at} answers ${code}`;
}

/** Any refusal, for the rules about HOME and TMPDIR, which are one rule whatever the reason. */
export function anyReason(e: AccessEvidence): string {
  if (e.tried === null) return missingReason(e);
  if (e.readOnly) return `${e.mount ?? e.at} is mounted read-only`;
  return plainReason(e);
}

/** A path as a shell takes it. */
export function quote(path: string): string {
  return /^[\w/.:@%+,-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
