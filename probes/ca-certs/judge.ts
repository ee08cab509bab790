import type { Policy } from '../../src/core/policy.ts';
import type { CaFacts } from './facts.ts';
import { judgeCertificates } from './judge/judge-certificates.ts';
import { judgeDirectories } from './judge/judge-directories.ts';
import { judgeFiles } from './judge/judge-files.ts';
import { judgeRuntimes } from './judge/judge-runtimes.ts';
import type { CaFinding } from './rules.ts';

/** From the cause to its effects: what a file's defect explains is not reported again. */
export function judge(facts: CaFacts, policy: Policy): CaFinding[] {
  const files = judgeFiles(facts);
  const directories = judgeDirectories(facts);
  const sources = withoutClosed([...files, ...directories]);
  return [...sources, ...judgeRuntimes(facts, sources), ...judgeCertificates(facts, policy, sources)];
}

/** A directory that may not be entered is the cause of all that cannot be read below it. */
function withoutClosed(findings: readonly CaFinding[]): CaFinding[] {
  const closed = findings.flatMap(({ rule, args }) =>
    rule === 'ca-certs/unreadable' ? [`${(args as { readonly path: string }).path}/`] : [],
  );
  return findings.filter(
    ({ rule, args }) =>
      rule !== 'ca-certs/unreadable' ||
      !closed.some((directory) => (args as { readonly path: string }).path.startsWith(directory)),
  );
}
