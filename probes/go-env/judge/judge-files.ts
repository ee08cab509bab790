import { meantValue } from '../../../src/core/text/meant/meant-value.ts';
import type { GoEnvFacts } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { type EnvFileDefect, spoilsValue } from '../settings/env-file.ts';
import { NO_TREE, settingOf } from '../settings/settings.ts';

/** The value as its author meant it; null where the line is passed over. */
function meantOf({ envFile }: GoEnvFacts['sources'], { key, problem }: EnvFileDefect): string | null {
  const value = envFile.settings.get(key);
  if (problem === 'ignored-line' || value === undefined) return null;
  return meantValue(value)?.meant ?? value.trim();
}

/** The files that set Go's environment. */
export function judgeFiles(facts: GoEnvFacts): GoEnvFinding[] {
  const { sources, seen, missingDirectory } = facts;
  const { envFile } = sources;
  const findings: GoEnvFinding[] = [];
  if (missingDirectory !== null) {
    const { path: directory, error } = missingDirectory;
    findings.push({ rule: 'go-env/directory-missing', args: { directory, error } });
  }
  const path = envFile.path ?? '';
  // A file that nobody named is made by `go env -w` and may be missing; GOENV names one on purpose.
  if (
    envFile.state === 'unreadable' ||
    envFile.state === 'directory' ||
    (envFile.state === 'missing' && envFile.named)
  ) {
    findings.push({ rule: 'go-env/env-file-unread', args: { path, state: envFile.state } });
  }
  for (const defect of envFile.defects) {
    // Overridden by the environment: the line has no effect, good or bad.
    if (settingOf(sources, defect.key)?.origin === 'environment') continue;
    const harmless = defect.problem !== 'ignored-line' && !spoilsValue(defect);
    const args = {
      path,
      line: defect.line,
      key: defect.key,
      problem: defect.problem,
      value: meantOf(sources, defect),
    };
    findings.push({ rule: 'go-env/env-file-defect', args, ...(harmless ? { severity: 'warning' } : {}) });
  }
  if (seen !== null && seen.goEnvError !== null && seen.goEnvError !== NO_TREE) {
    const lost = ['GOPROXY', 'GOSUMDB'].filter((key) => settingOf(sources, key) === null);
    findings.push({
      rule: 'go-env/go-env-file-missing',
      args: { goroot: seen.values.GOROOT ?? '', lost, error: seen.goEnvError },
      // With both set elsewhere only GOTOOLCHAIN is lost: no switching.
      ...(lost.length === 0 ? { severity: 'warning' } : {}),
    });
  }
  return findings;
}
