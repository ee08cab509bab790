import type { RouteRequestMade, RouteSumdbAsked } from '../../core/documents/route-online.ts';
import { shortDuration } from '../../core/time/duration.ts';

/** What an answer means and what helps; empty where that is clear. `all`: with what was heard when it was asked again. */
export function explainRequest(first: RouteRequestMade, all: readonly RouteRequestMade[]): readonly string[] {
  switch (first.kind) {
    case 'found':
    case 'not-found':
      return [];
    case 'credentials':
      return [loginText(first)];
    case 'forbidden':
      return [
        first.credentials === null
          ? 'it refuses this module, or wants a login and does not say so: no credentials were sent'
          : `it knows the login from ${first.credentials}, and does not allow it this module`,
      ];
    case 'too-many':
    case 'unavailable':
      return [passingText(first, all)];
    case 'server-error':
      return [`look into the log of the server for X-Request-Id ${first.id}`];
    case 'other-status':
      return ['go takes 200 alone'];
    case 'bad-answer':
      return [badText(first.problem)];
    default:
      return [failureText(first)];
  }
}

function loginText({ credentials, url }: RouteRequestMade): string {
  if (credentials !== null) return `it does not take the login from ${credentials}: renew it`;
  if (url.startsWith('http:')) return 'go sends no login over http: write https in GOPROXY';
  const { hostname } = new URL(url.replace('***@', ''));
  return `no credentials were sent: go takes them from .netrc (machine ${hostname} login NAME password TOKEN, mode 0600) or from GOAUTH`;
}

function passingText({ retryAfterMs }: RouteRequestMade, all: readonly RouteRequestMade[]): string {
  const said = retryAfterMs === null ? '' : ` It says: come again in ${shortDuration(retryAfterMs)}.`;
  const last = all.at(-1);
  const better = last !== undefined && last.kind === 'found';
  const now = better ? ' In a while it answered: start the command once more.' : '';
  return `go asks once and does not wait.${said}${now} A | behind this source in GOPROXY has go ask the next one`;
}

function badText(problem: string | null): string {
  switch (problem) {
    case 'no JSON':
    case 'no object':
      return 'what came is no .info: the page of a login, or of a proxy on the way';
    case 'another version':
      return 'the .info names another version than was asked for';
    default:
      return `the .info cannot be used: ${problem}`;
  }
}

function failureText({ failure, proxy }: RouteRequestMade): string {
  const { stage, code } = failure ?? { stage: 'request', code: 'UNKNOWN' };
  const way = proxy === null ? '' : ` (through ${proxy})`;
  switch (stage) {
    case 'lookup':
      return `its name has no address (${code})${way}`;
    case 'connect':
      return `no connection (${code})`;
    case 'proxy-connect':
      return `the proxy ${proxy} is not reached (${code})`;
    case 'proxy':
      return `the proxy ${proxy} does not let it through (${code})`;
    case 'tls':
      return `no TLS with it (${code})${way}`;
    case 'certificate':
      return `${code}${way}: probe-env --online with online.tls in the policy tells more`;
    case 'go':
      return GO[code] ?? code;
    case 'request':
      return `no answer to the request (${code})${way}`;
  }
}

const GO: Readonly<Record<string, string>> = {
  CREDENTIALS_OVER_HTTP: 'go sends no credentials over http: write https in GOPROXY',
  TOO_MANY_REDIRECTS: 'it redirects ten times: go gives up',
  REDIRECT_TO_HTTP: 'it redirects from https to http: go does not go there',
  REDIRECT_TO_OTHER_SCHEME: 'it redirects to what is neither http nor https',
};

/** What is the matter with the checksum database; empty where nothing is. */
export function explainDatabase({ outcome, problem, base, requests }: RouteSumdbAsked): readonly string[] {
  switch (outcome) {
    case 'verified':
      return [];
    case 'unknown':
      return [
        'a private module is exempted by GOPRIVATE or GONOSUMDB; a version that does not exist is none',
      ];
    case 'unverified':
      return [PROBLEMS[problem ?? ''] ?? `its answer is malformed (${problem})`];
    case 'failed': {
      if (problem === 'no-tiles') return ['it does not give out the hashes that prove its answer'];
      const failed = requests.find(({ kind }) => kind !== 'found' && kind !== 'not-found');
      const where =
        base === null ? 'a proxy of GOPROXY does not say whether it mirrors the database' : 'it was asked';
      return failed === undefined
        ? [where]
        : [`${where}: ${failed.url}`, ...explainRequest(failed, [failed])];
    }
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  'invalid-signature': 'its signature is false: somebody in between has changed the answer',
  'other-key': 'it is signed by another key than GOSUMDB names',
  'not-in-tree': 'the record is not the one in its signed tree',
  'inconsistent-tree': 'its hashes do not make up its signed tree',
  'other-module': 'the record is about another module or version',
};
