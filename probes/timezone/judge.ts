import { implausible } from './clock/implausible.ts';
import type { TimezoneFacts } from './facts.ts';
import { fileCause } from './judge/file-cause.ts';
import { namedOtherwise, nameless, unexpected } from './judge/names.ts';
import { agedCause, contentCause, differenceCause, emptyCause } from './judge/other-causes.ts';
import type { TimezoneFinding } from './rules/index.ts';

/**
 * One cause where there is one: what follows from it (the runtimes disagree, the policy's zone is not
 * there) is not reported beside it, but makes it an error where the policy asks for a zone.
 */
export function judge(facts: TimezoneFacts): readonly TimezoneFinding[] {
  const cause =
    fileCause(facts) ??
    contentCause(facts) ??
    emptyCause(facts) ??
    agedCause(facts) ??
    differenceCause(facts);
  const clock = [...implausible(facts.now), ...kept(facts)];
  const { expected } = facts;
  if (cause === null) return [...clock, ...unexpected(facts), ...namedOtherwise(facts), ...nameless(facts)];
  const missed = expected !== null && !expected.holds;
  return [...clock, missed ? { ...cause, severity: 'error' } : cause];
}

function kept({ rotated }: TimezoneFacts): readonly TimezoneFinding[] {
  return rotated === null ? [] : [{ rule: 'timezone/rotated-since-start', args: rotated }];
}
