import type { RouteFile, RouteVerdict } from '../../core/documents/route-report.ts';
import type { NearMiss } from '../settings/pattern-slips.ts';
import type { Chain } from './attempts.ts';
import type { Checksum } from './checksum.ts';
import type { RouteQuestion } from './context.ts';
import type { Obstacle } from './obstacle.ts';
import type { Placement } from './placement.ts';

/** Everything that was found out about one module, before it is put into words. */
export interface Findings {
  readonly question: RouteQuestion;
  readonly placement: Placement;
  readonly chain: Chain;
  /** Any source is asked for files. */
  readonly asks: boolean;
  /** What the module cache lacks, or what of it cannot be verified. */
  readonly files: readonly RouteFile[];
  readonly checksum: Checksum;
  readonly obstacle: Obstacle | null;
  /** URLs of public services that would be asked for a module which the policy calls private. */
  readonly leaks: readonly string[];
  readonly misses: readonly NearMiss[];
  readonly verdict: RouteVerdict;
}
