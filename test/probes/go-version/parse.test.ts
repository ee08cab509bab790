import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGoVersion, parseVersion } from '../../../probes/go-version/command/parse.ts';

describe('parseGoVersion', () => {
  it.each([
    ['go1.22.5', '1.22.5', null, null, []],
    ['go1.21', '1.21.0', null, null, []],
    ['go1', '1.0.0', null, null, []],
    ['go1.30', '1.30.0', null, null, []],
    ['go1.100.12', '1.100.12', null, null, []],
    ['go1.22rc1', '1.22.0-rc.1', 'rc.1', null, []],
    ['go1.18beta2', '1.18.0-beta.2', 'beta.2', null, []],
    ['go1.9.2rc2', '1.9.2-rc.2', 'rc.2', null, []],
    ['go1.22.5-fips', '1.22.5', null, '-fips', []],
    ['go1.24.1-microsoft X:systemcrypto', '1.24.1', null, '-microsoft', ['systemcrypto']],
    ['go1.22.5 X:boringcrypto,loopvar', '1.22.5', null, null, ['boringcrypto', 'loopvar']],
    ['go1.25.5 (Red Hat 1.25.5-1.el10_1)', '1.25.5', null, '(Red Hat 1.25.5-1.el10_1)', []],
    [
      'go1.21.9 (Red Hat 1.21.9-1.el9_4) X:strictfipsruntime',
      '1.21.9',
      null,
      '(Red Hat 1.21.9-1.el9_4)',
      ['strictfipsruntime'],
    ],
    [
      'devel go1.24-a1b2c3 Mon Jan 6 10:11:12 2025 +0000',
      '1.24.0-devel',
      'devel',
      '-a1b2c3 Mon Jan 6 10:11:12 2025 +0000',
      [],
    ],
    [
      'go1.26-devel_a1b2c3 Mon Jan 6 10:11:12 2025 +0000',
      '1.26.0-devel',
      'devel',
      '-devel_a1b2c3 Mon Jan 6 10:11:12 2025 +0000',
      [],
    ],
    ['go1.18 gccgo (Debian 12.2.0-14) 12.2.0', '1.18.0', null, 'gccgo (Debian 12.2.0-14) 12.2.0', []],
  ])('reads %j', (middle, semver, prerelease, variant, experiments) => {
    expect(parseGoVersion(`go version ${middle} linux/amd64`)).toMatchObject({
      semver,
      prerelease,
      variant,
      experiments,
      os: 'linux',
      arch: 'amd64',
      gccgo: middle.includes('gccgo'),
    });
  });

  it.each([
    '',
    'go version',
    'go version go1.22.5',
    'go version go1.22.5 linux',
    'go version go1.22.5 linux/',
    'go version go1.22.5 linux/amd64 ',
    'go version go1.22.5 linux/amd64\nwarning: something',
    'warning: something\ngo version go1.22.5 linux/amd64',
    'go version 1.22.5 linux/amd64',
    'go version go01.22 linux/amd64',
    'go version go1.022 linux/amd64',
    'go version go1.22.5.6 linux/amd64',
    'go version go1.22rc linux/amd64',
    'go version go1.22.5x linux/amd64',
    'go version go9999999999.1 linux/amd64',
    'go version devel +a1b2c3 Mon Jan 6 10:11:12 2014 linux/amd64',
    'go version go1.22.5\0 linux/amd64',
    'GNU Go 3.8',
  ])('takes %j for no version', (output) => {
    expect(parseGoVersion(output)).toBeNull();
  });

  it('takes long texts for no version, at once', () => {
    expect(parseGoVersion(`go version go1.${'9'.repeat(100_000)} linux/amd64`)).toBeNull();
    expect(parseGoVersion(`go version ${' '.repeat(60_000)}`)).toBeNull();
    expect(parseGoVersion(`go version go1.22 ${'a/'.repeat(30_000)}`)).toBeNull();
  });

  it('never throws, and gives numbers that are in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const version = parseGoVersion(`go version go1.${text} linux/amd64`);
        if (version !== null) expect(text.startsWith(String(version.minor))).toBe(true);
      }),
    );
  });

  it('reads every number back', () => {
    const number = fc.nat({ max: 999_999 });
    fc.assert(
      fc.property(number, number, number, (major, minor, patch) => {
        const version = parseVersion(`go${major}.${minor}.${patch}`);
        expect(version?.semver).toBe(`${major}.${minor}.${patch}`);
      }),
    );
  });
});
