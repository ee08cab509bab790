import * as v from 'valibot';
import { ROUTE_VERDICTS, type RouteReport } from '../../core/documents/route-report.ts';
import type { Same } from '../../core/types/type-equal.ts';
import { targetSchema } from '../report-schema.ts';

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
