import type { Policy } from '../../src/core/policy/policy.ts';
import type { CaFacts } from './facts.ts';
import { judgeSerials } from './godebug/judge.ts';
import { judgeCertificates } from './judge/judge-certificates.ts';
import { isClosed, judgeDirectories } from './judge/judge-directories.ts';
import { judgeFiles } from './judge/judge-files.ts';
import { judgeRuntimes } from './judge/judge-runtimes.ts';
import { whenCut } from './judge/when-cut.ts';
import type { CaFinding } from './rules/index.ts';

/** From the cause to its effects: what a file's defect explains is not reported again. */
export function judge(facts: CaFacts, policy: Policy): readonly CaFinding[] {
  const files = judgeFiles(facts);
  const directories = judgeDirectories(facts).filter(
    (finding) => !('path' in finding.args && facts.stray?.links.includes(String(finding.args.path))),
  );
  const sources = judgeSerials(withoutClosed(eachOnce([...files, ...directories]), facts), facts);
  const runtimes = judgeRuntimes(facts, sources);
  const all = [
    ...sources,
    ...(facts.stray?.findings ?? []),
    ...runtimes,
    ...facts.clients,
    ...(facts.rotated === null
      ? []
      : [{ rule: 'ca-certs/rotated-since-start', args: facts.rotated } as const]),
    ...judgeCertificates(facts, policy, [...sources, ...runtimes]),
  ];
  return facts.cut ? whenCut(all) : all;
}

/** A bundle that a runtime loads by name, and finds among the certificates of its directory too. */
function eachOnce(findings: readonly CaFinding[]): readonly CaFinding[] {
  const unreadable = new Set<string>();
  return findings.filter(({ rule, args }) => {
    if (rule !== 'ca-certs/unreadable') return true;
    const isNew = !unreadable.has(args.path);
    unreadable.add(args.path);
    return isNew;
  });
}

/**
 * A closed directory is the cause of what cannot be read below it, under whatever name: the files that no
 * variable names are not reported beside it.
 */
function withoutClosed(findings: readonly CaFinding[], { places }: CaFacts): readonly CaFinding[] {
  const directories = [...places.go.directories, ...(places.openssl?.directories ?? [])];
  const closed = new Set(directories.filter(isClosed).map(({ path }) => path));
  if (closed.size === 0) return findings;
  return findings.filter(
    (finding) =>
      finding.rule !== 'ca-certs/unreadable' || finding.args.by !== null || closed.has(finding.args.path),
  );
}
