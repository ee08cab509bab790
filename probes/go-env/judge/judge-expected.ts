import type { Policy } from '../../../src/core/policy/policy.ts';
import { isAnsweredElsewhere } from '../../../src/go/env-keys.ts';
import type { GoEnvFacts, Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { settingOf } from '../settings/settings.ts';

/** The values that the policy names. */
export function judgeExpected(facts: GoEnvFacts, seen: Seen, policy: Policy['goEnv']): GoEnvFinding[] {
  return Object.entries(policy.expect).flatMap(([key, expected]) => {
    const actual = actualValue(facts, seen, key);
    return actual === expected ? [] : [{ rule: 'go-env/unexpected-value', args: { key, expected, actual } }];
  });
}

/** What `go env KEY` prints. */
function actualValue({ sources }: GoEnvFacts, seen: Seen, key: string): string {
  if (!isAnsweredElsewhere(key)) return seen.values[key] ?? '';
  if (key === 'GOENV') return sources.envFile.path ?? '';
  if (key === 'GOTOOLCHAIN') return seen.gotoolchain ?? '';
  return settingOf(sources, key)?.value ?? COSTLY_DEFAULTS[key] ?? '';
}

/** Go's defaults of the keys that would run the compiler; GOGCCFLAGS has none that is known without it. */
const COSTLY_DEFAULTS: Readonly<Record<string, string>> = {
  CGO_CFLAGS: '-O2 -g',
  CGO_CXXFLAGS: '-O2 -g',
  CGO_FFLAGS: '-O2 -g',
  CGO_LDFLAGS: '-O2 -g',
  PKG_CONFIG: 'pkg-config',
};
