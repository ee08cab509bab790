import { describe, expect, it } from 'vitest';
import { selectToolchain } from '../../../probes/go-env/settings/toolchain.ts';
import { compareGo, fromToolchain, isLanguageVersion } from '../../../src/go/gover.ts';

describe('versions of Go', () => {
  it('are in the order of internal/gover', () => {
    const ordered = [
      '1.2',
      '1.19rc1',
      '1.19',
      '1.20rc1',
      '1.20',
      '1.20.1',
      '1.21',
      '1.21rc1',
      '1.21rc2',
      '1.21.0',
      '1.21.10',
      '1.100.0',
    ];
    for (const [i, a] of ordered.entries()) {
      for (const [j, b] of ordered.entries())
        expect([a, b, Math.sign(compareGo(a, b))]).toEqual([a, b, Math.sign(i - j)]);
    }
  });

  it('1.20 is 1.20.0, 1.21 is not 1.21.0', () => {
    expect(compareGo('1.20', '1.20.0')).toBe(0);
    expect(compareGo('1.21', '1.21.0')).toBeLessThan(0);
    expect([isLanguageVersion('1.21'), isLanguageVersion('1.20'), isLanguageVersion('1.21rc1')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    ['go1.22.5', '1.22.5'],
    ['go1.22.5-fips', '1.22.5'],
    ['go1.25.5 (Red Hat 1.25.5-1.el10_1)', '1.25.5'],
    ['go1', '1'],
    ['1.22.5', null],
    ['go1.22.05', null],
    ['go/1.22', null],
    ['local', null],
  ])('%s is toolchain %s', (name, version) => {
    expect(fromToolchain(name)).toBe(version);
  });
});

describe('the toolchain that go selects', () => {
  const select = (
    setting: string,
    goLine: string | null,
    toolchainLine: string | null = null,
    goversion = 'go1.26.10',
  ) => selectToolchain({ setting, goversion, goLine, toolchainLine });

  it.each([
    ['auto', '1.26', null],
    ['auto', '1.26.10', 'go1.26.10'],
    ['local', '1.21', 'go1.99.0'],
    ['go1.26.10', '1.26', null],
    ['', '1.26', 'go1.99.0'],
    ['auto', '1.26', 'default'],
  ])('%s with go %s and toolchain %s is the local one', (setting, go, toolchain) => {
    expect(select(setting, go, toolchain)).toEqual({ kind: 'local' });
  });

  it('is the one of the go line, with a patch number, or of the toolchain line', () => {
    expect(select('auto', '1.27')).toMatchObject({ kind: 'switch', name: 'go1.27.0', because: 'go line' });
    expect(select('auto', '1.27rc1')).toMatchObject({ name: 'go1.27rc1' });
    expect(select('auto', '1.26', 'go1.27.1')).toMatchObject({
      name: 'go1.27.1',
      because: 'toolchain line',
      pathOnly: false,
    });
    expect(select('auto', '1.28.0', 'go1.27.1')).toMatchObject({ name: 'go1.28.0' });
    expect(select('path', '1.27')).toMatchObject({ name: 'go1.27.0', pathOnly: true });
    expect(select('go1.27.0+auto', '1.26')).toMatchObject({ name: 'go1.27.0', because: 'GOTOOLCHAIN' });
  });

  it('is too old where the setting forbids another', () => {
    expect(select('local', '1.27')).toEqual({ kind: 'too-old', wanted: '1.27', local: '1.26.10' });
    expect(select('go1.26.1', '1.27')).toMatchObject({ kind: 'too-old', local: '1.26.1' });
    expect(select('auto', '1.27', 'default')).toMatchObject({ kind: 'too-old' });
  });

  it('is none where a name is none', () => {
    for (const setting of ['1.26.0', 'latest', 'go1.26+never', 'x+auto']) {
      expect(select(setting, null)).toEqual({ kind: 'invalid', what: 'GOTOOLCHAIN', value: setting });
    }
    expect(select('auto', '1.26', '1.27.0')).toEqual({
      kind: 'invalid',
      what: 'toolchain line',
      value: '1.27.0',
    });
  });

  it('before 1.21 is the only one, which cannot read newer files', () => {
    expect(select('auto', '1.26', null, 'go1.20.14')).toEqual({ kind: 'local' });
    expect(select('auto', '1.21.0', null, 'go1.20.14')).toMatchObject({ kind: 'too-old' });
    expect(select('auto', '1.21', 'go1.21.0', 'go1.20.14')).toMatchObject({ kind: 'too-old' });
  });

  it('of a development build is taken as it is', () => {
    expect(select('local', '1.99', null, 'devel go1.24-abc Mon')).toEqual({ kind: 'local' });
  });
});
