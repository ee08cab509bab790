import type { Policy } from '../../src/core/policy.ts';
import type { UmaskFacts } from './observe.ts';
import { octal, parseOctal } from './octal.ts';
import type { UmaskFinding } from './rules.ts';

const OWNER = 0o700;
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
  if (allowed.length > 0 && !asked) {
    findings.push({ rule: 'umask/unexpected', args: { mask, allowed: allowed.map(octal) } });
  }
  if ((self & OWNER) !== 0) findings.push({ rule: 'umask/blocks-owner', args: { mask } });
  if ((self & OTHERS_WRITE) === 0 && !asked) findings.push({ rule: 'umask/too-open', args: { mask } });
  findings.push(...blocksGroupWrite(mask, closedToGroup, asked));
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
  mask: string,
  closed: UmaskFacts['closedToGroup'],
  asked: boolean,
): readonly UmaskFinding[] {
  const shared = closed.filter(({ by }) => by === 'policy').map(({ path }) => path);
  const hinted = asked ? [] : closed.filter(({ by }) => by === 'set-gid').map(({ path }) => path);
  const paths = [...shared, ...hinted];
  if (paths.length === 0) return [];
  const severity = shared.length > 0 ? 'error' : 'warning';
  return [{ rule: 'umask/blocks-group-write', args: { mask, paths }, severity }];
}
