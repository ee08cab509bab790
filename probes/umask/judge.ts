import type { Policy } from '../../src/core/policy.ts';
import type { UmaskFacts } from './observe.ts';
import { octal, parseOctal } from './octal.ts';
import type { UmaskFinding } from './rules.ts';

const OWNER = 0o700;
const GROUP_WRITE = 0o020;
const OTHERS_WRITE = 0o002;

export function judge(facts: UmaskFacts, policy: Policy): UmaskFinding[] {
  const { self, init } = facts;
  if (self === null) return [{ rule: 'umask/unknown', args: {} }];
  const findings: UmaskFinding[] = [];
  const mask = octal(self);
  const allowed = policy.umask.allowed.map(parseOctal).filter((value) => value !== null);
  const asked = allowed.includes(self);
  if (allowed.length > 0 && !asked) {
    findings.push({ rule: 'umask/unexpected', args: { mask, allowed: allowed.map(octal) } });
  }
  if ((self & OWNER) !== 0) findings.push({ rule: 'umask/blocks-owner', args: { mask } });
  if ((self & OTHERS_WRITE) === 0 && !asked) findings.push({ rule: 'umask/too-open', args: { mask } });
  const shared = policy.permissions.paths.filter((p) => p.shared).map((p) => p.path);
  if (shared.length > 0 && (self & GROUP_WRITE) !== 0) {
    findings.push({ rule: 'umask/blocks-group-write', args: { mask, paths: shared } });
  }
  if (init !== null && init !== self) {
    findings.push({ rule: 'umask/differs-from-init', args: { mask, init: octal(init) } });
  }
  return findings;
}
