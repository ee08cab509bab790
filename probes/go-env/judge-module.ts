import type { Policy } from '../../src/core/policy.ts';
import { type GoEnvFacts, originOf, type Seen, setting } from './facts.ts';
import type { GoEnvFinding } from './rules.ts';

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
  if (policy.requireModule && !inModule) {
    findings.push({ rule: 'go-env/module-missing', args: { directory: facts.directory } });
  } else if (mode?.value === 'auto') {
    // Inside a module `auto` is the same as `on`.
    const severity = inModule ? 'info' : 'warning';
    findings.push({ rule: 'go-env/modules-auto', args: { from, directory: facts.directory }, severity });
  }
  const path = module.gowork ?? module.gomod;
  const [error] = module.main?.errors ?? [];
  if (error !== undefined && path !== null && isReadable(seen)) {
    findings.push({ rule: 'go-env/go-mod-invalid', args: { path, line: error.line, error: error.message } });
  }
  return [...findings, ...judgeVendor(facts, seen)];
}

/** A go.mod for a newer Go is not malformed: that finding is the toolchain's. */
function isReadable({ toolchain }: Seen): boolean {
  return toolchain.kind === 'local';
}

function judgeVendor(facts: GoEnvFacts, { module, flags }: Seen): GoEnvFinding[] {
  const { build, vendor, vendorList, mismatches } = module;
  if (vendor === null || build.mod !== 'vendor' || flags.length > 0) return [];
  if (vendorList === null) {
    const from = build.why === 'flag' ? originOf(facts, 'GOFLAGS') : null;
    return [{ rule: 'go-env/vendor-missing', args: { vendor, from } }];
  }
  const modules = mismatches.map(({ module: name }) => name);
  if (modules.length === 0) return [];
  const args = { vendor, modules: modules.slice(0, 5), count: modules.length };
  return [{ rule: 'go-env/vendor-inconsistent', args }];
}
