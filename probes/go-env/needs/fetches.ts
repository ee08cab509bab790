import { directModules, type GoModFile } from '../../../src/go/modules/gomod.ts';
import { readProject } from '../../../src/go/modules/project.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import type { Host } from '../../../src/target/host.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import type { Seen } from '../facts.ts';
import { isCached } from '../look/module.ts';
import { importsNone } from '../sources/imports.ts';

/** What decides whether a build has to fetch anything. */
export type Built = Pick<Seen, 'module' | 'toolchain' | 'values'>;

/**
 * A module is there whose build asks nobody: it is vendored, it requires nothing, no source imports what it requires, or
 * the module cache has all of it. Where there is none nobody knows what will be built. GOPROXY and GOSUMDB may hold
 * anything then: go reads them when it fetches. With -mod=mod go looks up what go.mod does not name, too.
 */
export function fetchesNothing(host: Host, { module, toolchain, values }: Built): boolean {
  if (module.main === null || module.main.errors.length > 0 || toolchain.kind !== 'local') return false;
  if (module.build.mod === 'vendor') return module.vendorList !== null;
  if (module.build.mod !== 'readonly') return false;
  if (module.gowork !== null) return needsNothing(host, module.gowork);
  if (module.file === null || module.gomod === null) return false;
  if (module.file.require.length === 0 || importsNoneOf(host, module.gomod, module.file)) return true;
  return isPruned(module.file) && isAllCached(host, module.file, values);
}

/** Indirect requirements too. */
export function isAllCached(host: Host, { require, replace }: GoModFile, values: Seen['values']): boolean {
  const cache = values.GOMODCACHE ?? '';
  const direct = require.map((one) => ({ ...one, indirect: false }));
  const fetched = directModules({ require: direct, replace });
  return (
    fetched.length === 0 || (cache.startsWith('/') && fetched.every((one) => isCached(host, one, cache)))
  );
}

/** From go 1.17 on a build reads no go.mod of a module that no source imports (cmd/go/internal/modload, lazy loading). */
export function importsNoneOf(host: Host, gomod: string, file: GoModFile): boolean {
  const tools = file.newer.some(({ verb }) => verb === 'tool');
  const modules = file.require.map(({ path }) => path);
  return isPruned(file) && !tools && importsNone(host, parentOf(gomod), modules);
}

function isPruned({ go }: GoModFile): boolean {
  return goAtLeast(go ?? '1.16', '1.17');
}

/** All members of a workspace require only each other. */
function needsNothing(host: Host, gowork: string): boolean {
  const project = readProject(host, gowork);
  if (project === null || project.problems.length > 0) return false;
  return project.file.require.every(({ path }) => project.mainModules.includes(path));
}
