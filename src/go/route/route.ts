import type { RouteFile, RouteModule } from '../../core/documents/route-report.ts';
import { NO_GO_SUM } from '../modules/go-sum.ts';
import { formatModule } from '../modules/module-path.ts';
import { nearMisses } from '../settings/pattern-slips.ts';
import { withoutUser } from '../settings/patterns.ts';
import { chainFor, filesOf } from './attempts.ts';
import { checksumFor } from './checksum.ts';
import type { RouteContext, RouteQuestion } from './context.ts';
import { malformedLine, obstacleFor } from './find-obstacle.ts';
import type { Findings } from './findings.ts';
import { placementOf } from './placement.ts';
import { explainMiss, reasonsFor } from './reasons/reasons.ts';
import { asksAgain, fetches, isAccepted, isDatabaseReached, leaksOf, verdictOf } from './verdict.ts';

/** How go would fetch and verify this module, and why. Pure. */
export function routeModule(question: RouteQuestion, context: RouteContext): RouteModule {
  const found = findOut(question, context);
  const { chain, checksum, placement, verdict } = found;
  const { asks } = found;
  const steps = asks ? chain.attempts : [];
  const ending = chain.off && placement.place === 'network' ? ['off'] : [];
  const { gonosumdb, ...report } = checksum;
  return {
    module: question.module.path,
    version: question.module.version || null,
    replaces: question.replaces === null ? null : formatModule(question.replaces),
    verdict,
    accepted: isAccepted(question, verdict, context),
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
    asked: null,
  };
}

/** Everything about one module, before it is put into words. Pure. */
export function findOut(question: RouteQuestion, context: RouteContext): Findings {
  const { settings, project } = context;
  const { path } = question.module;
  const placement = placementOf(question, context);
  const wanted = checksumFor(question.module, settings, project?.sum ?? NO_GO_SUM, question.cache);
  const again = asksAgain(question, placement, wanted);
  const wantedFiles = again ? (['mod'] as const) : filesOf(question.module, question.cache);
  const files = filesBefore(wantedFiles, context);
  const chain = chainFor(question.module, {
    settings,
    machines: context.machines,
    files: context.details ? files : [],
  });
  const obstacle = obstacleFor(question, placement, chain, wanted, context);
  const checksum = isDatabaseReached(question, placement, wanted, obstacle, context)
    ? wanted
    : { ...wanted, state: 'not-needed' as const, name: null, via: [] };
  const asks = fetches(placement, obstacle) || (again && obstacle?.code === 'gosumdb');
  const leaks = leaksOf(question, asks, chain, checksum, context);
  const verdict = verdictOf(placement, checksum, obstacle, leaks);
  const misses = chain.gonoproxy === null ? nearMisses(settings.gonoproxy, path) : [];
  const sumMisses = checksum.gonosumdb === null ? nearMisses(settings.gonosumdb, path) : [];
  const told = new Set(misses.map((miss) => miss.pattern));
  const more = sumMisses.filter((miss) => !told.has(miss.pattern));
  return {
    question,
    placement,
    chain,
    asks,
    files,
    checksum,
    obstacle,
    leaks,
    misses: [...misses, ...more].map((miss) => ({ ...miss, pattern: withoutUser(miss.pattern) })),
    verdict,
  };
}

/** The files that go asks for before it stumbles over what it sees only then. */
function filesBefore(
  files: readonly RouteFile[],
  { stop, project, settings }: RouteContext,
): readonly RouteFile[] {
  const early = malformedLine(project, settings.go) !== null && files.includes('mod');
  if (early) return ['mod'];
  return stop?.code === 'no-module-cache' ? files.filter((file) => file !== 'zip') : files;
}
