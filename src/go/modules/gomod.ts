import { grouped } from '../../core/text/grouped.ts';
import type { ModSyntaxError } from './mod-syntax.ts';
import type { ModuleVersion } from './module-path.ts';

export interface Requirement extends ModuleVersion {
  readonly indirect: boolean;
}

export interface Replacement {
  /** Version '' stands for every version. */
  readonly old: ModuleVersion;
  /** A path that begins with `/`, `./` or `../` is a directory and has no version. */
  readonly new: ModuleVersion;
}

export interface GodebugLine {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

export interface GoModFile {
  /** Module path; null where the line is missing, and in go.work. */
  readonly module: string | null;
  /** Value of the `go` line, such as `1.22.0`; null where there is none. */
  readonly go: string | null;
  /** Value of the `toolchain` line; null where there is none. */
  readonly toolchain: string | null;
  readonly require: readonly Requirement[];
  readonly replace: readonly Replacement[];
  readonly exclude: readonly ModuleVersion[];
  /** Directories of go.work's modules; empty in go.mod. */
  readonly use: readonly string[];
  /** What `godebug` lines set. */
  readonly godebug: readonly GodebugLine[];
  /** Directives that not every release of Go knows, each with its first line. */
  readonly newer: readonly { readonly verb: string; readonly line: number }[];
  /** What the go command refuses; it then fails as a whole. */
  readonly errors: readonly ModSyntaxError[];
}

/** True where a replacement is a directory and nothing is fetched. */
export function isDirectoryPath(path: string): boolean {
  return path === '.' || path === '..' || /^(?:\/|\.\.?\/)/.test(path);
}

/** What a module is replaced by: the replacement of just this version goes before that of all. */
export function replacementOf(
  replace: readonly Replacement[],
  { path, version }: ModuleVersion,
): Replacement | null {
  return (
    replacementsOf(replace, `${path}@${version}`).at(-1) ?? replacementsOf(replace, `${path}@`).at(-1) ?? null
  );
}

/**
 * The modules that a go.mod itself asks for, each as what replaces it; directories are none. Indirect ones are left
 * out: of most of them a build needs the go.mod alone.
 */
export function directModules({
  require,
  replace,
}: Pick<GoModFile, 'require' | 'replace'>): readonly ModuleVersion[] {
  return require
    .filter(({ indirect }) => !indirect)
    .map((required) => replacementOf(replace, required)?.new ?? required)
    .filter(({ path, version }) => !isDirectoryPath(path) && version !== '');
}

const replacementsOf = grouped<Replacement>(({ old }) => `${old.path}@${old.version}`);
