import { pathDefect } from '../modules/module-path.ts';
import type { Project } from '../modules/project.ts';
import { goAtLeast } from '../release.ts';
import { repositoryOf } from '../settings/vcs-hosts.ts';
import type { Chain } from './attempts.ts';
import type { Checksum } from './checksum.ts';
import type { RouteContext, RouteQuestion } from './context.ts';
import type { Obstacle } from './obstacle.ts';
import { belongsToProject, type Placement } from './placement.ts';

/** The first thing that go stumbles over on its way to this module; null where nothing is known to. */
export function obstacleFor(
  question: RouteQuestion,
  placement: Placement,
  chain: Chain,
  checksum: Checksum,
  context: RouteContext,
): Obstacle | null {
  if (context.stop !== null) return context.stop;
  if (placement.mode === 'gopath') {
    return { code: 'gopath-mode', auto: context.settings.go111module === 'auto' };
  }
  const vendoring = vendorObstacle(question, placement, context);
  if (vendoring !== null) return vendoring;
  if (placement.place === 'vendor') return null;
  if (placement.place === 'directory') {
    return directoryObstacle(question);
  }
  const defect = pathDefect(question.module.path);
  if (defect !== null) return { code: 'path', defect };
  if (question.cache?.mod === 'mismatch') return { code: 'mismatch', file: 'go.mod' };
  if (question.cache?.damaged) return { code: 'damaged' };
  if (question.cache?.tree === 'mismatch') return { code: 'mismatch', file: 'tree' };
  const way =
    placement.place === 'network'
      ? wayObstacle(question, chain, context)
      : listObstacle(question, checksum, context);
  const refusal = question.cache?.refused;
  // Of a way that is closed it is the cause all the same: with it open no source would be needed.
  if (refusal) return { code: 'cache-refused', refusal: { ...refusal, asks: refusal.asks && way === null } };
  return way ?? sumObstacle(placement, context) ?? sumdbObstacle(checksum, context);
}

function directoryObstacle({ directory }: RouteQuestion): Obstacle | null {
  if (directory === null || directory === 'there') return null;
  return directory === 'missing'
    ? { code: 'directory-missing' }
    : { code: 'directory-refused', error: directory.code };
}

/**
 * With all in the cache only a build whose go.sum is complete does without a sound GOPROXY: to look a
 * version up, and to download what go.mod names, go reads the list before it looks into the cache.
 */
function listObstacle(
  question: RouteQuestion,
  { missing }: Checksum,
  context: RouteContext,
): Obstacle | null {
  const { proxies } = context.settings;
  if (proxies.ok || (missing.length === 0 && belongsToProject(question, context))) return null;
  return { code: 'goproxy', error: proxies.error };
}

/** What is fetched is compared with go.sum and noted there; of what is cached a go.sum without it is no more than that. */
function sumObstacle({ place }: Placement, { project, settings }: RouteContext): Obstacle | null {
  const line = malformedLine(project, settings.go);
  if (line !== null) return { code: 'go-sum-malformed', line };
  const error = project?.refused.sum ?? null;
  return error === null || place !== 'network' ? null : { code: 'file-refused', file: 'go.sum', error };
}

/** The first line of go.sum at which go stops; null where there is none. Releases before 1.22 pass over it. */
export function malformedLine(project: Project | null, go: string | null): number | null {
  return goAtLeast(go, '1.22') ? (project?.sum.malformedLine ?? null) : null;
}

function vendorObstacle(
  question: RouteQuestion,
  { vendored }: Placement,
  context: RouteContext,
): Obstacle | null {
  const { build, mismatches, project } = context;
  const error = project?.refused.vendorList ?? null;
  // Whose list it is, of the module or of the workspace, stands in it.
  const wanted = build.mod === 'vendor' || build.why === 'other-mode';
  if (error !== null && wanted && belongsToProject(question, context)) {
    return { code: 'file-refused', file: 'vendor/modules.txt', error };
  }
  if (build.mod !== 'vendor') return null;
  const explicit = build.why === 'flag';
  if (mismatches.length > 0 && (explicit || belongsToProject(question, context))) {
    return { code: 'vendoring', mismatches };
  }
  return explicit && vendored !== true ? { code: 'lookup-disabled' } : null;
}

/** A proxy may always have it; what is known beforehand is that direct cannot work, or that nothing is asked. */
function wayObstacle(question: RouteQuestion, chain: Chain, context: RouteContext): Obstacle | null {
  const { proxies } = context.settings;
  if (!proxies.ok) return { code: 'goproxy', error: proxies.error };
  const [first] = chain.attempts;
  if (first === undefined) return { code: 'off' };
  // A directory that is not there has no module, and the next source is asked.
  const next = chain.attempts.find(({ url }) => !context.missingProxies.has(url));
  if (next === undefined) return { code: 'proxy-directory', url: first.url };
  // GOAUTH is read before the first request over https; a repository's page is such a one.
  if (context.auth !== null && (next.kind === 'direct' || /^https:/i.test(next.url))) {
    return { code: 'goauth', defect: context.auth };
  }
  if (first.kind === 'proxy') return null;
  const known = repositoryOf(question.module.path).vcs !== null;
  if (first.vcs.length === 0) return { code: 'govcs', known };
  const { programs } = context;
  if (programs === null || first.vcs.some((name) => programs.has(name))) return null;
  return { code: 'program', known, programs: known ? first.vcs : first.vcs.slice(0, 2) };
}

function sumdbObstacle({ state }: Checksum, { settings }: RouteContext): Obstacle | null {
  if (state !== 'invalid') return null;
  const { sumdb } = settings;
  if (sumdb.kind === 'off') return { code: 'gosumdb', error: { code: 'off' } };
  return { code: 'gosumdb', error: sumdb.kind === 'invalid' ? sumdb.error : { code: 'missing' } };
}

/**
 * Whether anything is asked before go stumbles: a bad GOSUMDB is noticed after the first answer, and GOVCS
 * comes into play when a page has named the repository.
 */
export function asksBefore(obstacle: Obstacle | null): boolean {
  if (obstacle === null || obstacle.code === 'gosumdb') return true;
  // go.sum is read when there is something to compare with it: the .mod has come by then.
  if (obstacle.code === 'go-sum-malformed') return true;
  // It is missed when the zip shall be put down: .info and .mod have come by then.
  if (obstacle.code === 'no-module-cache') return true;
  if (obstacle.code === 'cache-refused') return obstacle.refusal.asks;
  if (obstacle.code === 'file-refused') return obstacle.file === 'go.sum';
  return (obstacle.code === 'govcs' || obstacle.code === 'program') && !obstacle.known;
}
