import { goAtLeast, releaseNumbers } from '../release.ts';
import { type GoModFile, replacementOf } from './gomod.ts';
import { formatModule, type ModuleVersion, parseModule } from './module-path.ts';

/** What vendor/modules.txt says of one module. */
export interface VendoredModule extends ModuleVersion {
  readonly explicit: boolean;
  readonly replacedBy: ModuleVersion | null;
  /** It provides packages; others are listed for their replacement only. */
  readonly hasPackages: boolean;
  /** The go line of its go.mod, as `go mod vendor` wrote it down; null where it has none. */
  readonly go: string | null;
}

export interface VendorList {
  /** Written by `go work vendor` (from Go 1.22). */
  readonly forWorkspace: boolean;
  readonly modules: readonly VendoredModule[];
}

const SEMVER = /^v\d+\.\d+\.\d+(?:[-+].*)?$/;

/** Reads vendor/modules.txt (cmd/go/internal/modload, readVendorList). */
export function parseVendorList(text: string): VendorList {
  const modules = new Map<string, VendoredModule>();
  let current: string | null = null;
  const change = (more: Partial<VendoredModule>) => {
    const module = current === null ? undefined : modules.get(current);
    if (current !== null && module !== undefined) modules.set(current, { ...module, ...more });
  };
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) {
      const header = parseHeader(line.trim().split(/\s+/).slice(1));
      current = header === null ? current : header.key;
      if (header?.module && !modules.has(header.module.key)) modules.set(header.module.key, header.module);
      if (header?.module) change({ replacedBy: header.module.replacedBy });
    } else if (line.startsWith('## ')) {
      const notes = line
        .slice(3)
        .split(';')
        .map((note) => note.trim());
      if (notes.includes('explicit')) change({ explicit: true });
      const go = notes.find((note) => note.startsWith('go '))?.slice('go '.length);
      if (go !== undefined) change({ go });
    } else if (/^\S+\s*$/.test(line)) {
      change({ hasPackages: true });
    }
  }
  return { forWorkspace: isForWorkspace(text), modules: [...modules.values()].map(withoutKey) };
}

interface Header {
  /** Null where the line cannot be understood: what follows it belongs to no module. */
  readonly key: string | null;
  readonly module: (VendoredModule & { readonly key: string }) | null;
}

function parseHeader(words: readonly string[]): Header | null {
  const [path = '', second = ''] = words;
  if (words.length < 2) return null;
  const version = SEMVER.test(second) ? second : '';
  if (version === '' && second !== '=>') return { key: null, module: null };
  const [arrow, newPath, newVersion = ''] = words.slice(version === '' ? 1 : 2);
  const replacedBy = arrow === '=>' && newPath !== undefined ? { path: newPath, version: newVersion } : null;
  const key = formatModule({ path, version });
  return { key, module: { key, path, version, replacedBy, explicit: false, hasPackages: false, go: null } };
}

function withoutKey({
  path,
  version,
  replacedBy,
  explicit,
  hasPackages,
  go,
}: VendoredModule): VendoredModule {
  return { path, version, replacedBy, explicit, hasPackages, go };
}

function isForWorkspace(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  return (
    first.startsWith('## ') &&
    first
      .slice(3)
      .split(';')
      .some((note) => note.trim() === 'workspace')
  );
}

/** How a build finds its modules, and what decided. */
export interface BuildMod {
  readonly mod: 'readonly' | 'vendor' | 'mod';
  readonly why:
    | 'flag'
    /** A directory vendor, and go.mod says 1.14 or later. */
    | 'vendor-directory'
    | 'no-vendor-directory'
    /** go.mod has no go line, or one below 1.14: vendor is not used. */
    | 'go-line-too-old'
    /** vendor is a workspace's and the build is not, or the reverse. */
    | 'other-mode'
    /** Before Go 1.22 a workspace never uses vendor. */
    | 'workspace'
    | 'no-module';
}

export interface BuildModInput {
  /** `-mod` from GOFLAGS; null where it is not given. */
  readonly flag: string | null;
  /** go.work's file in workspace mode, else go.mod's; null where there is none. */
  readonly file: GoModFile | null;
  readonly workspace: boolean;
  /** There is a directory `vendor` beside the file. */
  readonly vendorDirectory: boolean;
  /** Of its modules.txt; null where that is missing. */
  readonly list: VendorList | null;
  /** Version of the go command; null means the newest. */
  readonly go: string | null;
}

/** Go's `setDefaultBuildMod` for commands such as build, test and list. */
export function buildMod({ flag, file, workspace, vendorDirectory, list, go }: BuildModInput): BuildMod {
  if (flag === 'mod' || flag === 'vendor' || flag === 'readonly') return { mod: flag, why: 'flag' };
  if (file === null) return { mod: 'readonly', why: 'no-module' };
  if (!vendorDirectory) return { mod: 'readonly', why: 'no-vendor-directory' };
  const vendorsWorkspaces = goAtLeast(go, '1.22');
  if (workspace && !vendorsWorkspaces) return { mod: 'readonly', why: 'workspace' };
  if (file.go === null || releaseNumbers(file.go) === null || !goAtLeast(file.go, '1.14')) {
    return { mod: 'readonly', why: 'go-line-too-old' };
  }
  if (vendorsWorkspaces && (list?.forWorkspace ?? false) !== workspace) {
    return { mod: 'readonly', why: 'other-mode' };
  }
  return { mod: 'vendor', why: 'vendor-directory' };
}

/** One line of Go's `inconsistent vendoring`. */
export interface VendorMismatch {
  readonly module: string;
  readonly code:
    | 'not-explicit'
    | 'not-required'
    | 'replacement-missing'
    | 'replacement-differs'
    | 'replacement-superfluous';
}

/**
 * Before Go 1.14 modules.txt did not tell what is required and which replacements hold for all versions: with such a go line,
 * or none, and -mod=vendor only what contradicts go.mod counts (cmd/go/internal/modload, checkVendorConsistency).
 */
export function listsLittle({ go }: Pick<GoModFile, 'go'>): boolean {
  return !goAtLeast(go ?? '1.13', '1.14');
}

/**
 * Where vendor/modules.txt disagrees with go.mod of Go 1.14 or later: with any mismatch a build with
 * `-mod=vendor` fails (cmd/go/internal/modload, checkVendorConsistency).
 */
export function vendorMismatches(file: GoModFile, list: VendorList | null): readonly VendorMismatch[] {
  const vendored = new Map((list?.modules ?? []).map((m) => [formatModule(m), m]));
  const required = new Set(file.require.map(formatModule));
  const found: VendorMismatch[] = [];
  const lenient = list !== null && file.module !== null && listsLittle(file);
  const versions = new Map((list?.modules ?? []).map(({ path, version }) => [path, version]));
  for (const one of file.require) {
    const id = formatModule(one);
    const fits = lenient && (versions.get(one.path) ?? one.version) === one.version;
    if (!fits && !vendored.get(id)?.explicit) found.push({ module: id, code: 'not-explicit' });
  }
  for (const { old, new: target } of file.replace) {
    const there = vendored.get(formatModule(old))?.replacedBy ?? null;
    const fits = lenient && (old.version === '' || versions.get(old.path) !== old.version);
    if (there === null && fits) continue;
    if (there === null) found.push({ module: formatModule(old), code: 'replacement-missing' });
    else if (formatModule(there) !== formatModule(target)) {
      found.push({ module: formatModule(old), code: 'replacement-differs' });
    }
  }
  for (const [id, module] of vendored) {
    if (module.explicit && module.hasPackages && !required.has(id)) {
      found.push({ module: id, code: 'not-required' });
    }
    if (module.replacedBy !== null && replacementOf(file.replace, parseModule(id)) === null) {
      found.push({ module: id, code: 'replacement-superfluous' });
    }
  }
  return found;
}
