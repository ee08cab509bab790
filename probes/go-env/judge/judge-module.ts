import type { Policy } from '../../../src/core/policy/policy.ts';
import { compareGo, fromToolchain, isGoVersion } from '../../../src/go/gover.ts';
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
    ? needsUpdate({ module, values }, path)
    : [{ rule: 'go-env/go-mod-invalid', args: { path, line: first.line, error: first.message } }];
}

/**
 * A go line such as 1.21.0rc1, which go reads and which is no version to it. And a toolchain line that go itself would not
 * write: it says what the go line says, or names nothing from 1.21 on. A build would take it out and may not
 * (cmd/go/internal/modload, UpdateGoModFromReqs); workspaces and -mod=mod go on.
 */
function needsUpdate(
  { module: { main, gowork, build }, values }: Pick<Seen, 'module' | 'values'>,
  path: string,
): GoEnvFinding[] {
  if (main === null || gowork !== null || !goAtLeast(values.GOVERSION ?? null, '1.21')) return [];
  const { go, toolchain } = main;
  const finding = (verb: string, value: string): GoEnvFinding => {
    const line = main.newer.find((one) => one.verb === verb)?.line ?? 1;
    const error = `updates to go.mod needed, for "${verb} ${value}" is not what go would write`;
    return { rule: 'go-env/go-mod-invalid', args: { path, line, error } };
  };
  if (go !== null && !isGoVersion(go)) return [finding('go', go)];
  if (toolchain === null || build.mod === 'mod') return [];
  const version = fromToolchain(toolchain);
  const needless = toolchain === `go${go}` || version === null || compareGo(version, '1.21') < 0;
  return needless ? [finding('toolchain', toolchain)] : [];
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
