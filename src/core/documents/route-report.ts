import type { RouteAsked, RouteOnline } from './route-online.ts';
import type { TargetReport } from './target-report.ts';

/**
 * What becomes of a module.
 *
 * - `verified`: it is fetched, and go.sum or the checksum database vouches for it.
 * - `unverified`: it is fetched, and nobody vouches for it.
 * - `blocked`: no way leads to it, or the go command stops before the end.
 * - `would leak`: a public service is asked for a module that the policy calls private.
 * - `offline-ready`: it is here (module cache, vendor, a directory); nothing is fetched.
 */
export type RouteVerdict = 'verified' | 'unverified' | 'blocked' | 'would leak' | 'offline-ready';

export const ROUTE_VERDICTS: readonly RouteVerdict[] = [
  'verified',
  'offline-ready',
  'unverified',
  'would leak',
  'blocked',
];

/** What an answer leads to. */
export type Onward = 'next' | 'stop';

/** Files of the proxy protocol; `list` and `latest` where no version is given. */
export type RouteFile = 'list' | 'latest' | 'info' | 'mod' | 'zip';

/** One source that is asked, in order. */
export interface RouteAttempt {
  readonly kind: 'proxy' | 'direct';
  /** Proxy: base URL. Direct: the page that names the repository, or the repository of a host that Go knows. */
  readonly url: string;
  /** URLs that are asked of a proxy, in order; empty for direct, and where no details are wanted. */
  readonly urls: readonly string[];
  /** After "not found": 404 or 410. */
  readonly onNotFound: Onward;
  /** After anything else: another status, a refused connection, a bad certificate. */
  readonly onError: Onward;
  /** Direct: the version control systems that GOVCS allows. */
  readonly vcs: readonly string[];
  /** Direct: GOINSECURE lets Go fall back to http and skip the check of certificates. */
  readonly insecure: boolean;
  /** Credentials that would be sent: where they come from, never what they are. */
  readonly credentials: readonly string[];
}

/** How the checksum database takes part. */
export interface RouteSumdb {
  readonly state: /** It is asked. */
    | 'asked'
    /** go.sum has the hashes: nobody is asked. */
    | 'go.sum'
    /** Its answer is in the module cache. */
    | 'cached'
    | 'off'
    /** A pattern of GONOSUMDB exempts the module. */
    | 'exempt'
    /** GOSUMDB cannot be read: the download fails. */
    | 'invalid'
    /** Nothing is fetched that it could check. */
    | 'not-needed';
  /** Name; null where it is off or invalid. */
  readonly name: string | null;
  /** What go.sum has no hash of. */
  readonly missing: readonly ('go.mod' | 'tree')[];
  /** Where it is asked, in order; a proxy that mirrors it ends the list. */
  readonly via: readonly string[];
}

/** An element of a pattern list that looks as if it should match and does not. */
export interface RouteNearMiss {
  readonly pattern: string;
  /** Kind of slip, such as `space` or `star-dot`. */
  readonly why: string;
  /** What to write; empty where that cannot be told. */
  readonly instead: string;
  readonly message: string;
}

export interface RouteModule {
  readonly module: string;
  /** Null where none was given. */
  readonly version: string | null;
  /** What go.mod replaces by this, such as `example.org/a@v1.0.0`; null where nothing is replaced. */
  readonly replaces: string | null;
  readonly verdict: RouteVerdict;
  /** False where the verdict makes the exit code 1. */
  readonly accepted: boolean;
  readonly mode: 'module' | 'gopath' | 'vendor';
  /** Sources in order: base URLs of proxies, `direct`, `off`. Empty where nothing is fetched. */
  readonly attempts: readonly string[];
  readonly steps: readonly RouteAttempt[];
  /** What is asked of each source, in the order of `go mod download MODULE@VERSION`. Empty where nothing is. */
  readonly fetches: readonly RouteFile[];
  /** The element of GONOPROXY (or GOPRIVATE) that matches; null where none does. */
  readonly gonoproxy: string | null;
  /** The element of GONOSUMDB (or GOPRIVATE) that matches; null where none does. */
  readonly gonosumdb: string | null;
  /** Elements that look as if they should match and do not. */
  readonly nearMisses: readonly RouteNearMiss[];
  /** Name of the checksum database that is asked; null where none is. */
  readonly sumdb: string | null;
  readonly checksum: RouteSumdb;
  /** Null where it is not known: no version, or no module cache to look into. */
  readonly cached: boolean | null;
  /** Null where there is no vendor directory in use. */
  readonly vendored: boolean | null;
  /** The reason that decides the verdict. */
  readonly because: string;
  /** All reasons, in the order in which go decides; the one that decides where no details are wanted. */
  readonly reasons: readonly string[];
  /** What the sources really said; null without `--online`. */
  readonly asked: RouteAsked | null;
}

/** The answer of `probe-env route`. */
export interface RouteReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'probe-env'; readonly version: string };
  /** Whose go is spoken of; null where only variables are known, of no container that is here. */
  readonly target: TargetReport | null;
  /** Version of the go command that is spoken of; null means the newest that probe-env knows. */
  readonly go: string | null;
  /** Where the settings come from, such as `go env of /usr/local/go/bin/go`. */
  readonly source: string;
  /** go.mod or go.work in force; null where there is none. */
  readonly project: string | null;
  /** The settings that decide, without credentials. */
  readonly settings: Readonly<Record<string, string>>;
  /** The run that asked; null without `--online`. */
  readonly online: RouteOnline | null;
  readonly exitCode: number;
  readonly summary: Readonly<Record<RouteVerdict, number>>;
  readonly modules: readonly RouteModule[];
}
