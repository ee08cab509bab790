/*
 * What `probe-env route --online` heard: the sources of a module are asked in the order in which go asks them. Kept
 * apart from the route, which is known without asking anybody.
 */

/**
 * What an answer is to go.
 *
 * - `found`: 200, with what was asked for.
 * - `not-found`: 404 or 410, the only statuses that lead past a comma of GOPROXY.
 * - `credentials`: 401, or 407 of a proxy on the way.
 * - `forbidden`: 403.
 * - `too-many`: 429.
 * - `unavailable`: 502, 503, 504.
 * - `server-error`: any other 5xx.
 * - `other-status`: any other status, a redirect that is not followed among them.
 * - `bad-answer`: 200 with something else than the file, as the page of a login has it.
 * - `certificate`: Go does not take the certificate.
 * - `no-answer`: no connection, no HTTP, or the time was up.
 * - `refused`: go itself does not ask: a redirect from https to http, more than ten of them, credentials over http.
 */
export type AnswerKind =
  | 'found'
  | 'not-found'
  | 'credentials'
  | 'forbidden'
  | 'too-many'
  | 'unavailable'
  | 'server-error'
  | 'other-status'
  | 'bad-answer'
  | 'certificate'
  | 'no-answer'
  | 'refused';

/** How far a request got that was not answered. */
export interface RouteFailure {
  readonly stage: 'lookup' | 'connect' | 'proxy-connect' | 'proxy' | 'tls' | 'certificate' | 'request' | 'go';
  /** errno name, error code of OpenSSL, Go's complaint about the certificate, or `TIMEOUT`. */
  readonly code: string;
}

/** One request that was made, redirects followed. */
export interface RouteRequestMade {
  /** Sent as X-Request-Id: the run, and the number of the request in it. */
  readonly id: string;
  /** Without credentials. */
  readonly url: string;
  /** Hex; to find the same URL in the logs of others that hold no URLs. */
  readonly urlSha256: string;
  /** 1; more where the source was asked once more after a while. */
  readonly attempt: number;
  readonly kind: AnswerKind;
  /** Of the last answer; null where there was none. */
  readonly status: number | null;
  readonly failure: RouteFailure | null;
  /** Where it was redirected to, in order, without credentials. */
  readonly redirects: readonly string[];
  /** The proxy that was asked to pass it on, without its login; null where the source itself was asked. */
  readonly proxy: string | null;
  /** Where the credentials come from that were sent; null where none were. */
  readonly credentials: string | null;
  readonly durationMs: number;
  /** What the answer says of when to come again (RFC 9110, 10.2.3), milliseconds; null where it says nothing. */
  readonly retryAfterMs: number | null;
  /** How long was waited before it, milliseconds. */
  readonly waitedMs: number;
  /** What else is in this answer that go does not like, such as `another version`; null where all is well. */
  readonly problem: string | null;
}

/** What go does after an answer. */
export type LeadsTo = 'take' | 'next' | 'stop';

/** One source, and what it said. */
export interface RouteSourceAsked {
  /** Base URL of a proxy without credentials, or `direct`. */
  readonly source: string;
  /** Of the first answer, which is the only one that go waits for; null for `direct`, which is not asked. */
  readonly kind: AnswerKind | null;
  /** Null: not known without asking. */
  readonly leadsTo: LeadsTo | null;
  readonly requests: readonly RouteRequestMade[];
}

/** What the checksum database said, and whether it is the one that it should be. */
export interface RouteSumdbAsked {
  readonly name: string;
  /** Where it was asked, without credentials; null where no way led there. */
  readonly base: string | null;
  /**
   * - `verified`: the note is signed by the key, and the record is in the tree.
   * - `unknown`: it does not know the module.
   * - `unverified`: an answer that go does not take: a false signature, another key, a record that is not in the tree.
   * - `failed`: it could not be asked.
   */
  readonly outcome: 'verified' | 'unknown' | 'unverified' | 'failed';
  /** What is wrong with an answer, such as `invalid-signature`; null where nothing is. */
  readonly problem: string | null;
  /** Number of records in the signed tree; null where no note was verified. */
  readonly treeSize: number | null;
  /** The hashes of the tree and of go.mod; null where they were not verified. */
  readonly hashes: { readonly tree: string | null; readonly mod: string | null } | null;
  readonly requests: readonly RouteRequestMade[];
}

/** Why nobody was asked for a module. */
export type NotAsked =
  /** Nothing would be fetched. */
  | 'nothing-to-fetch'
  /** A public service would learn of a module that the policy calls private. */
  | 'would-leak'
  /** As before, of a module whose host looks private. */
  | 'looks-private'
  /** The time was up. */
  | 'deadline';

/** What asking showed of one module. */
export interface RouteAsked {
  /**
   * - `found`: a source has it, and the database, where it is asked, vouches for it.
   * - `failed`: go would end here without it.
   * - `direct`: the way leads to version control, which is not asked.
   * - `not-asked`: see `why`.
   * - `undecided`: the time was up before the end.
   */
  readonly outcome: 'found' | 'failed' | 'direct' | 'not-asked' | 'undecided';
  readonly why: NotAsked | null;
  readonly sources: readonly RouteSourceAsked[];
  readonly sumdb: RouteSumdbAsked | null;
}

/** The run that asked. */
export interface RouteOnline {
  /** What all request ids begin with. */
  readonly id: string;
  readonly durationMs: number;
  readonly requests: number;
}
