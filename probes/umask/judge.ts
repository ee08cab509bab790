import type { Policy } from '../../src/core/policy/policy.ts';
import type { UmaskFacts } from './observe.ts';
import { octal, parseOctal } from './octal.ts';
import type { UmaskFinding } from './rules/index.ts';

const OWNER = 0o700;
const GROUP = 0o070;
const OTHERS_WRITE = 0o002;

export function judge({ self, init, closedToGroup }: UmaskFacts, policy: Policy): UmaskFinding[] {
  const allowed = policy.umask.allowed.map(parseOctal).filter((value) => value !== null);
  if (self === null) {
    // What the policy asks for and nobody can see is not granted.
    return [{ rule: 'umask/unknown', args: {}, severity: allowed.length > 0 ? 'error' : 'info' }];
  }
  const findings: UmaskFinding[] = [];
  const mask = octal(self);
  const asked = allowed.includes(self);
  const blocked = blocksGroupWrite(closedToGroup, asked);
  const suggested = suggest(self, allowed, blocked !== null);
  if (allowed.length > 0 && !asked) {
    findings.push({ rule: 'umask/unexpected', args: { mask, allowed: allowed.map(octal), suggested } });
  }
  if ((self & OWNER) !== 0) findings.push({ rule: 'umask/blocks-owner', args: { mask, suggested } });
  if ((self & OTHERS_WRITE) === 0 && !asked)
    findings.push({ rule: 'umask/too-open', args: { mask, suggested } });
  if (blocked !== null) {
    const { paths, severity } = blocked;
    findings.push({ rule: 'umask/blocks-group-write', args: { mask, paths, suggested }, severity });
  }
  if (init !== null && init !== self) {
    const forbidden = allowed.length > 0 && !allowed.includes(init);
    findings.push({
      rule: 'umask/differs-from-init',
      args: { mask, init: octal(init) },
      severity: forbidden ? 'warning' : 'info',
    });
  }
  return findings;
}

/** A set-gid bit is only a hint: a policy that names this very umask knows better. */
function blocksGroupWrite(
  closed: UmaskFacts['closedToGroup'],
  asked: boolean,
): { readonly paths: readonly string[]; readonly severity: 'error' | 'warning' } | null {
  const shared = closed.filter(({ by }) => by === 'policy').map(({ path }) => path);
  const hinted = asked ? [] : closed.filter(({ by }) => by === 'set-gid').map(({ path }) => path);
  const paths = [...shared, ...hinted];
  if (paths.length === 0) return null;
  return { paths, severity: shared.length > 0 ? 'error' : 'warning' };
}

/**
 * One umask for all findings: the first of the policy that will do; without a policy this one with group
 * write left to new files, or the usual one where more is wrong with it.
 */
function suggest(self: number, allowed: readonly number[], shared: boolean): string | null {
  const closed = OWNER | (shared ? 0o020 : 0);
  const forbidden = OWNER | (shared ? GROUP : 0);
  if (allowed.length > 0) {
    const good = allowed.find((mask) => (mask & closed) === 0);
    return good === undefined ? null : octal(good);
  }
  const usable = (self & OWNER) === 0 && (self & OTHERS_WRITE) !== 0;
  return octal((usable ? self : 0o022) & ~forbidden);
}
