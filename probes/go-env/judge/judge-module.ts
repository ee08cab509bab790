import type { Policy } from '../../../src/core/policy/policy.ts';
import { DIRECTIVE_SINCE } from '../../../src/go/modules/parse-gomod.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import { type GoEnvFacts, originOf, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** Module mode, go.mod and vendor directory. */
export function judgeModule(facts: GoEnvFacts, seen: Seen, policy: Policy['goEnv']): GoEnvFinding[] {
  const { module, ignoredGomod } = seen;
  const inModule = module.gomod !== null || module.gowork !== null;
  const mode = setting(facts, 'GO111MODULE');
  const from = originOf(facts, 'GO111MODULE');
  if (mode?.value === 'off') {
    const wanted = ignoredGomod !== null || policy.requireModule;
    return [
      {
        rule: 'go-env/modules-off',
        args: { from, gomod: ignoredGomod },
        ...(wanted ? {} : { severity: 'warning' }),
      },
    ];
  }
  const findings: GoEnvFinding[] = [];
  const told = facts.ahead.some(({ rule }) => rule === 'go-env/module-missing');
  if (policy.requireModule && !inModule && !told) {
    findings.push({ rule: 'go-env/module-missing', args: { directory: facts.directory, ignored: null } });
  } else if (mode?.value === 'auto') {
    // Inside a module `auto` is the same as `on`.
    const severity = inModule ? 'info' : 'warning';
    findings.push({ rule: 'go-env/modules-auto', args: { from, directory: facts.directory }, severity });
  }
  const unreadable = facts.ahead.some(
    ({ rule }) => rule === 'go-env/file-unreadable' || rule === 'go-env/vendor-list-directory',
  );
  if (module.gowork !== null && module.main === null && !unreadable) {
    return [
      ...findings,
      { rule: 'go-env/go-work-missing', args: { path: module.gowork, from: originOf(facts, 'GOWORK') } },
    ];
  }
  return [...findings, ...judgeFile(seen), ...judgeVendor(facts, seen)];
}

/** A go.mod for a newer Go is not malformed: that finding is the toolchain's. */
function judgeFile({ module, toolchain, values }: Seen): GoEnvFinding[] {
  const path = module.gowork ?? module.gomod;
  if (path === null || module.main === null || toolchain.kind !== 'local') return [];
  const [error] = module.main.errors;
  const named = module.gowork !== null || module.main.module !== null;
  const newer = module.main.newer.find(
    ({ verb }) => !goAtLeast(values.GOVERSION ?? null, DIRECTIVE_SINCE[verb] ?? '1.0'),
  );
  const first =
    error ??
    (named ? null : { line: 1, message: 'no module line' }) ??
    (newer === undefined ? null : { line: newer.line, message: `unknown directive: ${newer.verb}` });
  return first === null
    ? []
    : [{ rule: 'go-env/go-mod-invalid', args: { path, line: first.line, error: first.message } }];
}

function judgeVendor(facts: GoEnvFacts, { module, flags }: Seen): GoEnvFinding[] {
  const { build, vendor, vendorList, mismatches } = module;
  // A module that requires nothing needs no list: there is nothing to disagree about.
  const unreadable = facts.ahead.some(
    ({ rule }) => rule === 'go-env/file-unreadable' || rule === 'go-env/vendor-list-directory',
  );
  if (vendor === null || unreadable || mismatches.length === 0 || flags.length > 0) return [];
  if (vendorList === null) {
    const from = build.why === 'flag' ? originOf(facts, 'GOFLAGS') : null;
    return [{ rule: 'go-env/vendor-missing', args: { vendor, from } }];
  }
  const modules = [...new Set(mismatches.map(({ module: name }) => name))];
  const args = { vendor, modules: modules.slice(0, 5), count: modules.length };
  return [{ rule: 'go-env/vendor-inconsistent', args }];
}
