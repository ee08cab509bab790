import type { FsFailure } from '../../target/file.ts';
import type { CacheEntry } from '../modules/modcache.ts';
import type { ModuleVersion } from '../modules/module-path.ts';
import type { Project } from '../modules/project.ts';
import { type BuildMod, buildMod, type VendorMismatch, vendorMismatches } from '../modules/vendor.ts';
import type { AuthDefect } from '../settings/auth/go-auth.ts';
import type { ModuleSettings } from '../settings/module-settings.ts';
import { matchPrefixPatterns } from '../settings/patterns.ts';
import type { Obstacle } from './obstacle.ts';

/** What all modules of one question share. */
export interface RouteContext {
  readonly settings: ModuleSettings;
  readonly project: Project | null;
  readonly build: BuildMod;
  /** Where go.mod and vendor/modules.txt disagree, if vendor is used. */
  readonly mismatches: readonly VendorMismatch[];
  /** The module cache has no downloads at all, so that no module needs to be looked up in it. */
  readonly cacheIsEmpty: boolean;
  /** Machines for which .netrc has credentials. */
  readonly machines: readonly string[];
  /** Version control programs on PATH; null where that is unknown. */
  readonly programs: ReadonlySet<string> | null;
  /** Path prefixes that no public service may be asked for. */
  readonly privateModules: readonly string[];
  /** The policy does not mind modules that nobody vouches for. */
  readonly allowUnverified: boolean;
  /** What go refuses in GOAUTH; null where nothing, or where that is not known. */
  readonly auth: AuthDefect | null;
  /** file:// proxies whose directory is not there. */
  readonly missingProxies: ReadonlySet<string>;
  /** Whether every reason and every URL is wanted: the table alone shows neither. */
  readonly details: boolean;
  /** What stops every module, such as an unknown GO111MODULE; null where nothing does. */
  readonly stop: Obstacle | null;
}

/** One module as it is asked about. */
export interface RouteQuestion {
  readonly module: ModuleVersion;
  /** What go.mod replaces by it. */
  readonly replaces: ModuleVersion | null;
  /** It stands for a directory of this machine: whether a go.mod is there, or why nobody knows; null for modules. */
  readonly directory: 'there' | 'missing' | FsFailure | null;
  /** Null where there is no module cache to look into, or no version to look for. */
  readonly cache: CacheEntry | null;
}

/** A context with what follows from its parts. */
export function makeRouteContext(parts: Omit<RouteContext, 'build' | 'mismatches'>): RouteContext {
  const { settings, project } = parts;
  const build = buildMod({
    flag: settings.flags.mod,
    file: project?.file ?? null,
    workspace: project?.workspace ?? false,
    vendorDirectory: project?.vendorDirectory ?? false,
    list: project?.vendorList ?? null,
    go: settings.go,
  });
  const mismatches =
    build.mod === 'vendor' && project !== null ? vendorMismatches(project.file, project.vendorList) : [];
  return { ...parts, build, mismatches };
}

/** The policy's word, or in its absence GOPRIVATE's. */
export function isPrivate({ path }: ModuleVersion, { privateModules, settings }: RouteContext): boolean {
  return privateModules.length > 0
    ? matchPrefixPatterns(privateModules.join(','), path)
    : matchPrefixPatterns(settings.goprivate, path);
}
