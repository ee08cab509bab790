import { conflictOf, NOTHING } from '../../../src/go/modules/conflicts.ts';
import type { GoModFile } from '../../../src/go/modules/gomod.ts';
import { DIRECTIVE_SINCE } from '../../../src/go/modules/parse-gomod.ts';
import type { Project } from '../../../src/go/modules/project.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import type { GoEnvFacts, Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** What a workspace names, and whether its parts go together. */
export function judgeWorkspace(facts: GoEnvFacts, seen: Seen, project: Project): GoEnvFinding[] {
  const { path, members } = project;
  // Another Go would do the work: what it makes of the files is that finding's.
  if (seen.toolchain.kind === 'too-old' || seen.toolchain.kind === 'invalid') return [];
  const missing = members.filter(({ error }) => error !== null && error !== 'EACCES');
  if (missing.length > 0) {
    const uses = missing.map(({ use }) => use);
    const args = { path, uses: uses.slice(0, 5), count: uses.length, directory: missing[0]?.directory ?? '' };
    return [{ rule: 'go-env/workspace-member-missing', args }];
  }
  const goversion = seen.values.GOVERSION ?? null;
  const defects = (file: GoModFile) => [
    ...file.errors,
    ...(file.go === null || READ_BY_ALL.test(file.go) || goAtLeast(goversion, '1.21')
      ? []
      : [{ line: 1, message: `invalid go version '${file.go}'` }]),
    ...file.newer
      .filter(({ verb }) => !goAtLeast(goversion, DIRECTIVE_SINCE[verb] ?? '1.0'))
      .map(({ verb, line }) => ({ line, message: `unknown directive: ${verb}` })),
  ];
  const broken = members.find(({ file }) => defects(file).length > 0 || file.module === null);
  if (broken?.error === null) {
    const [first] = defects(broken.file);
    const at = { path: `${broken.directory}/go.mod`, line: first?.line ?? 1 };
    return [{ rule: 'go-env/go-mod-invalid', args: { ...at, error: first?.message ?? 'no module line' } }];
  }
  const conflict = conflictOf(project, seen.values.GOVERSION ?? '');
  if (conflict !== null) {
    return [{ rule: 'go-env/workspace-conflict', args: { path, ...NOTHING, ...conflict } }];
  }
  return judgeExcluded(facts, seen, project);
}

/** Go lines as they were before Go 1.21. */
const READ_BY_ALL = /^\d+\.\d+$/;

/** A module below a go.work that does not name it: `go build` there ends, though go.mod is the nearest. */
function judgeExcluded({ directory }: GoEnvFacts, { values }: Seen, project: Project): GoEnvFinding[] {
  const module = values.GOMOD ?? '';
  if (module === '' || module === '/dev/null' || !goAtLeast(values.GOVERSION ?? null, '1.18')) return [];
  const root = module.slice(0, module.lastIndexOf('/')) || '/';
  if (project.members.some((member) => member.directory === root)) return [];
  return [
    { rule: 'go-env/workspace-excludes-module', args: { path: project.path, module: root, directory } },
  ];
}
