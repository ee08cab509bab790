import type { Host } from '../../target/host.ts';
import { findOnPath } from '../../target/program/find-program.ts';
import { isUnknown } from '../../target/result.ts';
import type { Conflict } from '../modules/conflicts.ts';
import type { Project } from '../modules/project.ts';
import { goAtLeast } from '../release.ts';
import { type AuthDefect, authDefect, kinds } from '../settings/auth/go-auth.ts';
import { netrcMachines, netrcPath } from '../settings/auth/netrc.ts';
import { SYSTEMS } from '../settings/govcs.ts';
import { type ModuleSettings, readModuleSettings } from '../settings/module-settings.ts';
import { directoryOf, whyNotReadable } from '../settings/proxy/proxy-directory.ts';
import { makeRouteContext, type RouteContext } from './context.ts';
import type { Obstacle } from './obstacle.ts';

export interface ContextInput {
  /** Values as `go env` prints them. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Version of the go command; null means the newest. */
  readonly go: string | null;
  readonly project: Project | null;
  /** Path of the go.mod or go.work that go finds and that cannot be read; null where it can, or where there is none. */
  readonly unreadable: string | null;
  /** What of a workspace stops every command, downloads included; null where nothing does, or nobody has looked. */
  readonly conflict: Conflict | null;
  /**
   * The values are this machine's: its .netrc and its programs count, and an empty GOMODCACHE is a
   * defect. Otherwise they belong to a container that is not here.
   */
  readonly live: boolean;
  readonly privateModules: readonly string[];
  readonly allowUnverified: boolean;
  readonly details: boolean;
  /** The go command failed at telling its settings; null where it did not. */
  readonly failure: string | null;
}

/** Reads what decides about all modules: settings, .netrc, programs, and what stops every command. */
export async function readRouteContext(host: Host, input: ContextInput): Promise<RouteContext> {
  const settings = await readModuleSettings(input.values, input.go);
  return makeRouteContext({
    settings,
    project: input.project,
    cacheIsEmpty: settings.gomodcache !== null && isAbsent(host, `${settings.gomodcache}/cache/download`),
    machines: input.live ? readMachines(host) : [],
    programs: input.live ? programsOf(host) : null,
    privateModules: input.privateModules,
    allowUnverified: input.allowUnverified,
    auth: input.live ? authOf(host, input) : null,
    missingProxies: new Set(input.live ? missingProxies(host, settings) : []),
    details: input.details,
    stop: stopFor(settings, input),
  });
}

function isAbsent(host: Host, path: string): boolean {
  const stat = host.stat(path);
  return !stat.ok && !isUnknown(stat.error);
}

function readMachines(host: Host): readonly string[] {
  const path = netrcPath(host.env);
  const file = path === null ? null : host.readFile(path, { maxBytes: 1024 * 1024 });
  return file?.ok ? netrcMachines(file.value.toString('utf8')) : [];
}

function authOf(host: Host, { values, go }: ContextInput): AuthDefect | null {
  const { GOAUTH } = values;
  return GOAUTH && goAtLeast(go, '1.24') ? authDefect(GOAUTH, kinds(host)) : null;
}

function missingProxies(host: Host, { proxies }: ModuleSettings): readonly string[] {
  const urls = proxies.ok ? proxies.value.entries.flatMap(({ url }) => url ?? []) : [];
  return urls.filter((url) => {
    const directory = directoryOf(url);
    return directory !== null && whyNotReadable(host, directory) !== null;
  });
}

function programsOf(host: Host): ReadonlySet<string> {
  return new Set(SYSTEMS.filter((name) => findOnPath(host, name) !== null));
}

/** What keeps every module from being fetched, in the order in which the go command notices it. */
function stopFor(
  settings: ModuleSettings,
  { project, unreadable, conflict, live, failure }: ContextInput,
): Obstacle | null {
  const { go111module, flags, go } = settings;
  if (!['', 'on', 'off', 'auto'].includes(go111module)) return { code: 'go111module', value: go111module };
  if (flags.nonFlags.length > 0 || flags.unterminated) return { code: 'goflags', words: flags.nonFlags };
  if (failure !== null) return { code: 'go-env', message: failure };
  if (go111module === 'off') return null;
  if (unreadable !== null) return { code: 'project', message: `${unreadable} cannot be read` };
  const [problem] = project?.problems ?? [];
  if (problem !== undefined) return { code: 'project', message: problem };
  if (project !== null && conflict !== null) {
    return { code: 'workspace-conflict', path: project.path, conflict };
  }
  const { mod } = flags;
  if (project?.workspace && mod !== null && !workspaceAllows(mod, go)) return { code: 'workspace-mod', mod };
  return live && settings.gomodcache === null ? { code: 'no-module-cache' } : null;
}

/** From Go 1.22 a workspace can be vendored. */
function workspaceAllows(mod: string, go: string | null): boolean {
  return mod === 'readonly' || (mod === 'vendor' && goAtLeast(go, '1.22'));
}
