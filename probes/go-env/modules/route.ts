import type { RouteFile, RouteModule, RouteVerdict } from '../../../src/core/route-report.ts';
import { type Chain, chainFor, filesOf } from './attempts.ts';
import { type Checksum, checksumFor } from './checksum.ts';
import { NO_GO_SUM } from './go-sum.ts';
import { formatModule } from './module-path.ts';
import { asksBefore, type Obstacle, obstacleFor } from './obstacle.ts';
import { matchPrefixPatterns, type NearMiss, nearMisses, withoutUser } from './patterns.ts';
import { belongsToProject, type Placement, placementOf } from './placement.ts';
import { isPublicService } from './public-services.ts';
import { explainMiss, reasonsFor } from './reasons.ts';
import { isPrivate, type RouteContext, type RouteQuestion } from './route-context.ts';

/** Everything that was found out about one module, before it is put into words. */
export interface Findings {
  readonly question: RouteQuestion;
  readonly placement: Placement;
  readonly chain: Chain;
  /** What the module cache lacks. */
  readonly files: readonly RouteFile[];
  readonly checksum: Checksum;
  readonly obstacle: Obstacle | null;
  /** URLs of public services that would be asked for a module which the policy calls private. */
  readonly leaks: readonly string[];
  readonly misses: readonly NearMiss[];
  readonly verdict: RouteVerdict;
}

/** How go would fetch and verify this module, and why. Pure. */
export function routeModule(question: RouteQuestion, context: RouteContext): RouteModule {
  const found = findOut(question, context);
  const { chain, checksum, placement, verdict } = found;
  const asks = fetches(placement, found.obstacle);
  const steps = asks ? chain.attempts : [];
  const ending = chain.off && placement.place === 'network' ? ['off'] : [];
  const { gonosumdb, ...report } = checksum;
  return {
    module: question.module.path,
    version: question.module.version || null,
    replaces: question.replaces === null ? null : formatModule(question.replaces),
    verdict,
    accepted: isAccepted(found, context),
    mode: placement.mode,
    attempts: [...steps.map((step) => (step.kind === 'direct' ? 'direct' : step.url)), ...ending],
    steps,
    fetches: asks ? found.files : [],
    gonoproxy: chain.gonoproxy,
    gonosumdb,
    nearMisses: found.misses.map((miss) => ({
      pattern: miss.pattern,
      why: miss.slip,
      instead: miss.instead,
      message: explainMiss(miss),
    })),
    sumdb: report.state === 'asked' ? report.name : null,
    checksum: report,
    cached: placement.cached,
    vendored: placement.vendored,
    ...reasonsFor(found, context),
  };
}

/** Everything about one module, before it is put into words. Pure. */
export function findOut(question: RouteQuestion, context: RouteContext): Findings {
  const { settings, project } = context;
  const { path } = question.module;
  const placement = placementOf(question, context);
  const files = filesOf(question.module, question.cache);
  const chain = chainFor(question.module, { settings, machines: context.machines, files });
  const wanted = checksumFor(question.module, settings, project?.sum ?? NO_GO_SUM, question.cache);
  const obstacle = obstacleFor(question, placement, chain, wanted, context);
  const checksum = isDatabaseReached(question, placement, wanted, obstacle, context)
    ? wanted
    : { ...wanted, state: 'not-needed' as const, name: null, via: [] };
  const leaks = leaksOf(question, fetches(placement, obstacle), chain, checksum, context);
  const verdict = verdictOf(placement, checksum, obstacle, leaks);
  const misses = chain.gonoproxy === null ? nearMisses(settings.gonoproxy, path) : [];
  const sumMisses = checksum.gonosumdb === null ? nearMisses(settings.gonosumdb, path) : [];
  const more = sumMisses.filter((miss) => misses.every((m) => m.pattern !== miss.pattern));
  return {
    question,
    placement,
    chain,
    files,
    checksum,
    obstacle,
    leaks,
    misses: [...misses, ...more].map((miss) => ({ ...miss, pattern: withoutUser(miss.pattern) })),
    verdict,
  };
}

/** Whether any source is asked for files. */
function fetches({ place, mode }: Placement, obstacle: Obstacle | null): boolean {
  return place === 'network' && mode !== 'gopath' && asksBefore(obstacle);
}

/**
 * Whether go gets as far as to the database. With a go.mod in the cache it is asked about that one even
 * where nothing can be fetched, with GOPROXY=off too; but not where the version is looked up first, by way
 * of a GOPROXY that cannot be read.
 */
function isDatabaseReached(
  question: RouteQuestion,
  { place, mode }: Placement,
  { state, missing }: Checksum,
  obstacle: Obstacle | null,
  context: RouteContext,
): boolean {
  if (place === 'vendor' || place === 'directory' || mode === 'gopath') return false;
  if (asksBefore(obstacle)) return true;
  const first = question.cache?.mod === 'absent' && missing.includes('go.mod') && state === 'asked';
  if (!first || obstacle === null) return false;
  if (obstacle.code !== 'goproxy') return ['off', 'govcs', 'program'].includes(obstacle.code);
  const { sumdb } = context.settings;
  return sumdb.kind === 'on' && sumdb.url !== null && belongsToProject(question, context);
}

function verdictOf(
  { place }: Placement,
  { state }: Checksum,
  obstacle: Obstacle | null,
  leaks: readonly string[],
): RouteVerdict {
  if (leaks.length > 0) return 'would leak';
  if (obstacle !== null) return 'blocked';
  if (place !== 'network' && state !== 'asked') return 'offline-ready';
  return state === 'off' || state === 'exempt' ? 'unverified' : 'verified';
}

/** Only the policy's word makes a leak: GOPRIVATE itself already keeps its modules from public services. */
function leaksOf(
  { module }: RouteQuestion,
  fetched: boolean,
  chain: Chain,
  { state, via }: Checksum,
  { privateModules }: RouteContext,
): readonly string[] {
  if (!matchPrefixPatterns(privateModules.join(','), module.path)) return [];
  const proxies = fetched ? chain.attempts.filter((a) => a.kind === 'proxy').map((a) => a.url) : [];
  return [...proxies, ...(state === 'asked' ? via : [])].filter(isPublicService);
}

/** Nobody vouches for a private module but the organisation's own server: that is as it should be. */
function isAccepted({ verdict, question }: Findings, context: RouteContext): boolean {
  if (verdict === 'unverified') return context.allowUnverified || isPrivate(question.module, context);
  return verdict === 'verified' || verdict === 'offline-ready';
}
