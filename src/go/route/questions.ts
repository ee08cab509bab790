import { grouped } from '../../core/text/grouped.ts';
import type { Result } from '../../target/file.ts';
import type { Host } from '../../target/host.ts';
import { isUnknown } from '../../target/result.ts';
import { NO_GO_SUM } from '../modules/go-sum.ts';
import { isDirectoryPath, type Requirement, replacementOf } from '../modules/gomod.ts';
import { type CacheEntry, lookInCache, NOT_CACHED } from '../modules/modcache.ts';
import { isCanonicalVersion, type ModuleVersion } from '../modules/module-path.ts';
import type { Project } from '../modules/project.ts';
import type { RouteContext, RouteQuestion } from './context.ts';

/**
 * Looks at this machine for what is known of a module before anybody is asked: the version and the
 * replacement that go.mod names, the module cache, a directory in its place.
 */
export async function lookUp(
  host: Host,
  asked: ModuleVersion,
  context: Pick<RouteContext, 'settings' | 'project' | 'cacheIsEmpty'>,
): Promise<RouteQuestion> {
  const { project } = context;
  const wanted = asked.version === '' ? withVersion(asked, project) : asked;
  const replacement = replacementOf(project?.file.replace ?? [], wanted);
  if (replacement !== null && project !== null && isDirectoryPath(replacement.new.path)) {
    const { path } = replacement.new;
    const directory = path.startsWith('/') ? path : `${project.directory}/${path}`;
    const read = host.access(`${directory}/go.mod`, 'read');
    return { module: { path, version: '' }, replaces: wanted, directory: answerOf(read), cache: null };
  }
  const module = replacement?.new ?? wanted;
  const cache = await cached(host, module, context);
  return { module, replaces: replacement === null ? null : wanted, directory: null, cache };
}

/** What may not be looked at may be there. */
function answerOf(read: Result<true>): RouteQuestion['directory'] {
  if (read.ok) return 'there';
  return isUnknown(read.error) ? read.error : 'missing';
}

async function cached(
  host: Host,
  module: ModuleVersion,
  { settings, project, cacheIsEmpty }: Pick<RouteContext, 'settings' | 'project' | 'cacheIsEmpty'>,
): Promise<CacheEntry | null> {
  const { gomodcache, sumdb } = settings;
  if (gomodcache === null || !isCanonicalVersion(module.version)) return null;
  if (cacheIsEmpty) return NOT_CACHED;
  const database = sumdb.kind === 'on' ? sumdb.name : null;
  return lookInCache(host, gomodcache, module, project?.sum ?? NO_GO_SUM, database);
}

/** A module that go.mod requires is asked about in the version that go.mod requires. */
function withVersion(module: ModuleVersion, project: Project | null): ModuleVersion {
  const required = project === null ? undefined : requirementsOf(project.file.require, module.path)[0];
  return required === undefined ? module : { path: module.path, version: required.version };
}

const requirementsOf = grouped<Requirement>(({ path }) => path);

/** All modules that go.mod requires, or all modules of a workspace, each once and without the main modules. */
export function requiredModules(project: Project): readonly ModuleVersion[] {
  const found = new Map<string, ModuleVersion>();
  const main = new Set(project.mainModules);
  for (const { path, version } of project.file.require) {
    if (!main.has(path)) found.set(`${path}@${version}`, { path, version });
  }
  return [...found.values()];
}
