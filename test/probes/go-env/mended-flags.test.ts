import { describe, expect, it } from 'vitest';
import { mendFlags } from '../../../probes/go-env/judge/mended-flags.ts';
import { checkFlags, type FlagDefect } from '../../../probes/go-env/settings/goflags.ts';

const NEW = 'go1.26';
const OLD = 'go1.19';
/** What the go command would say that it does not know, of the flags in these tests. */
const UNKNOWN = new Set(['s', 'w', 'l', 'N', 'X', 'shiny']);

function defectsOf(goflags: string, go: string): readonly FlagDefect[] {
  const { defects, uncertain } = checkFlags(goflags, go);
  const unknown = uncertain.filter((name) => UNKNOWN.has(name));
  return [...defects, ...unknown.map((name) => ({ flag: `-${name}`, problem: 'unknown' as const }))];
}

const mend = (goflags: string, go = NEW) => mendFlags(goflags, defectsOf(goflags, go), go);

describe('what was meant by GOFLAGS', () => {
  it.each([
    ['-mod vendor', '-mod=vendor'],
    ['-trimpath -mod\tvendor', '-trimpath -mod=vendor'],
    ['-race true', '-race=true'],
    ['-buildvcs false -v', '-buildvcs=false -v'],
    ['mod=vendor trimpath', '-mod=vendor -trimpath'],
    ['-tags a b', '-tags=a,b'],
    ['-tags=a,b c mod=mod', '-tags=a,b,c -mod=mod'],
    ['-ldflags=-s -w', "'-ldflags=-s -w'"],
    ['-ldflags -s -w -trimpath', "'-ldflags=-s -w' -trimpath"],
    ['-ldflags=-X main.v=1 -s -w', "'-ldflags=-X main.v=1 -s -w'"],
    ['-gcflags=all=-N -l -race', "'-gcflags=all=-N -l' -race"],
    ["'-ldflags=-s -w' -shiny", "'-ldflags=-s -w'"],
    ["-trimpath '-ldflags=-s -w", "-trimpath '-ldflags=-s -w'"],
    ['-mod vendor -tags a b -shiny', '-mod=vendor -tags=a,b'],
    ['-shiny -short', '-short'],
    ['-mod=vendro', ''],
    ['-', ''],
  ])('%s is %s, without a defect', (goflags, value) => {
    expect(mend(goflags).value).toBe(value);
    expect(defectsOf(value, NEW)).toEqual([]);
  });

  it.each([
    ['-ldflags=-s -w', '-ldflags=-s'],
    ['-ldflags=-X main.v=1 -v', '-v'],
    ['-tags a b', '-tags=a,b'],
  ])('%s is %s where go reads no quotes', (goflags, value) => {
    expect(mend(goflags, OLD).value).toBe(value);
    expect(defectsOf(value, OLD)).toEqual([]);
  });

  it.each([
    ['-mod vendor', ['vendor']],
    ['-tags a b', ['a']],
    ['-ldflags -s -w', ['-s']],
    ['-mod vendor -shiny', ['vendor', '-shiny']],
  ])('%s is told once a slip', (goflags, flags) => {
    expect(mend(goflags).slips.map(({ flag }) => flag)).toEqual(flags);
  });

  it('is never told nothing, however the pieces stand', () => {
    for (const goflags of ['-tags x y -ldflags=1 y x', '-mod', 'x', '-tags=x b vendor -mod vendor'])
      expect(mend(goflags).slips).not.toEqual([]);
  });

  it('keeps one of the detectors that are refused beside each other', () => {
    const defects = ['-msan', '-race'].map((flag) => ({ flag, problem: 'not-together' as const }));
    expect(mendFlags('-msan -v -race', defects, NEW)).toEqual({ value: '-v -race', slips: defects });
  });
});
