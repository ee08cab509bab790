import type { CaFacts } from '../facts.ts';
import type { CaFinding } from '../rules/index.ts';

/**
 * What the policy requires and a runtime does not load. `others` are the findings of the sources and of what the
 * runtimes differ in: they are the cause of what OpenSSL or Node lacks.
 */
export function judgeRequired({ required, go, stray }: CaFacts, others: readonly CaFinding[]): CaFinding[] {
  const files = required.unusable.map(
    (file): CaFinding =>
      'error' in file
        ? { rule: 'ca-certs/required-file-unreadable', args: { ...file } }
        : { rule: 'ca-certs/required-file-unusable', args: { ...file } },
  );
  // Without any root the source is the finding: its cause is told already.
  if (go.roots.size === 0 && others.length > 0) return files;
  const missing = required.facts.flatMap(({ wanted, lacks, holding }) => {
    const [first] = lacks;
    // Go first; what another runtime lacks beside it has the same cause.
    // One that was provided where nobody looks is reported as that.
    if (stray?.required.some((one) => one.wanted === wanted && one.lacks.length === 0)) return [];
    if (first === undefined || (first.runtime !== 'Go' && others.length > 0)) return [];
    const finding: CaFinding = {
      rule: 'ca-certs/required-missing',
      args: { wanted, ...first, holding },
      severity: first.runtime === 'Go' ? 'error' : 'warning',
    };
    return [finding];
  });
  return [...files, ...missing];
}
