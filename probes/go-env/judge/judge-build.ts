import { type GoEnvFacts, originOf, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** Flags, cgo and target. */
export function judgeBuild(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  return [...judgeFlags(facts, seen), ...judgeCgo(facts, seen), ...judgeTarget(facts, seen)];
}

function judgeFlags(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  if (setting(facts, 'GOFLAGS') === null || seen.mended === null) return [];
  const from = originOf(facts, 'GOFLAGS');
  const { value, slips } = seen.mended;
  return slips.map(({ flag, problem, word = '', only }) => {
    const args = { flag, problem, word, mended: value, from };
    return { rule: 'go-env/flags-invalid', args, ...(only === undefined ? {} : { severity: 'warning' }) };
  });
}

function judgeCgo(facts: GoEnvFacts, { values, compiler }: Seen): GoEnvFinding[] {
  const asked = setting(facts, 'CGO_ENABLED');
  if (asked !== null && asked.value !== '0' && asked.value !== '1') {
    const effective = values.CGO_ENABLED ?? '';
    const meant = /^(?:true|yes|on|t|y)$/i.test(asked.value) ? '1' : '0';
    const args = { value: asked.value, effective, meant, from: asked.origin };
    // Go's own default happens to be what was meant.
    return [{ rule: 'go-env/cgo-invalid', args, ...(meant === effective ? { severity: 'warning' } : {}) }];
  }
  if (compiler === null || compiler.path !== null) return [];
  const cc = originOf(facts, 'CC');
  const from = originOf(facts, 'CGO_ENABLED');
  return [{ rule: 'go-env/cgo-without-compiler', args: { compiler: compiler.name, cc, from } }];
}

function judgeTarget(facts: GoEnvFacts, { values }: Seen): GoEnvFinding[] {
  // No machine at all is worse than another one.
  if (facts.ahead.some(({ rule }) => rule === 'go-env/target-unknown')) return [];
  const target = `${values.GOOS}/${values.GOARCH}`;
  const machine = `${values.GOHOSTOS}/${values.GOHOSTARCH}`;
  if (target === machine) return [];
  const keys = ['GOOS', 'GOARCH'].filter((key) => setting(facts, key) !== null);
  return keys.length === 0 ? [] : [{ rule: 'go-env/cross-target', args: { target, machine, keys } }];
}
