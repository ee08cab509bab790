import type { RouteVerdict } from '../../core/documents/route-report.ts';
import { matchPrefixPatterns } from '../settings/patterns.ts';
import { isPublicService } from '../settings/public-services.ts';
import type { Chain } from './attempts.ts';
import type { Checksum } from './checksum.ts';
import { isPrivate, type RouteContext, type RouteQuestion } from './context.ts';
import { asksBefore } from './find-obstacle.ts';
import type { Obstacle } from './obstacle.ts';
import { belongsToProject, type Placement } from './placement.ts';

/** Whether any source is asked for files. */
export function fetches({ place, mode }: Placement, obstacle: Obstacle | null): boolean {
  return place === 'network' && mode !== 'gopath' && asksBefore(obstacle);
}

/**
 * A go.mod in the cache that nothing vouches for counts as not cached (cmd/go/internal/modfetch, readDiskGoMod): where
 * the database cannot be used go asks the source for the same file before it gives up.
 */
export function asksAgain(
  { cache }: RouteQuestion,
  { place, mode }: Placement,
  { state, missing }: Checksum,
): boolean {
  return (
    place === 'cache' &&
    mode !== 'gopath' &&
    state === 'invalid' &&
    // Of a toolchain no go.sum counts.
    cache !== null &&
    cache.mod !== null &&
    missing.includes('go.mod')
  );
}

/**
 * Whether go gets as far as to the database. With a go.mod in the cache it is asked about that one even
 * where nothing can be fetched, with GOPROXY=off too; but not where the version is looked up first, by way
 * of a GOPROXY that cannot be read.
 */
export function isDatabaseReached(
  question: RouteQuestion,
  { place, mode }: Placement,
  { state, missing }: Checksum,
  obstacle: Obstacle | null,
  context: RouteContext,
): boolean {
  if (place === 'vendor' || place === 'directory' || mode === 'gopath') return false;
  if (obstacle?.code === 'no-module-cache') return false;
  if (asksBefore(obstacle)) return true;
  const first = question.cache?.mod === 'absent' && missing.includes('go.mod') && state === 'asked';
  if (!first || obstacle === null) return false;
  if (obstacle.code !== 'goproxy')
    return ['off', 'govcs', 'program', 'cache-refused'].includes(obstacle.code);
  const { sumdb } = context.settings;
  return sumdb.kind === 'on' && sumdb.url !== null && belongsToProject(question, context);
}

export function verdictOf(
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
export function leaksOf(
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
export function isAccepted({ module }: RouteQuestion, verdict: RouteVerdict, context: RouteContext): boolean {
  if (verdict === 'unverified') return context.allowUnverified || isPrivate(module, context);
  return verdict === 'verified' || verdict === 'offline-ready';
}
