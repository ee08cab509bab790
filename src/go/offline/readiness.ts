import type { Host } from '../../target/host.ts';
import { cacheFiles } from '../modules/cache-files.ts';
import { formatModule } from '../modules/module-path.ts';
import type { Project } from '../modules/project.ts';
import { buildList } from './build-list.ts';
import { type Lack, lackOf } from './lack.ts';

/** A module that is not all there. */
export interface LackingModule extends Lack {
  /** `PATH@VERSION` */
  readonly module: string;
  readonly direct: boolean;
}

/** What go can do with the module cache alone. */
export interface Readiness {
  /** Modules of the build. */
  readonly modules: number;
  readonly lacks: readonly LackingModule[];
  /** `depends`: a build fails if it imports from a module that only others import from. */
  readonly build: 'ready' | 'fails' | 'depends';
  /** `go mod download` */
  readonly download: 'ready' | 'fails';
}

/**
 * What GOPROXY=off leaves of a project: whether all that go.mod requires is in the module cache, whole, and as go.sum
 * has it.
 *
 * @param going whether there is time for one more module; those that are left out are not counted
 */
export async function offlineReadiness(
  host: Host,
  project: Project,
  cache: string,
  { deep, going = () => true }: { readonly deep: boolean; readonly going?: () => boolean },
): Promise<Readiness> {
  const { modules, graphLacks } = buildList(host, project, cache);
  const lacks: LackingModule[] = graphLacks.map((module) => ({
    module: formatModule(module),
    direct: true,
    what: 'mod',
    path: cacheFiles(cache, module).mod,
    stops: 'build',
  }));
  const known = new Set(lacks.map(({ module }) => module));
  let looked = 0;
  for (const { module, direct } of modules) {
    if (!going()) break;
    looked++;
    if (known.has(formatModule(module))) continue;
    const lack = await lackOf(host, cache, module, project.sum, deep);
    if (lack !== null) lacks.push({ module: formatModule(module), direct, ...lack });
  }
  const stopping = lacks.filter(({ stops }) => stops === 'build');
  return {
    modules: looked,
    lacks,
    build: stopping.some(({ direct }) => direct) ? 'fails' : stopping.length > 0 ? 'depends' : 'ready',
    download: lacks.some(({ what }) => what !== 'incomplete') ? 'fails' : 'ready',
  };
}
