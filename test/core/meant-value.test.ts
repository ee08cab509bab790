import { describe, expect, it } from 'vitest';
import { meantValue, unquoted, type ValueSlip } from '../../src/core/text/meant/meant-value.ts';
import { SLIP_WORDS } from '../../src/core/text/meant/slip-words.ts';

describe('meantValue', () => {
  it.each<readonly [string, ValueSlip, string | null]>([
    ['"/a"', 'quoted', '/a'],
    ["'/a'", 'quoted', '/a'],
    ['/a\r', 'carriage-return', '/a'],
    ['/a\r\n', 'carriage-return', '/a'],
    ['/a ', 'blank-at-end', '/a'],
    ['/a\t', 'blank-at-end', '/a'],
    ['/a\n', 'blank-at-end', '/a'],
    [' /a', 'blank-at-start', '/a'],
    ['/a # where it is', 'comment', '/a'],
    ['/a\t#x', 'comment', '/a'],
    // Each hides the next.
    ['"/a"\r', 'carriage-return', '/a'],
    ['"/a" # why', 'comment', '/a'],
    ['" /a "', 'quoted', '/a'],
    ['\'"/a"\'', 'quoted', '/a'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that nobody replaced
    ['${VERSION}', 'placeholder', null],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that nobody replaced
    ['/srv/${APP}/x', 'placeholder', null],
    ['$(NAME)', 'placeholder', null],
    ['{{ .Values.zone }}', 'placeholder', null],
    ['<path>', 'placeholder', null],
    ['@ZONE@', 'placeholder', null],
    ['%ZONE%', 'placeholder', null],
    ['__ZONE__', 'placeholder', null],
    ['$GOPATH/bin', 'placeholder', null],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that nobody replaced
    ['"${X}"\r', 'placeholder', null],
  ])('%j: %s, and was meant to be %j', (value, slip, meant) => {
    expect(meantValue(value)).toEqual({ slip, meant });
  });

  it.each([
    '',
    '/a',
    '/a b',
    '/a#b',
    'a"b',
    '"a',
    "it's",
    'https://proxy.golang.org,direct',
    'CST6CDT,M3.2.0,M11.1.0',
    '<+0330>-3:30',
    '-ldflags="-s -w"',
    '*:git|hg',
    '100%',
    'a@b',
    'cost $5',
  ])('%j is what it says', (value) => {
    expect(meantValue(value)).toBeNull();
  });

  it('finds nothing in what it says was meant', () => {
    for (const value of ['"/a" # b\r', '\' "/a" \'', '/a # b # c ']) {
      const meant = meantValue(value)?.meant ?? null;
      expect(meant).not.toBeNull();
      expect(meantValue(meant ?? '')).toBeNull();
    }
  });

  it('ends for a value of quotes alone', () => {
    expect(meantValue('"'.repeat(100_000))?.slip).toBe('quoted');
  });

  it('has words for every slip', () => {
    for (const words of Object.values(SLIP_WORDS)) expect(words).toMatch(/^it /);
  });
});

describe('unquoted', () => {
  it.each([
    ['"a"', 'a'],
    ["'a'", 'a'],
    ['"a\'', '"a\''],
    ['"', '"'],
    ['""', ''],
    ['""a""', '"a"'],
  ])('%j is %j', (text, expected) => {
    expect(unquoted(text)).toBe(expected);
  });
});
