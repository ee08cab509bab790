import { compareGo } from '../gover.ts';
import { goAtLeast } from '../release.ts';
import { formatModule } from './module-path.ts';
import { cleanPath, type Project } from './project.ts';

/** Why go refuses a workspace whose files are all there and sound. */
export type Conflict =
  /** go.work uses nothing. */
  | { readonly problem: 'empty' }
  /** A member asks for a newer Go than go.work says; without a line go.work says 1.18. */
  | { readonly problem: 'go-line'; readonly member: string; readonly wanted: string; readonly has: string }
  | { readonly problem: 'directory-twice'; readonly member: string }
  | { readonly problem: 'module-twice'; readonly module: string; readonly member: string }
  /** go.work replaces a module that it uses, in all its versions. */
  | { readonly problem: 'main-replaced'; readonly module: string }
  | { readonly problem: 'replaced-differently'; readonly module: string };

/** For the words of a conflict, which speak of different things. */
export const NOTHING = { member: null, module: null, wanted: null, has: null } as const;

/** What stops commands that build nothing, such as `go mod download MODULE@VERSION`: they need no main module. */
export function stopsDownloads({ problem }: Conflict, goversion: string | null): boolean {
  return problem !== 'empty' && (problem !== 'module-twice' || goAtLeast(goversion, '1.21'));
}

/** The first contradiction, in the order in which go notices them (cmd/go/internal/modload, loadModFile). */
export function conflictOf(project: Project, goversion: string | null): Conflict | null {
  const { own, members } = project;
  // Each directory is read once, however often it is named.
  const first = twice(
    own.use.map((use) => cleanPath(use.startsWith('/') ? use : `${project.directory}/${use}`)),
  );
  if (first !== null) return { problem: 'directory-twice', member: first };
  if (members.length === 0) return { problem: 'empty' };
  return (
    newerMember(project, goversion) ??
    moduleTwice(project) ??
    mainReplaced(own.replace, project.mainModules) ??
    differently([own, ...members.map(({ file }) => file)].map(({ replace }) => replacedTwice(replace))) ??
    replacedDifferently(project)
  );
}

/** Without a go line, go.work counts as written for this release. */
const DEFAULT_GO = '1.18';

function newerMember({ own, members }: Project, goversion: string | null): Conflict | null {
  // Up to Go 1.20 nobody compares them.
  if (!goAtLeast(goversion, '1.21')) return null;
  const has = own.go ?? DEFAULT_GO;
  for (const { file, directory } of members) {
    // Of go lines below 1.21 none is a demand.
    if (file.go === null || compareGo(file.go, '1.21') < 0) continue;
    if (compareGo(file.go, has) > 0) {
      return { problem: 'go-line', member: directory, wanted: file.go, has };
    }
  }
  return null;
}

function moduleTwice({ members }: Project): Conflict | null {
  const seen = new Set<string>();
  for (const { file, directory } of members) {
    if (file.module === null) continue;
    if (seen.has(file.module)) return { problem: 'module-twice', module: file.module, member: directory };
    seen.add(file.module);
  }
  return null;
}

function mainReplaced(replace: Project['own']['replace'], mainModules: readonly string[]): Conflict | null {
  const found = replace.find(({ old }) => old.version === '' && mainModules.includes(old.path));
  return found === undefined ? null : { problem: 'main-replaced', module: found.old.path };
}

function differently(modules: readonly (string | null)[]): Conflict | null {
  const module = modules.find((one) => one !== null);
  return module ? { problem: 'replaced-differently', module } : null;
}

/** A module that two lines of one file replace differently, which no Go takes; null without one. */
export function replacedTwice(replace: Project['own']['replace']): string | null {
  const known = new Map<string, string>();
  for (const one of replace) {
    const module = formatModule(one.old);
    const now = formatModule(one.new);
    if ((known.get(module) ?? now) !== now) return module;
    known.set(module, now);
  }
  return null;
}

/** A replacement in go.work of any version of a module settles the matter. */
function replacedDifferently({ own, members }: Project): Conflict | null {
  const settled = new Set(own.replace.map(({ old }) => old.path));
  const known = new Map<string, string>();
  for (const { file } of members) {
    const here = new Map(file.replace.map((r) => [formatModule(r.old), formatModule(r.new)]));
    for (const { old } of file.replace) {
      if (settled.has(old.path)) continue;
      const module = formatModule(old);
      const now = here.get(module) ?? '';
      if ((known.get(module) ?? now) !== now) return { problem: 'replaced-differently', module };
      known.set(module, now);
    }
  }
  return null;
}

function twice(items: readonly string[]): string | null {
  return items.find((item, index) => items.indexOf(item) !== index) ?? null;
}
