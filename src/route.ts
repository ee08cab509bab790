import {
  ROUTE_VERDICTS,
  type RouteModule,
  type RouteReport,
  type RouteVerdict,
} from './core/documents/route-report.ts';
import { askGoEnv } from './go/env-answer.ts';
import { GO_ENV_KEYS } from './go/env-keys.ts';
import type { AskedRoutes } from './go/fetch/ask-routes.ts';
import { findGo } from './go/find-go.ts';
import { type Conflict, conflictOf, stopsDownloads } from './go/modules/conflicts.ts';
import type { ModuleVersion } from './go/modules/module-path.ts';
import { findProjectFile, type Project, readProject } from './go/modules/project.ts';
import { lookUp, requiredModules } from './go/route/questions.ts';
import { readRouteContext } from './go/route/read-context.ts';
import { routeModule } from './go/route/route.ts';
import { defaultValues, type ModuleSettings } from './go/settings/module-settings.ts';
import type { Host } from './target/host.ts';
import { EXIT } from './verdict/verdict.ts';
import { VERSION } from './version.ts';

/** What `probe-env route` is asked. */
export interface RouteRequest {
  /** Empty: all that go.mod, or in its absence the policy, requires. */
  readonly modules: readonly ModuleVersion[];
  /** Absolute path of a go.mod or go.work; null: the one that go finds. */
  readonly from: string | null;
  /** The environment of a container that is not here, in place of this one's; null: this one's. */
  readonly env: Readonly<Record<string, string>> | null;
  /** Version of go in the place of the one that is there. */
  readonly go: string | null;
  /** Modules (path prefixes) that the policy calls private. */
  readonly privateModules: readonly string[];
  /** Modules that the policy names. */
  readonly requiredModules: readonly string[];
  /** Modules pass for which nobody vouches. */
  readonly allowUnverified: boolean;
  /** Whether every reason and every URL is wanted, which takes as long as all the rest. */
  readonly details: boolean;
  /** Time for the go command, milliseconds. */
  readonly timeoutMs: number;
  /** Really asks the sources (`--online`); without it nobody is asked. */
  readonly ask?: (
    modules: readonly RouteModule[],
    settings: ModuleSettings,
    values: Readonly<Record<string, string | undefined>>,
  ) => Promise<AskedRoutes>;
}

/** The go.mod or go.work that the request names, or that go finds, cannot be read. */
export class UnreadableProject extends Error {}

/** Neither the command line nor go.mod nor the policy names a module. */
export class NothingToRoute extends Error {}

/** go was asked for its settings, and said nothing in time: what it would do with a module is not known. */
export class NoAnswer extends Error {}

/**
 * Where go would fetch these modules, and who would vouch for them. Asks nobody, unless the request brings who does.
 *
 * @throws UnreadableProject, NothingToRoute, NoAnswer
 */
export async function makeRouteReport(host: Host, request: RouteRequest): Promise<RouteReport> {
  const said = await settingsOf(host, request);
  const { path, project } = projectOf(host, request, said.values);
  // What the variables of another container name need not be here.
  const unreadable = project === null && request.env === null ? path : null;
  const context = await readRouteContext(host, {
    values: said.values,
    go: request.go ?? said.go,
    project,
    unreadable,
    conflict: conflictIn(project, request.go ?? said.go),
    live: request.env === null,
    privateModules: request.privateModules,
    allowUnverified: request.allowUnverified,
    details: request.details,
    failure: said.failure,
  });
  const routes: RouteModule[] = [];
  for (const module of wantedModules(request, project, unreadable)) {
    routes.push(routeModule(await lookUp(host, module, context), context));
  }
  const asked = await request.ask?.(routes, context.settings, said.values);
  const modules =
    asked === undefined
      ? routes
      : routes.map((module, i) => ({ ...module, asked: asked.answers[i] ?? null }));
  return {
    schemaVersion: 1,
    tool: { name: 'probe-env', version: VERSION },
    target: request.env === null ? (host.target ?? { kind: 'live' }) : null,
    go: context.settings.go,
    source: said.source,
    project: project?.path ?? null,
    settings: context.settings.shown,
    online: asked?.online ?? null,
    exitCode: modules.every(isWell) ? EXIT.ready : EXIT.notReady,
    summary: count(modules),
    modules,
  };
}

/** What could not be asked in time is no failure, nor is version control, which is not asked. */
function isWell({ accepted, asked }: RouteModule): boolean {
  return accepted && asked?.outcome !== 'failed';
}

/** Without a go that is known the newest counts. */
function conflictIn(project: Project | null, go: string | null): Conflict | null {
  const conflict = project?.workspace ? conflictOf(project, go) : null;
  return conflict !== null && stopsDownloads(conflict, go) ? conflict : null;
}

interface Said {
  readonly values: Readonly<Record<string, string>>;
  readonly go: string | null;
  readonly source: string;
  readonly failure: string | null;
}

/** By `go env`, as the go-env probe asks it; without go from the environment and Go's defaults. */
async function settingsOf(host: Host, { env, timeoutMs }: RouteRequest): Promise<Said> {
  const fallback = { values: { ...defaultValues(env ?? host.env), GOWORK: env?.GOWORK ?? '' }, go: null };
  if (env !== null) return { ...fallback, source: "the given variables and Go's defaults", failure: null };
  const here = { ...fallback, values: { ...fallback.values, GOWORK: host.env.GOWORK ?? '' } };
  const go = findGo(host);
  const without = "the environment and Go's defaults";
  if (go === null) return { ...here, source: `${without}: no go command found`, failure: null };
  const answer = await askGoEnv(host, {
    go: go.path,
    directory: host.cwd ?? '/',
    keys: GO_ENV_KEYS,
    goflags: host.env.GOFLAGS ?? '',
    timeoutMs,
  });
  if (answer.kind === 'answered') {
    const { values } = answer;
    const read = host.target === undefined ? '' : ', read and not run';
    const source = `go env of ${go.path}${read}`;
    return { values, go: releaseOf(values.GOVERSION ?? ''), source, failure: null };
  }
  if (answer.kind === 'failed') {
    return { ...here, source: `${without}: ${go.path} env fails`, failure: answer.message };
  }
  if (answer.kind === 'timed-out') throw new NoAnswer(`${go.path} env gave no answer`);
  return { ...here, source: `${without}: ${go.path} env gave no answer`, failure: null };
}

/** `go1.26.0 X:…` → `1.26.0`; null for what has no number. */
function releaseOf(goversion: string): string | null {
  return /^go(\d+\.\d+(?:\.\d+|[a-z]+\d+)?)/.exec(goversion)?.[1] ?? null;
}

function projectOf(
  host: Host,
  { from, env }: RouteRequest,
  values: Readonly<Record<string, string>>,
): { readonly path: string | null; readonly project: Project | null } {
  if (from !== null) {
    const project = readProject(host, from);
    if (project === null) throw new UnreadableProject(from);
    return { path: from, project };
  }
  const told = env === null && values.GOVERSION !== undefined;
  const path = told
    ? [values.GOWORK, values.GOMOD].find((file) => file && file !== 'off' && file !== '/dev/null')
    : findProjectFile(host, host.cwd ?? '/', values.GOWORK ?? '');
  return path ? { path, project: readProject(host, path) } : { path: null, project: null };
}

function wantedModules(
  { modules, requiredModules: named }: RouteRequest,
  project: Project | null,
  unreadable: string | null,
): readonly ModuleVersion[] {
  if (modules.length > 0) return modules;
  if (project !== null) return requiredModules(project);
  if (unreadable !== null) throw new UnreadableProject(unreadable);
  if (named.length > 0) return named.map((path) => ({ path, version: '' }));
  throw new NothingToRoute();
}

function count(modules: readonly RouteModule[]): Record<RouteVerdict, number> {
  const of = (verdict: RouteVerdict) => modules.filter((module) => module.verdict === verdict).length;
  return Object.fromEntries(ROUTE_VERDICTS.map((verdict) => [verdict, of(verdict)])) as Record<
    RouteVerdict,
    number
  >;
}
