import type { CaFacts } from '../facts.ts';
import type { CaFinding } from '../rules/index.ts';
import { NEGATIVE_SERIAL } from '../x509/certificate.ts';

/** A block that Go refuses for its serial number alone is whole: nothing can take its place. */
export function judgeSerials(findings: readonly CaFinding[], { godebug }: CaFacts): readonly CaFinding[] {
  return findings.map((finding) => {
    if (finding.rule !== 'ca-certs/block-unparsable' || !finding.args.reason.startsWith(NEGATIVE_SERIAL))
      return finding;
    const { path, index, line } = finding.args;
    return { rule: 'ca-certs/negative-serial', args: { path, index, line, godebug } };
  });
}
