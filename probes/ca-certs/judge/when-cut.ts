import type { CaFinding } from '../rules/index.ts';

/** What speaks of all that there is: what is in none of the files, or in one and not in the other. */
const OF_ALL: ReadonlySet<CaFinding['rule']> = new Set([
  'ca-certs/all-expired',
  'ca-certs/anchors-unmerged',
  'ca-certs/bundle-missing',
  'ca-certs/hash-link-dangling',
  'ca-certs/hash-link-missing',
  'ca-certs/hidden-by-mount',
  'ca-certs/issuer-missing',
  'ca-certs/never-configured',
  'ca-certs/no-certificates',
  'ca-certs/required-missing',
  'ca-certs/runtimes-disagree',
  'ca-certs/subdirectory-unread',
  'ca-certs/trusted-block',
]);

/**
 * Where the deadline came before all was read: what the rest could not refute. A defect that was seen is one; that
 * Go has no root at all, or lacks one, is not known.
 */
export function whenCut(findings: readonly CaFinding[]): readonly CaFinding[] {
  return findings.filter(({ rule, args }) => !OF_ALL.has(rule) && !('roots' in args && args.roots === 0));
}
