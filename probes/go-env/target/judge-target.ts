import { meantValue } from '../../../src/core/text/meant/meant-value.ts';
import { nearest } from '../../../src/core/text/meant/nearest.ts';
import { releaseNumbers } from '../../../src/go/release.ts';
import { type GoEnvFacts, originOf, type Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { settingOf } from '../settings/settings.ts';
import { meantTarget } from './names.ts';
import { pairsOf } from './pairs.ts';

/** A pair of GOOS and GOARCH for which no program is built: every go build, test and run ends with it. */
export async function judgeUnknownTarget(facts: GoEnvFacts, { values }: Seen): Promise<GoEnvFinding[]> {
  const { GOOS = '', GOARCH = '', GOVERSION = '' } = values;
  const known = pairsOf(releaseNumbers(GOVERSION)?.[1] ?? Infinity);
  if (known.includes(`${GOOS}/${GOARCH}`))
    return [...judgeLevel(facts, values), ...judgeFloat(facts, values)];
  const systems = new Set(known.map((pair) => pair.split('/')[0] ?? ''));
  const machines = new Set(known.map((pair) => pair.split('/')[1] ?? ''));
  const wrong: string[] = [];
  if (!systems.has(GOOS)) wrong.push('GOOS');
  if (!machines.has(GOARCH)) wrong.push('GOARCH');
  // Both are known, and do not go together: whoever set one of them is to blame.
  const [key = 'GOARCH'] = wrong.length > 0 ? wrong : ['GOARCH', 'GOOS'].filter((k) => isSet(facts, k));
  const value = values[key] ?? '';
  const names = [...(key === 'GOOS' ? systems : machines)].filter((name) =>
    wrong.length > 0 ? true : known.includes(key === 'GOOS' ? `${name}/${GOARCH}` : `${GOOS}/${name}`),
  );
  const meant = meantTarget(key, value);
  const instead =
    meant !== null && names.includes(meant) ? meant : await nearest(meantValue(value)?.meant ?? value, names);
  const args = { key, value, pair: `${GOOS}/${GOARCH}`, instead, from: originOf(facts, key) };
  return [{ rule: 'go-env/target-unknown', args }];
}

/**
 * go gives the level to the assembler as a symbol that is defined, and takes any word for one: what is no word stops
 * every build. Other values have no effect since Go 1.23, and stop go itself before that.
 */
function judgeLevel(facts: GoEnvFacts, { GOARCH }: Seen['values']): GoEnvFinding[] {
  const value = settingOf(facts.sources, 'GOAMD64')?.value ?? '';
  if (GOARCH !== 'amd64' || /^\w*$/.test(value)) return [];
  const args = { key: 'GOAMD64', value, from: originOf(facts, 'GOAMD64') };
  return [{ rule: 'go-env/level-misspelt', args }];
}

/**
 * GO386 is asked for by the compiler alone (cmd/compile/internal/x86, Init), and for GOARCH=386 alone: go itself says
 * nothing to a wrong one. The wrong levels of other processors either stop go at once or are passed over.
 */
function judgeFloat(facts: GoEnvFacts, { GOARCH }: Seen['values']): GoEnvFinding[] {
  const value = settingOf(facts.sources, 'GO386')?.value ?? '';
  if (GOARCH !== '386' || value === '' || FLOATS.includes(value)) return [];
  const word = (meantValue(value)?.meant ?? value).trim().toLowerCase();
  // What does without SSE2 was 387 up to Go 1.15.
  const instead = word === '387' ? 'softfloat' : FLOATS.includes(word) ? word : null;
  return [{ rule: 'go-env/float-unknown', args: { value, instead, from: originOf(facts, 'GO386') } }];
}

const FLOATS: readonly string[] = ['sse2', 'softfloat'];

function isSet(facts: GoEnvFacts, key: string): boolean {
  return originOf(facts, key) !== 'default';
}
