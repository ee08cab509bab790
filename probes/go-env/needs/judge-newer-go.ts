import { compareGo, fromToolchain } from '../../../src/go/gover.ts';
import { cacheFiles } from '../../../src/go/modules/cache-files.ts';
import { directModules } from '../../../src/go/modules/gomod.ts';
import { formatModule } from '../../../src/go/modules/module-path.ts';
import { parseGoMod } from '../../../src/go/modules/parse-gomod.ts';
import type { Project } from '../../../src/go/modules/project.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import type { Host } from '../../../src/target/host.ts';
import type { Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { importedOf } from '../sources/imports.ts';
import type { Replaced } from './judge-replacements.ts';

/** go.mod files of the module cache that are looked into. */
const MAX_CACHED = 64;

/** A go line of a module that a build uses. */
interface GoLine {
  readonly module: string;
  readonly wanted: string;
  readonly file: string;
}

/** The same, and the path by which sources import it: null where they need not, as with `// indirect`. */
interface Demand {
  readonly line: GoLine;
  readonly importedAs: string | null;
}

/**
 * From Go 1.21 on the go line of every module that a build uses is a demand (cmd/go/internal/gover, TooNewError).
 * A build ends there whatever GOTOOLCHAIN says: only go get, go mod tidy and their like switch for it
 * (cmd/go/internal/toolchain, SwitchOrFatal).
 */
export function judgeNewerGo(
  host: Host,
  project: Project,
  replaced: readonly Replaced[],
  seen: Seen,
): GoEnvFinding[] {
  const { values, toolchain } = seen;
  const local = fromToolchain(values.GOVERSION ?? '');
  // Another toolchain does the work, or none: what that one makes of it is not known.
  if (local === null || !goAtLeast(values.GOVERSION ?? null, '1.21') || toolchain.kind !== 'local') return [];
  const lines = goLines(host, project, replaced, seen);
  const newer = above(local, lines);
  if (newer.length === 0) return judgeOwnLine(host, project, lines, seen);
  const { first, count, weight } = weighed(host, project, newer);
  // Go that is new enough wants go.mod to say so, but for a vendor directory and for a workspace.
  const untidy = seen.module.build.mod !== 'vendor' && !project.workspace;
  const args = {
    ...first,
    local,
    untidy: untidy ? project.path : null,
    goroot: values.GOROOT ?? '',
    count,
  };
  return [{ rule: 'go-env/dependency-wants-newer-go', args, ...weight }];
}

/**
 * Go lines from 1.21 on are requirements, and go.mod has to say the highest of them
 * (cmd/go/internal/modload, updateRoots; gover.GoStrictVersion).
 */
function judgeOwnLine(host: Host, project: Project, lines: readonly Demand[], seen: Seen): GoEnvFinding[] {
  if (seen.module.build.mod !== 'readonly' || project.workspace) return [];
  const has = project.own.go;
  // One behind the last that is no demand.
  const least = has === null || compareGo(has, LAST_LENIENT) < 0 ? LAST_LENIENT : has;
  const newer = above(least, lines);
  if (newer.length === 0) return [];
  const { first, count, weight } = weighed(host, project, newer);
  return [{ rule: 'go-env/go-line-outdated', args: { ...first, has, path: project.path, count }, ...weight }];
}

/** What a build comes to, or else what waits for the first import, go list -m all or go mod tidy. */
function weighed(host: Host, project: Project, newer: readonly Demand[]) {
  const named = newer.flatMap(({ importedAs }) => importedAs ?? []);
  // Before, every go.mod is read, whatever is imported (cmd/go/internal/modload, pruned).
  const isPruned = project.workspace || goAtLeast(project.own.go ?? '1.16', '1.17');
  const imported = project.workspace ? new Set(named) : importedOf(host, project.directory, 'modules', named);
  const used = newer.filter(({ importedAs }) => !isPruned || importedAs === null || imported.has(importedAs));
  const [first = newer[0]] = used;
  return {
    first: (first as Demand).line,
    count: used.length || newer.length,
    weight: used.length === 0 ? ({ severity: 'warning' } as const) : {},
  };
}

/** Go lines below 1.21 are no demand, and `1.21rc1` is one. */
const LAST_LENIENT = '1.20.999';

function above(version: string, lines: readonly Demand[]): readonly Demand[] {
  return lines.filter(({ line }) => compareGo(line.wanted, version) > 0);
}

function goLines(
  host: Host,
  project: Project,
  replaced: readonly Replaced[],
  { module, values }: Seen,
): readonly Demand[] {
  const line = (
    name: string,
    go: string | null,
    file: string,
    importedAs: string | null,
  ): readonly Demand[] => (go === null ? [] : [{ line: { module: name, wanted: go, file }, importedAs }]);
  if (module.build.mod === 'vendor') {
    const file = `${module.vendor}/modules.txt`;
    return (module.vendorList?.modules ?? []).flatMap((one) => line(formatModule(one), one.go, file, null));
  }
  const directories = replaced.flatMap((one) =>
    line(one.module, one.go, `${one.directory}/go.mod`, one.indirect ? null : one.path),
  );
  const cache = values.GOMODCACHE ?? '';
  if (!cache.startsWith('/')) return directories;
  const cached = project.file.require
    .flatMap((required) =>
      directModules({ require: [required], replace: project.file.replace }).map((wanted) => ({
        wanted,
        importedAs: required.path,
      })),
    )
    .slice(0, MAX_CACHED)
    .flatMap(({ wanted, importedAs }) => {
      const { mod } = cacheFiles(cache, wanted);
      const file = host.readFile(mod, { maxBytes: 1024 * 1024 });
      const go = file.ok ? parseGoMod(file.value.toString('utf8')).go : null;
      return line(formatModule(wanted), go, mod, importedAs);
    });
  return [...directories, ...cached];
}
