import { hasSum } from '../../../src/go/modules/go-sum.ts';
import { isDirectoryPath, replacementOf } from '../../../src/go/modules/gomod.ts';
import { formatModule } from '../../../src/go/modules/module-path.ts';
import type { Project } from '../../../src/go/modules/project.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import type { Host } from '../../../src/target/host.ts';
import { type Seen, usesModules } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/**
 * go.sum, which a build only reads (cmd/go/internal/modfetch, checkModSum; modload, missing go.sum entry).
 * Of indirect requirements a build may need nothing: they are left out.
 */
export function judgeGoSum(host: Host, project: Project, seen: Seen, sumPath: string): GoEnvFinding[] {
  if (!usesModules(seen) || seen.module.build.mod === 'vendor') return [];
  const read =
    !project.workspace && project.file.require.length > 0 && goAtLeast(seen.values.GOVERSION ?? null, '1.22');
  if (project.sum.malformedLine !== null) {
    // Earlier releases pass over such a line, and what nothing requires is not read.
    if (!read) return [];
    return [{ rule: 'go-env/go-sum-invalid', args: { path: sumPath, line: project.sum.malformedLine } }];
  }
  // In a workspace go writes what is missing to go.work.sum.
  if (seen.module.build.mod === 'mod' || project.workspace) return [];
  const missing = project.file.require
    .filter(({ indirect, path }) => !indirect && !project.mainModules.includes(path))
    .map((required) => replacementOf(project.file.replace, required)?.new ?? required)
    .filter(({ path, version }) => !isDirectoryPath(path) && version !== '')
    .filter(
      ({ path, version }) =>
        !hasSum(project.sum, path, version) || !hasSum(project.sum, path, `${version}/go.mod`),
    )
    .map(formatModule);
  if (missing.length === 0) return [];
  const there = host.stat(sumPath).ok;
  const args = { path: sumPath, there, modules: missing.slice(0, 5), count: missing.length };
  return [{ rule: 'go-env/go-sum-missing', args }];
}
