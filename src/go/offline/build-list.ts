import { compare } from 'semver';
import type { Host } from '../../target/host.ts';
import { cacheFiles } from '../modules/cache-files.ts';
import { isDirectoryPath, replacementOf } from '../modules/gomod.ts';
import { formatModule, type ModuleVersion } from '../modules/module-path.ts';
import { parseGoMod } from '../modules/parse-gomod.ts';
import type { Project } from '../modules/project.ts';
import { goAtLeast } from '../release.ts';

/** A module that `go mod download` fetches. */
export interface Listed {
  /** What is looked for in the cache: what replaces it, where something does. */
  readonly module: ModuleVersion;
  /** go.mod does not say that only others import from it. */
  readonly direct: boolean;
}

export interface BuildList {
  readonly modules: readonly Listed[];
  /** go.mod files of the module graph that are not cached: every command reads all of them. */
  readonly graphLacks: readonly ModuleVersion[];
}

/** Modules whose go.mod is read. */
const MAX_GRAPH = 10_000;

/**
 * The modules of a build. From the go line 1.17 on go.mod lists them all (cmd/go/internal/modload, pruned); before, the
 * graph of all go.mod files is read, and of each module the highest version counts.
 */
export function buildList(host: Host, { own, mainModules }: Project, cache: string): BuildList {
  const replaced = (required: ModuleVersion) => replacementOf(own.replace, required)?.new ?? required;
  const isFetched = ({ path, version }: ModuleVersion) => !isDirectoryPath(path) && version !== '';
  const required = own.require.filter(({ path }) => !mainModules.includes(path));
  const listed = required
    .map((one) => ({ module: replaced(one), direct: !one.indirect }))
    .filter(({ module }) => isFetched(module));
  if (goAtLeast(own.go ?? '1.16', '1.17')) return { modules: listed, graphLacks: [] };

  const direct = new Set(listed.filter((one) => one.direct).map(({ module }) => module.path));
  const seen = new Set<string>();
  const selected = new Map<string, ModuleVersion>();
  const graphLacks: ModuleVersion[] = [];
  const queue: ModuleVersion[] = [...required];
  for (let one = queue.pop(); one !== undefined && seen.size < MAX_GRAPH; one = queue.pop()) {
    if (seen.has(formatModule(one)) || mainModules.includes(one.path)) continue;
    seen.add(formatModule(one));
    const known = selected.get(one.path);
    if (known === undefined || isNewer(one.version, known.version)) selected.set(one.path, one);
    const module = replaced(one);
    if (!isFetched(module)) continue;
    const mod = host.readFile(cacheFiles(cache, module).mod, { maxBytes: 16 * 1024 * 1024 });
    if (mod.ok) queue.push(...parseGoMod(mod.value.toString('utf8')).require);
    else graphLacks.push(module);
  }
  const modules = [...selected.values()].map(replaced).filter(isFetched);
  return { modules: modules.map((module) => ({ module, direct: direct.has(module.path) })), graphLacks };
}

function isNewer(a: string, b: string): boolean {
  try {
    return compare(a, b) > 0;
  } catch {
    return a > b;
  }
}
