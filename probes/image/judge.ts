import type { ProfileName } from '../../src/core/profile.ts';
import type { ImageFacts } from './facts.ts';
import { leftovers } from './judge/leftovers.ts';
import { limits } from './judge/limits.ts';
import { said, secrets } from './judge/secrets.ts';
import type { ImagePolicy } from './policy.ts';
import type { ImageFinding } from './rules/index.ts';

/** Facts → findings; pure. */
export function judge(facts: ImageFacts, policy: ImagePolicy, profile: ProfileName): readonly ImageFinding[] {
  const { homeless } = facts;
  return [
    ...secrets(facts, policy),
    ...said(facts, policy),
    ...limits(facts, policy),
    ...(homeless === null ? [] : [{ rule: 'image/go-mod-missing', args: homeless } satisfies ImageFinding]),
    ...leftovers(facts, policy, profile),
  ];
}
