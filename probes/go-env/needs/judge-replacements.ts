import { isDirectoryPath, replacementOf } from '../../../src/go/modules/gomod.ts';
import { formatModule } from '../../../src/go/modules/module-path.ts';
import { parseGoMod } from '../../../src/go/modules/parse-gomod.ts';
import { cleanPath, type Project } from '../../../src/go/modules/project.ts';
import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** A directory that takes the place of a module which go.mod requires. */
export interface Replaced {
  readonly module: string;
  /** By which sources import it. */
  readonly path: string;
  readonly directory: string;
  /** go.mod says that nothing of its own imports it. */
  readonly indirect: boolean;
  /** errno of its go.mod; null where that was read. */
  readonly error: string | null;
  /** Its go line; null where it has none or could not be read. */
  readonly go: string | null;
}

/** The directories that a build reads in the place of modules. */
export function readReplaced(host: Host, project: Project): readonly Replaced[] {
  const seen = new Set<string>();
  const found: Replaced[] = [];
  for (const required of project.file.require) {
    const replacement = replacementOf(project.file.replace, required);
    if (replacement === null || !isDirectoryPath(replacement.new.path)) continue;
    if (project.mainModules.includes(required.path)) continue;
    const { path } = replacement.new;
    const directory = cleanPath(path.startsWith('/') ? path : `${project.directory}/${path}`);
    if (seen.has(directory)) continue;
    seen.add(directory);
    const file = host.readFile(`${directory}/go.mod`);
    const go = file.ok ? parseGoMod(file.value.toString('utf8')).go : null;
    found.push({
      module: formatModule(required),
      path: required.path,
      directory,
      indirect: required.indirect,
      error: file.ok ? null : file.error.code,
      go,
    });
  }
  return found;
}

/** A replacement's directory that is not there: COPY of one of two directories. Vendored, nobody looks for it. */
export function judgeReplaced(
  replaced: readonly Replaced[],
  { path }: Project,
  { module }: Seen,
): GoEnvFinding[] {
  if (module.build.mod === 'vendor') return [];
  return replaced
    .filter(({ error }) => error !== null && !isUnknown({ code: error }))
    .map(({ module: name, directory, indirect }) => ({
      rule: 'go-env/replacement-missing',
      args: { module: name, directory, path },
      ...(indirect ? { severity: 'warning' } : {}),
    }));
}
