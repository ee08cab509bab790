import { escapeModule } from '../../probes/go-env/modules/module-path.ts';
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
    /** `route` says that nobody is asked, or that nothing can be fetched, and the proxy was asked. */
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
const BUILDING = /^(?:build|install|run|test|vet|generate)(?: |$)|^list(?: (?!-m\b)| *$)/;
/** Commands that fetch. */
const FETCHING = /^(?:get|mod (?:download|tidy|vendor)|build|install|run|test|list)(?: |$)/;

/** Rules about what every command needs. */
const EVERY =
  /^go-version\/|^go-env\/(?:failed|goroot-missing|gopath-relative|modules-invalid|toolchain-(?:invalid|unverifiable))$/;
/** Rules about what is needed only where something is fetched: whether that was so the call does not say. */
const FETCH_RULES =
  /^go-env\/(?:proxy-|sumdb-|auth-|vcs-rules|module-(?:blocked|cache)|private-|roots-|cache-undefined|go-env-file)/;
/** Only go install has to do with it. */
const INSTALL_RULES = /^go-env\/bin-/;

/** Whether go and probe-env agree about a call; null where they do. */
export function judgeCall(call: Call): Disagreement | null {
  const words = call.args.join(' ');
  const about = { script: call.script, command: `go ${settle(words)}` };
  const report = parse<Checked>(call.said?.check.text ?? '');
  if (report === null)
    return { ...about, kind: 'crashed', what: call.said?.check.text.slice(0, 200) ?? 'no answer' };
  const errors = errorsOf(report);
  if (call.code !== 0) {
    if (errors.length > 0 || !FETCHING.test(words)) return null;
    const line = call.stderr.split('\n').find((one) => ENVIRONMENT.some((pattern) => pattern.test(one)));
    return line === undefined ? null : { ...about, kind: 'silent', what: settle(line).slice(0, 160) };
  }
  const wrong = errors.filter((rule) => concerns(rule, words));
  return wrong.length === 0 ? askedInVain(call, about) : { ...about, kind: 'alarm', what: wrong.join(' ') };
}

function concerns(rule: string, words: string): boolean {
  if (EVERY.test(rule)) return true;
  if (FETCH_RULES.test(rule)) return /^mod download(?: |$)/.test(words) && !/@/.test(words);
  if (INSTALL_RULES.test(rule)) return /^install(?: |$)/.test(words);
  // With a version or files on the command line the module is not the one of the directory.
  return BUILDING.test(words) && !/@|\.go(?: |$)|-mod=mod|-modfile/.test(words);
}

/** A module of which `route` says that it is here, and for which the proxy was asked. */
function askedInVain(call: Call, about: Pick<Disagreement, 'script' | 'command'>): Disagreement | null {
  if (!/^(?:mod download|build|list|run|test)(?: |$)/.test(call.args.join(' '))) return null;
  for (const answer of call.said?.routes ?? []) {
    const modules = parse<{ modules?: readonly RoutedModule[] }>(answer.text)?.modules ?? [];
    for (const { module, version, verdict, fetches = [] } of modules) {
      if (verdict !== 'offline-ready' || fetches.length > 0 || version === null) continue;
      const at = `/mod/${escapeModule(module)}/@v/${escapeModule(version)}.`;
      const asked = call.requests.find((path) => path.startsWith(at));
      if (asked !== undefined) return { ...about, kind: 'asked', what: `${verdict}: ${asked}` };
    }
  }
  return null;
}

interface RoutedModule {
  readonly module: string;
  readonly version: string | null;
  readonly verdict: string;
  readonly fetches?: readonly string[];
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
