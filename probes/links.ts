import type { Linkable } from '../src/core/probe.ts';
import type { RawFinding } from '../src/core/rule.ts';
import type { CaFacts } from './ca-certs/facts.ts';
import type { GoEnvFacts } from './go-env/facts.ts';
import { needsRootsFor } from './go-env/look/roots.ts';

/** What one probe finds because of what another found: probes do not know each other. Pure. */
export function link<T extends Linkable>(outcomes: readonly T[]): readonly T[] {
  return markCauses(withoutRoots(outcomes));
}

/** Why a program does not start. */
const STARTS = [
  'missing',
  'shell-missing',
  'not-executable',
  'truncated',
  'not-a-program',
  'interpreter-missing',
  'script-crlf',
  'script-no-shebang',
  'script-missing',
  'script-unreadable',
  'loader-missing',
].map((rule) => `app/${rule}`);

/** An effect by its rule, and the rules that explain it where they are found too. */
const CAUSES: Readonly<Record<string, readonly string[]>> = {
  // A go that refuses its settings fails whatever it is asked.
  'go-version/failed': [
    'go-env/flags-invalid',
    'go-env/gopath-relative',
    'go-env/env-file-defect',
    'go-env/failed',
  ],
  'go-env/goroot-missing': ['go-version/goroot-not-found', 'go-version/goroot-relative'],
  'go-env/https-proxy-invalid': ['proxy/value-malformed'],
  'go-env/sumdb-off': ['go-env/toolchain-unverifiable'],
  // A home gives go all places that it has none for.
  'go-env/cache-undefined': ['permissions/home-unset'],
  'go-env/failed': ['go-version/goroot-incomplete', 'go-version/goroot-unreadable'],
  // A runtime says of each of these no more than that it does not start.
  'container/program-not-started': STARTS,
  'pod/program-not-started': STARTS,
  // What refuses a directory of the cache itself refuses what lies below it.
  'go-env/module-cache-unreadable': ['permissions/not-searchable'],
  'go-env/module-cache-unwritable': ['permissions/not-writable', 'permissions/read-only-mount'],
};

const OF_GOPATH: ReadonlySet<string> = new Set(['GOPATH', 'GOMODCACHE', 'GOBIN']);

/** What of GOPATH is refused because GOPATH is the toolchain: another GOPATH mends it. */
function isInToolchain({ rule, args }: RawFinding, goroot: string): boolean {
  if (!rule.startsWith('permissions/') || !Array.isArray(args.paths)) return false;
  const paths = args.paths as unknown as readonly { readonly path: string; readonly role: string }[];
  return paths.every(({ path, role }) => OF_GOPATH.has(role) && `${path}/`.startsWith(`${goroot}/`));
}

function markCauses<T extends Linkable>(outcomes: readonly T[]): readonly T[] {
  const found = new Set(outcomes.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  const inGoroot = outcomes
    .flatMap(({ findings }) => findings)
    .find(({ rule }) => rule === 'go-env/gopath-is-goroot');
  const goroot = typeof inGoroot?.args.goroot === 'string' ? inGoroot.args.goroot : null;
  const isIn = (finding: RawFinding) => goroot !== null && isInToolchain(finding, goroot);
  return outcomes.map((outcome) => {
    if (!outcome.findings.some((one) => Object.hasOwn(CAUSES, one.rule) || isIn(one))) return outcome;
    const findings = outcome.findings.map((finding) => {
      const cause = isIn(finding) ? inGoroot?.rule : CAUSES[finding.rule]?.find((rule) => found.has(rule));
      return cause === undefined ? finding : { ...finding, causedBy: cause };
    });
    return { ...outcome, findings };
  });
}

/** Proxies, repositories and the checksum database are asked over https: without roots none is believed. */
function withoutRoots<T extends Linkable>(outcomes: readonly T[]): readonly T[] {
  const goEnv = conclusive<GoEnvFacts>(outcomes, 'go-env');
  const caCerts = conclusive<CaFacts>(outcomes, 'ca-certs');
  if (goEnv === null || caCerts === null || caCerts.facts.go.roots.size > 0) return outcomes;
  const uses = needsRootsFor(goEnv.facts);
  if (uses.length === 0) return outcomes;
  const finding: RawFinding = {
    rule: 'go-env/roots-missing',
    args: { uses },
    ...causedBy(caCerts.outcome.findings),
  };
  return outcomes.map((outcome) =>
    outcome === goEnv.outcome ? { ...outcome, findings: [...outcome.findings, finding] } : outcome,
  );
}

/** The error that ca-certs puts first: it reports an empty store by its most precise cause. */
function causedBy([first]: readonly RawFinding[]): { readonly causedBy?: string } {
  return first === undefined ? {} : { causedBy: first.rule };
}

/** The probe of that name, if it ran to its end. The facts are its own: its name says their type. */
function conclusive<F>(
  outcomes: readonly Linkable[],
  name: string,
): { readonly outcome: Linkable; readonly facts: F } | null {
  const outcome = outcomes.find(({ probe }) => probe.name === name);
  if (outcome?.facts === undefined || outcome.inconclusive !== undefined) return null;
  return { outcome, facts: outcome.facts as F };
}
