import type { Deadline } from '../../../src/core/probe.ts';
import { keepGoing } from '../../../src/core/time/keep-going.ts';
import { readProject } from '../../../src/go/modules/project.ts';
import { type LackingModule, offlineReadiness, type Readiness } from '../../../src/go/offline/readiness.ts';
import type { Host } from '../../../src/target/host.ts';
import { type GoEnvFacts, usesModules } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import type { OfflineLook } from './facts.ts';

/** Missing modules that the report lists. */
const MAX_LISTED = 20;
const NOTHING = { modules: 0, missing: [] } as const;

/** Loaded where the policy asks for it: it reads every zip of the cache that go.mod names. */
export async function lookOffline(
  host: Host,
  facts: GoEnvFacts,
  asked: true | 'deep',
  deadline: Deadline,
): Promise<{ readonly look: OfflineLook; readonly findings: readonly GoEnvFinding[] }> {
  const none = (why: OfflineLook['why'], build: OfflineLook['build'] = null) => ({
    look: { build, download: null, why, ...NOTHING },
    findings: [],
  });
  const { seen } = facts;
  if (seen === null || !usesModules(seen)) return none('no-module');
  const { module, values } = seen;
  const top = module.modfile ?? module.gomod;
  if (module.gowork !== null) return none('workspace');
  const project = top === null ? null : readProject(host, top, top.replace(/\.mod$/, '.sum'));
  const cache = values.GOMODCACHE ?? '';
  if (project === null || !cache.startsWith('/')) return none('no-module');
  if (module.build.mod === 'vendor') return none('vendored', 'ready');
  const going = keepGoing(deadline);
  const readiness = await offlineReadiness(host, project, cache, { deep: asked === 'deep', going });
  // What was not looked at is not said to be there.
  if (going.cut && readiness.lacks.length === 0) return none('late');
  const { build, download, modules, lacks } = readiness;
  const missing = lacks.slice(0, MAX_LISTED).map(({ module: name, what, path, stops }) => ({
    module: name,
    what,
    path,
    stops,
  }));
  return {
    look: { build, download, why: going.cut ? 'late' : null, modules, missing },
    findings: judgeOffline(readiness, { cache, directory: project.directory, told: toldOf(facts) }),
  };
}

interface Told {
  readonly modules: readonly string[];
  readonly rules: readonly string[];
}

/** What another rule says already: GOPROXY=off without a module, a zip that is damaged, a hash that go.sum does not have. */
function toldOf({ seen, ahead }: GoEnvFacts): Told {
  return { modules: seen?.offline?.missing ?? [], rules: ahead.map(({ rule }) => rule) };
}

function isTold({ what, module }: LackingModule, { modules, rules }: Told): boolean {
  if (what === 'damaged' && rules.includes('go-env/module-cache-damaged')) return true;
  if (what === 'mismatch' && rules.includes('go-env/go-sum-mismatch')) return true;
  return modules.includes(module);
}

function judgeOffline(
  { lacks, build }: Readiness,
  { cache, directory, told }: { readonly cache: string; readonly directory: string; readonly told: Told },
): readonly GoEnvFinding[] {
  const fresh = lacks.filter((lack) => !isTold(lack, told));
  // What stops a build for sure comes first, then what may, then what stops downloads alone.
  const weight = ({ stops, direct }: LackingModule) => (stops === 'build' ? (direct ? 0 : 1) : 2);
  const [first, ...others] = [...fresh].sort((a, b) => weight(a) - weight(b));
  if (first === undefined) return [];
  const { module, what, path } = first;
  const stops = build === 'fails' ? 'build' : build === 'depends' ? 'some-builds' : 'download';
  const args = {
    module,
    what,
    path,
    cache,
    directory,
    stops,
    modules: [...new Set([first, ...others].map((lack) => lack.module))].slice(0, 5),
    count: 1 + others.length,
  } as const;
  const severity = stops === 'build' ? {} : ({ severity: 'warning' } as const);
  return [{ rule: 'go-env/offline-incomplete', args, ...severity }];
}
