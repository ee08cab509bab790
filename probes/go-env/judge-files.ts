import type { GoEnvFacts } from './facts.ts';
import type { GoEnvFinding } from './rules.ts';
import { settingOf } from './settings.ts';

/** Keys whose values the go command trims or splits at blanks: a stray blank does no harm. */
const TRIMMED: readonly string[] = ['GOPROXY', 'GOFLAGS', 'GOVCS'];
const BLANK: readonly string[] = ['carriage-return', 'blank-at-end', 'blank-at-start'];

/** The files that set Go's environment. */
export function judgeFiles(facts: GoEnvFacts): GoEnvFinding[] {
  const { sources, seen, missingDirectory } = facts;
  const { envFile } = sources;
  const findings: GoEnvFinding[] = [];
  if (missingDirectory !== null) {
    findings.push({ rule: 'go-env/directory-missing', args: { directory: missingDirectory } });
  }
  const path = envFile.path ?? '';
  // A file that nobody named is made by `go env -w` and may be missing; GOENV names one on purpose.
  if (envFile.state === 'unreadable' || (envFile.state === 'missing' && envFile.named)) {
    findings.push({ rule: 'go-env/env-file-unread', args: { path, state: envFile.state } });
  }
  for (const { line, key, problem } of envFile.defects) {
    // Overridden by the environment: the line has no effect, good or bad.
    if (key !== null && settingOf(sources, key)?.origin === 'environment') continue;
    const harmless = key !== null && TRIMMED.includes(key) && BLANK.includes(problem);
    findings.push({
      rule: 'go-env/env-file-defect',
      args: { path, line, key, problem },
      ...(harmless ? { severity: 'warning' } : {}),
    });
  }
  if (seen?.goEnvMissing) {
    const lost = ['GOPROXY', 'GOSUMDB'].filter((key) => settingOf(sources, key) === null);
    findings.push({
      rule: 'go-env/go-env-file-missing',
      args: { goroot: seen.values.GOROOT ?? '', lost },
      // With both set elsewhere only GOTOOLCHAIN is lost: no switching.
      ...(lost.length === 0 ? { severity: 'warning' } : {}),
    });
  }
  return findings;
}
