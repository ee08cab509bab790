import * as v from 'valibot';
import { ROUTE_VERDICTS, type RouteReport } from '../../core/documents/route-report.ts';
import type { Same } from '../../core/types/type-equal.ts';
import { targetSchema } from '../target-schema.ts';

/*
 * The JSON of `probe-env route` as a schema. No run loads it: the build makes the published JSON Schema
 * from it, and the compiler proves below that it says the same as the types in core/route-report.ts.
 * Objects are open: within one schemaVersion fields may be added.
 */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const onward = v.picklist(['next', 'stop']);
const texts = v.array(v.string());

function nullable(description: string) {
  return v.pipe(v.nullable(v.string()), v.description(description));
}

function known(description: string) {
  return v.pipe(v.nullable(v.boolean()), v.description(description));
}

const step = v.object({
  kind: v.picklist(['proxy', 'direct']),
  url: v.pipe(
    v.string(),
    v.description('base URL of the proxy; direct: the page that names the repository, or the repository'),
  ),
  urls: v.pipe(texts, v.description('URLs that a proxy is asked for, in order; empty for direct')),
  onNotFound: v.pipe(onward, v.description('after 404 and 410')),
  onError: v.pipe(onward, v.description('after anything else')),
  vcs: v.pipe(texts, v.description('direct: version control systems that GOVCS allows')),
  insecure: v.pipe(v.boolean(), v.description('direct: GOINSECURE allows http and any certificate')),
  credentials: v.pipe(
    texts,
    v.description('where credentials come from that would be sent; never what they are'),
  ),
});

const checksum = v.object({
  state: v.pipe(
    v.picklist(['asked', 'go.sum', 'cached', 'off', 'exempt', 'invalid', 'not-needed']),
    v.description('who verifies the module, or why nobody does'),
  ),
  name: nullable('checksum database'),
  missing: v.pipe(v.array(v.picklist(['go.mod', 'tree'])), v.description('what go.sum has no hash of')),
  via: v.pipe(
    texts,
    v.description('where the database is asked, in order; a proxy that mirrors it ends the list'),
  ),
});

const failure = v.object({
  stage: v.picklist([
    ...['lookup', 'connect', 'proxy-connect', 'proxy', 'tls', 'certificate', 'request', 'go'],
  ] as const),
  code: v.string(),
});

const answerKind = v.picklist([
  'found',
  'not-found',
  'credentials',
  'forbidden',
  'too-many',
  'unavailable',
  'server-error',
  'other-status',
  'bad-answer',
  'certificate',
  'no-answer',
  'refused',
]);

const requestMade = v.object({
  id: v.pipe(v.string(), v.description('sent as X-Request-Id')),
  url: v.string(),
  urlSha256: v.pipe(v.string(), v.description('of the URL without credentials, hex')),
  attempt: v.pipe(count, v.description('1; more where the source was asked once more after a while')),
  kind: v.pipe(answerKind, v.description('what the answer is to go')),
  status: v.pipe(v.nullable(count), v.description('null where there was no answer')),
  failure: v.nullable(failure),
  redirects: texts,
  proxy: nullable('proxy on the way'),
  credentials: nullable('where the credentials come from that were sent; never what they are'),
  durationMs: count,
  retryAfterMs: v.pipe(v.nullable(count), v.description('Retry-After of the answer')),
  waitedMs: v.pipe(count, v.description('waited before this request')),
  problem: nullable('what go does not like in an answer of 200'),
});

const asked = v.object({
  outcome: v.pipe(
    v.picklist(['found', 'failed', 'direct', 'not-asked', 'undecided']),
    v.description('direct: the way leads to version control, which is not asked'),
  ),
  why: v.nullable(v.picklist(['nothing-to-fetch', 'would-leak', 'looks-private', 'deadline'])),
  sources: v.array(
    v.object({
      source: v.pipe(v.string(), v.description('base URL of a proxy, or direct')),
      kind: v.nullable(answerKind),
      leadsTo: v.pipe(
        v.nullable(v.picklist(['take', 'next', 'stop'])),
        v.description('what go does after it'),
      ),
      requests: v.array(requestMade),
    }),
  ),
  sumdb: v.nullable(
    v.object({
      name: v.string(),
      base: nullable('where it was asked'),
      outcome: v.picklist(['verified', 'unknown', 'unverified', 'failed']),
      problem: nullable('what is wrong with its answer, such as invalid-signature'),
      treeSize: v.pipe(v.nullable(count), v.description('records in the signed tree')),
      hashes: v.nullable(v.object({ tree: nullable('h1:'), mod: nullable('h1: of its go.mod') })),
      requests: v.array(requestMade),
    }),
  ),
});

const nearMiss = v.object({
  pattern: v.pipe(v.string(), v.description('element of GONOPROXY, GONOSUMDB or GOPRIVATE')),
  why: v.pipe(v.string(), v.description('kind of slip, such as space or star-dot')),
  instead: v.string(),
  message: v.string(),
});

const module = v.object({
  module: v.string(),
  version: nullable('null where none was given'),
  replaces: nullable('what go.mod replaces by this'),
  verdict: v.picklist(ROUTE_VERDICTS),
  accepted: v.pipe(v.boolean(), v.description('false makes the exit code 1')),
  mode: v.picklist(['module', 'gopath', 'vendor']),
  attempts: v.pipe(
    texts,
    v.description('sources in order: base URLs of proxies, direct, off; empty where nothing is fetched'),
  ),
  steps: v.array(step),
  fetches: v.pipe(
    v.array(v.picklist(['list', 'latest', 'info', 'mod', 'zip'])),
    v.description('what each source is asked for'),
  ),
  gonoproxy: nullable('element of GONOPROXY or GOPRIVATE that matches'),
  gonosumdb: nullable('element of GONOSUMDB or GOPRIVATE that matches'),
  nearMisses: v.array(nearMiss),
  sumdb: nullable('checksum database that is asked'),
  checksum,
  cached: known('in the module cache; null where that is not known'),
  vendored: known('in vendor; null where no vendor directory is used'),
  because: v.pipe(v.string(), v.description('the reason that decides the verdict')),
  reasons: texts,
  asked: v.pipe(v.nullable(asked), v.description('what the sources said; null without --online')),
});

export const routeSchema = v.object({
  schemaVersion: v.literal(1),
  tool: v.object({ name: v.literal('probe-env'), version: v.string() }),
  target: v.pipe(
    v.nullable(targetSchema),
    v.description('whose go is spoken of; null where only variables are known'),
  ),
  go: nullable('version of the go command that is spoken of; null means the newest'),
  source: v.pipe(v.string(), v.description('where the settings come from')),
  project: nullable('go.mod or go.work in force'),
  settings: v.pipe(v.record(v.string(), v.string()), v.description('without credentials')),
  online: v.pipe(
    v.nullable(v.object({ id: v.string(), durationMs: count, requests: count })),
    v.description('the run that asked; null without --online'),
  ),
  exitCode: v.pipe(v.number(), v.integer()),
  summary: v.object({
    verified: count,
    'offline-ready': count,
    unverified: count,
    'would leak': count,
    blocked: count,
  }),
  modules: v.array(module),
});

/** Does not compile where the schema and the types of the routes differ. */
export const ROUTE_SCHEMA_IS_COMPLETE: Same<v.InferOutput<typeof routeSchema>, RouteReport> = true;
