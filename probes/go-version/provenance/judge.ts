import type { GoVersionFinding } from '../rules/index.ts';
import type { Provenance, Unusable } from './facts.ts';

/** More of them say no more. */
const MAX_NAMED = 5;

/**
 * Facts → findings; pure.
 *
 * @param version what the go command says: the release that a remedy brings
 * @param stated first line of the VERSION file
 */
export function judgeProvenance(
  { list, goroot, listed, changed, missing, added }: Provenance,
  { version, stated }: { readonly version: string | null; readonly stated: string },
): readonly GoVersionFinding[] {
  const args = (paths: readonly string[]) => ({
    goroot,
    list,
    paths: paths.slice(0, MAX_NAMED).map((path) => `${goroot}/${path}`),
    count: paths.length,
    listed,
    version,
  });
  // Both at once are no patch: then nearly every other file differs too.
  if (changed.includes('VERSION') && changed.includes('bin/go'))
    return [
      {
        rule: 'go-version/toolchain-other',
        args: { goroot, list, stated, count: changed.length + missing.length, listed },
      },
    ];
  const findings: GoVersionFinding[] = [];
  if (changed.length > 0) findings.push({ rule: 'go-version/toolchain-changed', args: args(changed) });
  if (missing.length > 0) findings.push({ rule: 'go-version/toolchain-incomplete', args: args(missing) });
  if (added.length > 0) findings.push({ rule: 'go-version/toolchain-added', args: args(added) });
  return findings;
}

/** What the policy asks for and nobody can compare is not granted. */
export function judgeUnusable(list: string, unusable: Unusable): readonly GoVersionFinding[] {
  const { why, code = null, line = null } = { code: null, line: null, ...unusable };
  return [{ rule: 'go-version/checksums-unusable', args: { list, why, code, line } }];
}
