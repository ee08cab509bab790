import { escapeModule } from '../../src/go/modules/module-path.ts';
import type { Call } from './call.ts';

/** A call about which go and probe-env do not agree. */
export interface Disagreement {
  readonly script: string;
  /** `go` and its arguments, as far as they are the same in every run. */
  readonly command: string;
  readonly kind: /** Go fails for want of the environment, and there is no error. */
    | 'silent'
    /** Go works, and there is an error about what it did. */
    | 'alarm'
    /** What `route` says is asked of a module, and what the proxy was asked for, are not the same. */
    | 'asked'
    /** probe-env gave no answer that could be read. */
    | 'crashed';
  /** What go said, or the rules. */
  readonly what: string;
}

/** What go says where it is the environment that it lacks, and not the sources or the command line. */
const ENVIRONMENT: readonly RegExp[] = [
  /unsupported GOOS\/GOARCH pair/,
  /GOAUTH(?:=\S*)? (?:encountered|cannot|dir method)/,
  /GOVCS disallows|malformed entry in GOVCS|GOVCS: |in GOVCS/,
  /GOBIN must be an absolute path|cross-compiled binaries when GOBIN/,
  /GOCACHEPROG (?:program|args)/,
  /creating work dir/,
  /requires cgo|-(?:race|msan|asan) is not supported|may not use -/,
  /must be a positive integer|buildmode=\S* not supported|-mod=\S* not supported/,
  /parsing \$GOFLAGS|\(from \$GOFLAGS\)/,
  /error obtaining VCS status/,
  /inconsistent vendoring/,
  /missing go\.sum entry|malformed go\.sum/,
  /replacement directory .* does not exist/,
  /requires go >= .*(?:GOTOOLCHAIN=local|running go)/,
  /cannot load module .* listed in go\.work|appears multiple times in workspace|conflicting replacements/,
  /is replaced at all versions in the go\.work|no modules were found in the current workspace/,
  /but go\.work (?:lists|implicitly requires)/,
  /current directory is contained in a module that is not one of the workspace modules/,
  /-modfile cannot be used in workspace mode|-mod may only be set to/,
  /unknown godebug|use of removed godebug|removed GODEBUG .* in go\.(?:mod|work)/,
  /invalid (?:GOTOOLCHAIN|toolchain)|toolchain not available|is a language version but not a toolchain version/,
  /checksum database disabled|missing GOSUMDB|invalid GOSUMDB/,
  /module lookup disabled by GOPROXY=off|GOPROXY list is not the empty string|invalid proxy URL/,
  /build cache is required|module cache not found|GOMODCACHE entry is relative/,
  /errors parsing go\.(?:mod|work)|unknown environment setting|GOPATH entry/,
  /permission denied|no space left on device/,
];

/** Commands that read what a build reads, and write none of it. */
const BUILDING = /^(?:build|install|run|test|vet|generate)(?: |$)|^list(?!.* -m\b)(?: |$)/;
/** Commands that fetch. */
const FETCHING = /^(?:get|mod (?:download|tidy|vendor)|build|install|run|test|list)(?: |$)/;

/** Rules about what every command needs. */
const EVERY =
  /^go-version\/|^go-env\/(?:failed|goroot-missing|gopath-relative|modules-invalid|toolchain-(?:invalid|unverifiable))$/;
/** Rules about what is needed only where something is fetched: whether that was so the call does not say. */
const FETCH_RULES =
  /^go-env\/(?:proxy-|sumdb-|auth-|vcs-rules|module-(?:blocked|cache)|private-|roots-|cache-undefined|go-env-file)/;
/** Only what builds makes a work directory. */
const WORK_RULES = /^go-env\/(?:tmpdir-|no-room|build-cache|cache-program)/;
/** Only go install has to do with it. */
const INSTALL_RULES = /^go-env\/bin-/;

/** About what go and probe-env do not agree in a call; nothing where they do. */
export function judgeCall(call: Call): readonly Disagreement[] {
  const words = call.args.join(' ');
  const about = { script: call.script, command: `go ${settle(words)}` };
  const report = parse<Checked>(call.said?.check.text ?? '');
  if (report === null || report.probes.some(({ status }) => status === 'inconclusive' && call.code === 0)) {
    return [{ ...about, kind: 'crashed', what: call.said?.check.text.slice(0, 200) ?? 'no answer' }];
  }
  const errors = errorsOf(report);
  const routes = judgeRoutes(call, words).map((what) => ({ ...about, kind: 'asked' as const, what }));
  if (call.code !== 0) {
    if (errors.length > 0 || !FETCHING.test(words)) return routes;
    const line = call.stderr.split('\n').find((one) => ENVIRONMENT.some((pattern) => pattern.test(one)));
    if (line === undefined) return routes;
    return [{ ...about, kind: 'silent', what: settle(line).slice(0, 160) }, ...routes];
  }
  const wrong = errors.filter((rule) => concerns(rule, words));
  return wrong.length === 0 ? routes : [{ ...about, kind: 'alarm', what: wrong.join(' ') }, ...routes];
}

function concerns(rule: string, words: string): boolean {
  // With -e a listing says of each package what is wrong, and fails for none.
  if (/^list .*-e(?: |$)/.test(words)) return false;
  // What prints and mends settings, and files, works where all else does not: it is how they are mended.
  if (/^(?:env|mod (?:edit|init)|work (?:edit|init))(?: |$)/.test(words)) return false;
  if (EVERY.test(rule)) return true;
  if (FETCH_RULES.test(rule)) return /^mod download(?: |$)/.test(words) && !/@/.test(words);
  if (INSTALL_RULES.test(rule)) return /^install(?: |$)/.test(words);
  // To list packages nothing is made, and what they import is not compared with go.sum.
  if ((WORK_RULES.test(rule) || rule === 'go-env/go-sum-missing') && /^list(?: |$)/.test(words))
    return /-(?:export|test|compiled|deps)/.test(words);
  // With a version or files on the command line the module is not the one of the directory.
  return BUILDING.test(words) && !/@|\.go(?: |$)|-mod=mod|-modfile/.test(words);
}

/** A row of a matrix: what `route` said of a module in a version, and what of that reached the proxy. */
export interface RoutedRow {
  readonly row: RoutedModule;
  /** Files of the proxy protocol that were asked for: `info`, `mod`, `zip`. */
  readonly asked: readonly string[];
  /** The version was named on the command line. */
  readonly named: boolean;
}

/** All rows that `route` gave before a call. */
export function routedRows(call: Call): readonly RoutedRow[] {
  return (call.said?.routes ?? []).flatMap((answer) => {
    const rows = parse<{ modules?: readonly RoutedModule[] }>(answer.text)?.modules ?? [];
    return rows
      .filter(({ version }) => version !== null)
      .map((row) => {
        const at = `/mod/${escapeModule(row.module)}/@v/${escapeModule(row.version ?? '')}.`;
        const files = call.requests
          .filter((path) => path.startsWith(at))
          .map((path) => path.slice(at.length));
        return { row, asked: [...new Set(files)], named: answer.modules.length > 0 };
      });
  });
}

/** What `route` said nobody asks for and was asked for; of a download, also what it said and nobody asked. */
function judgeRoutes(call: Call, words: string): readonly string[] {
  if (!FETCHING.test(words) && !/^mod (?:verify|why|graph)/.test(words)) return [];
  // It changes what is required before it fetches, or fetches what packages need and no more.
  const whole = /^mod download(?: -json| -x)*(?: \S+@v\S+)*$/.test(words) && call.code === 0;
  return routedRows(call).flatMap(({ row, asked, named }) => {
    const { verdict, fetches = [], reasons = [] } = row;
    const at = `${verdict} ${row.module}@${row.version}`;
    const zip = reasons.some((reason) => reason.includes('its zip is not there'));
    const more = asked.filter((file) => !fetches.includes(file) && !(zip && file === 'zip'));
    if (more.length > 0) return [`${at}: asked for ${more.join(', ')}`];
    // Of all that go.mod requires the versions that other modules require may be taken instead.
    if (!whole || !named || !words.includes(`${row.module}@${row.version}`)) return [];
    if (verdict === 'blocked') return [`${at}: go fetched it`];
    const proxied = row.attempts?.[0]?.startsWith('http://127.0.0.1:') ?? false;
    const less = proxied ? fetches.filter((file) => !asked.includes(file)) : [];
    return less.length > 0 ? [`${at}: not asked for ${less.join(', ')}`] : [];
  });
}

export interface RoutedModule {
  readonly module: string;
  readonly version: string | null;
  readonly verdict: string;
  readonly fetches?: readonly string[];
  readonly attempts?: readonly string[];
  readonly reasons?: readonly string[];
}

interface Checked {
  readonly probes: readonly {
    readonly name: string;
    readonly status: string;
    readonly findings: readonly { readonly rule: string; readonly severity: string }[];
  }[];
}

/** Null where it is no JSON: `route` without a module to speak of says so in words. */
function parse<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

function errorsOf({ probes }: Checked): readonly string[] {
  return probes.flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
  );
}

/** Without what differs from run to run: directories and ports. */
function settle(text: string): string {
  return text.replace(/\/tmp\/[^\s:'"]*/g, '…').replace(/127\.0\.0\.1:\d+/g, 'HOST');
}
