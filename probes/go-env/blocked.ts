import { formatModule, type ModuleVersion, parseModule } from '../../src/go/modules/module-path.ts';
import type { RouteContext } from '../../src/go/route/context.ts';
import type { Obstacle } from '../../src/go/route/obstacle.ts';
import { readRouteContext } from '../../src/go/route/read-context.ts';
import { findOut } from '../../src/go/route/route.ts';
import { parseGovcs } from '../../src/go/settings/govcs.ts';
import { matchPrefixPatterns } from '../../src/go/settings/patterns.ts';
import { parseProxyList } from '../../src/go/settings/proxy/proxy-list.ts';
import type { Host } from '../../src/target/host.ts';
import { isCached, type ModuleFacts } from './look/module.ts';

/** Modules that cannot be fetched for a reason of their own, not for one that stops them all. */
export interface Blocked {
  /** `govcs`: GOVCS allows no system. `program`: none of the systems is installed. */
  readonly reason: 'govcs' | 'program';
  readonly programs: readonly string[];
  readonly modules: readonly string[];
}

export interface BlockedQuestion {
  readonly values: Readonly<Record<string, string>>;
  readonly module: ModuleFacts;
  /** Modules that the policy says a build will fetch. */
  readonly wanted: readonly string[];
  /** Whether there is time for the next module. */
  readonly going: () => boolean;
}

/**
 * Which of the modules that a build needs lead nowhere. Of go.mod's own, indirect ones too, only those are
 * looked at that go past the proxies: for the others a proxy may always have an answer.
 */
export async function findBlocked(host: Host, question: BlockedQuestion): Promise<readonly Blocked[]> {
  const { values, module, wanted, going } = question;
  const proxies = parseProxyList(values.GOPROXY ?? '');
  const all = proxies.ok && proxies.value.entries[0]?.kind === 'direct';
  const own = (module.file?.require ?? []).filter(
    ({ path }) => going() && (all || matchPrefixPatterns(values.GONOPROXY ?? '', path)),
  );
  const cache = values.GOMODCACHE ?? '';
  const modules = [...own, ...wanted.map(parseModule)].filter((m) => going() && !isCached(host, m, cache));
  // A GOVCS that cannot be read has a rule of its own.
  if (modules.length === 0 || !parseGovcs(values.GOVCS ?? '').ok) return [];
  const context = await readRouteContext(host, {
    values,
    go: values.GOVERSION ?? null,
    project: null,
    live: true,
    privateModules: [],
    allowUnverified: true,
    details: false,
    failure: null,
    unreadable: null,
    conflict: null,
  });
  const groups = new Map<string, Blocked & { readonly modules: string[] }>();
  for (const asked of modules) {
    if (!going()) break;
    const obstacle = obstacleOf(asked, context);
    if (obstacle?.code !== 'govcs' && obstacle?.code !== 'program') continue;
    const programs = obstacle.code === 'program' ? obstacle.programs : [];
    const key = [obstacle.code, ...programs].join(' ');
    const group = groups.get(key) ?? { reason: obstacle.code, programs, modules: [] };
    group.modules.push(formatModule(asked));
    groups.set(key, group);
  }
  return [...groups.values()];
}

function obstacleOf(module: ModuleVersion, context: RouteContext): Obstacle | null {
  return findOut({ module, replaces: null, directory: null, cache: null }, context).obstacle;
}
