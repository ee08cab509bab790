import { goAtLeast } from '../../../src/go/release.ts';
import { type GoEnvFacts, originOf, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** Flags, cgo and target. */
export function judgeBuild(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  return [...judgeFlags(facts, seen), ...judgeCgo(facts, seen), ...judgeTarget(facts, seen)];
}

function judgeFlags(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const { flags } = seen;
  if (setting(facts, 'GOFLAGS') === null) return [];
  const from = originOf(facts, 'GOFLAGS');
  const words = (setting(facts, 'GOFLAGS')?.value ?? '').split(/\s+/);
  return flags.map(({ flag, problem, word = '', testOnly }) => {
    // Words with quotes are somebody's to sort out.
    const rest = (joined(words, flags, flag) ?? words.filter((word) => !word.startsWith(flag))).join(' ');
    const quoted = withBlanks(words, flag, seen.values.GOVERSION ?? '');
    const args = { flag, problem, word, rest: /["']/.test(rest) ? '' : rest.trim(), quoted, from };
    return { rule: 'go-env/flags-invalid', args, ...(testOnly ? { severity: 'warning' } : {}) };
  });
}

/** `-mod vendor` is meant as `-mod=vendor`: two words that go refuses, one slip. */
function joined(words: readonly string[], flags: Seen['flags'], flag: string): readonly string[] | null {
  const at = words.findIndex(
    (word, index) =>
      flags.some((one) => one.flag === word && one.problem === 'needs-value') &&
      /^[^-]/.test(words[index + 1] ?? '-') &&
      [word, words[index + 1]].includes(flag),
  );
  if (at < 0) return null;
  return [...words.slice(0, at), `${words[at]}=${words[at + 1]}`, ...words.slice(at + 2)];
}

/** `-ldflags=-s -w` is one flag, whose value was cut at its blank; null where the word is no such rest. */
function withBlanks(words: readonly string[], flag: string, goversion: string): string | null {
  const end = words.indexOf(flag);
  const start = words.slice(0, Math.max(end, 0)).findLastIndex((word) => /^--?[^=]+=/.test(word));
  const [, name = '', value = ''] = /^--?([^=]+)=(.*)$/.exec(words[start] ?? '') ?? [];
  if (!/^(?:ldflags|gcflags|asmflags|gccgoflags|tags)$/.test(name) || /["']/.test(words.join(' ')))
    return null;
  const parts = [value, ...words.slice(start + 1, end + 1)];
  // Tags may stand behind commas since 1.13; quotes are read from 1.21 on.
  const one = name === 'tags' ? `-tags=${parts.join(',')}` : `'-${name}=${parts.join(' ')}'`;
  if (name !== 'tags' && !goAtLeast(goversion, '1.21')) return null;
  return [...words.slice(0, start), one, ...words.slice(end + 1)].join(' ');
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
