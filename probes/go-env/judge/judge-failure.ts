import type { GoSetting } from '../../../src/go/env-file.ts';
import { type GoEnvFacts, originOf, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { settingOf } from '../settings/settings.ts';

/** Why `go env` gave no answer: by its settings where they explain it, else in its own words. */
export function judgeFailure(facts: GoEnvFacts): GoEnvFinding[] {
  const { answer, badGoroot, directory } = facts;
  if (answer.kind === 'timed-out') {
    return [{ rule: 'go-env/timed-out', args: { afterMs: answer.afterMs, directory } }];
  }
  if (answer.kind === 'unparsable') return [{ rule: 'go-env/unparsable', args: { start: answer.start } }];
  if (answer.kind !== 'failed') return [];
  if (badGoroot !== null) {
    const { path: goroot, error } = badGoroot;
    return [{ rule: 'go-env/goroot-missing', args: { goroot, error, from: originOf(facts, 'GOROOT') } }];
  }
  const gopath = settingOf(facts.sources, 'GOPATH');
  const relative = gopath === null ? undefined : relativeEntry(gopath.value);
  if (relative !== undefined) return unlessExplained(facts, 'GOPATH', gopathRelative(facts, relative));
  const mode = settingOf(facts.sources, 'GO111MODULE');
  if (mode !== null && !isModuleMode(mode)) {
    const args = { value: mode.value, from: mode.origin };
    return unlessExplained(facts, 'GO111MODULE', { rule: 'go-env/modules-invalid', args });
  }
  const named = namedBy(facts, answer.message);
  const args = { code: answer.code, message: answer.message, directory };
  return [
    {
      rule: 'go-env/failed',
      args: {
        ...args,
        key: named?.key ?? null,
        value: named?.value ?? null,
        from: named?.origin ?? 'default',
      },
    },
  ];
}

/** The setting that go names where it refuses to start: `go: invalid GOARM64: …`, `malformed GOMEMLIMIT`. */
function namedBy({ sources }: GoEnvFacts, message: string): (GoSetting & { readonly key: string }) | null {
  for (const [key] of message.matchAll(/\bGO[A-Z][A-Z0-9]+\b/g)) {
    const found = settingOf(sources, key);
    if (found !== null) return { ...found, key };
  }
  return null;
}

function gopathRelative(facts: GoEnvFacts, entry: string): GoEnvFinding {
  const value = setting(facts, 'GOPATH')?.value ?? entry;
  return { rule: 'go-env/gopath-relative', args: { entry, value, from: originOf(facts, 'GOPATH') } };
}

/** Nothing where a defect of the env file, reported as such, made the value what it is. */
function unlessExplained(facts: GoEnvFacts, key: string, finding: GoEnvFinding): GoEnvFinding[] {
  return setting(facts, key) === null ? [] : [finding];
}

function isModuleMode({ value }: GoSetting): boolean {
  return ['on', 'off', 'auto'].includes(value);
}

/** The go command refuses to start with such an entry; empty entries it passes over. */
function relativeEntry(gopath: string): string | undefined {
  return gopath.split(':').find((entry) => entry !== '' && !entry.startsWith('/'));
}
