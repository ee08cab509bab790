import { cacheFiles } from '../../../src/go/modules/cache-files.ts';
import { checkSum, hasSum } from '../../../src/go/modules/go-sum.ts';
import { directModules, isDirectoryPath, replacementOf } from '../../../src/go/modules/gomod.ts';
import { formatModule, type ModuleVersion } from '../../../src/go/modules/module-path.ts';
import type { Project } from '../../../src/go/modules/project.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import type { Host } from '../../../src/target/host.ts';
import { type Seen, usesModules } from '../facts.ts';
import { importsNoneOf } from '../needs/fetches.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/**
 * go.sum, which a build only reads (cmd/go/internal/modfetch, checkModSum; modload, missing go.sum entry).
 * Of indirect requirements a build may need nothing: they are left out.
 */
export function judgeGoSum(host: Host, project: Project, seen: Seen, sumPath: string): GoEnvFinding[] {
  if (!usesModules(seen) || seen.module.build.mod === 'vendor') return [];
  // Of a module that a directory replaces nothing is looked up.
  const fetched = project.file.require.filter((required) => {
    const replacement = replacementOf(project.file.replace, required);
    return replacement === null || !isDirectoryPath(replacement.new.path);
  });
  const read = !project.workspace && fetched.length > 0 && goAtLeast(seen.values.GOVERSION ?? null, '1.22');
  const gomod = project.workspace ? null : seen.module.gomod;
  const weight = () =>
    gomod !== null && importsNoneOf(host, gomod, project.file) ? ({ severity: 'warning' } as const) : {};
  if (project.sum.malformedLine !== null) {
    // Earlier releases pass over such a line, and what nothing requires is not read.
    if (!read) return [];
    const args = { path: sumPath, line: project.sum.malformedLine };
    return [{ rule: 'go-env/go-sum-invalid', args, ...weight() }];
  }
  const mismatch = firstMismatch(host, project, seen, sumPath);
  if (mismatch !== null) return [mismatch];
  // In a workspace go writes what is missing to go.work.sum.
  if (seen.module.build.mod === 'mod' || project.workspace) return [];
  const missing = modulesOf(project)
    .filter(
      ({ path, version }) =>
        !hasSum(project.sum, path, version) || !hasSum(project.sum, path, `${version}/go.mod`),
    )
    .map(formatModule);
  if (missing.length === 0) return [];
  const there = host.stat(sumPath).ok;
  const args = { path: sumPath, there, modules: missing.slice(0, 5), count: missing.length };
  return [{ rule: 'go-env/go-sum-missing', args, ...weight() }];
}

/** The modules of which go.sum has to have hashes. */
function modulesOf({ file, mainModules }: Project): readonly ModuleVersion[] {
  return directModules({
    require: file.require.filter(({ path }) => !mainModules.includes(path)),
    replace: file.replace,
  });
}

/** Modules of which the hash is looked at. */
const MAX = 64;

/** A tree of the module cache that go.sum gives another hash; GOSUMDB and GOFLAGS have no say in it. */
function firstMismatch(host: Host, project: Project, seen: Seen, path: string): GoEnvFinding | null {
  const cache = seen.values.GOMODCACHE ?? '';
  if (!cache.startsWith('/') || project.sum.hashes.size === 0) return null;
  const wrong = modulesOf(project)
    .slice(0, MAX)
    .flatMap((module) => {
      const file = host.readFile(cacheFiles(cache, module).ziphash, { maxBytes: 1024 });
      const cached = file.ok ? file.value.toString('latin1').trim() : '';
      const differs = cached.startsWith('h1:') && checkSum(project.sum, module.path, module.version, cached);
      return differs === 'mismatch' ? [{ module, cached }] : [];
    });
  const [first] = wrong;
  if (first === undefined) return null;
  const { module, cached } = first;
  const listed = project.sum.hashes.get(`${module.path} ${module.version}`)?.[0] ?? '';
  const args = { path, module: formatModule(module), cached, listed, count: wrong.length };
  return { rule: 'go-env/go-sum-mismatch', args };
}
