import { describe, expect, it } from 'vitest';
import { slowness } from '../../build/expressions/ambiguity.ts';
import { expressionsOf } from '../../build/expressions/extract.ts';

describe('regular expressions', () => {
  it.each([
    // Begins anew at each character.
    /[ \t]+$/,
    /"(?:[^"\\]|\\.)*"/g,
    /:(?!\d*$)[^\]]*$/,
    /\beyJ[\w-]{10,}\.[\w-]{10,}/g,
    /(?:\/\*)+$/,
    // Divides a run between two repetitions.
    /^(?:ENV|export)\s+(.*)$/i,
    /^[A-Za-z\s]+=*\s*$/,
    /^(.*)\{([^{}]*)\}(.*)$/,
    // Reads the same in two ways, at every character.
    /^(?:\ufeff|\s|export\s)+GO=/,
    /^(?:a+)+$/,
    /^(?:[a-z]+\.?)+$/,
    /^([a-z]|[a-f])*$/,
  ])('%s is slow', ({ source, flags }) => {
    expect(slowness(source, flags)).not.toBeNull();
  });

  it.each([
    /[ \t]+/g,
    /^[ \t]+/,
    /^[^:]*:(?:\/\/([^/?#]*))?(.*)$/s,
    /([^,|]*)([,|]|$)/g,
    /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/m,
    /^ {512}|^[ \t]*(?:[-?:][ \t]+){64}/m,
    /[\w.-]{0,64}token/g,
    /^(?:[a-z]+\.)+[a-z]+$/,
    /^v\d+(?:\.\d+)*$/,
    /"(?:[^"\\]|\\(?:.|$))*(?:"|$)/gs,
    /(\d+)/y,
  ])('%s is not', ({ source, flags }) => {
    expect(slowness(source, flags)).toBeNull();
  });

  it('are told with what makes them slow', () => {
    expect(slowness('/+$', '')).toMatch(/^\/+$/);
    expect(slowness('^(?:a|bc)*(?:bc)*$', '')).toMatch(/^(?:bc|cb)+$/);
  });

  it('are found in a source, wherever and however they are written', () => {
    const source = [
      "const WORD = '(?:a|b)';",
      'export const one = /x+$/g;',
      'export const two = new RegExp(`^$' + '{WORD}+$`, "i");',
      'export const three = (name: string) => new RegExp(`^$' + '{name}: (.*)$`);',
      "const text = 'no /regular/ expression'; // nor /this/",
    ].join('\n');
    expect(expressionsOf('x.ts', source)).toEqual([
      { place: 'x.ts:2', source: 'x+$', flags: 'g' },
      { place: 'x.ts:3', source: '^(?:a|b)+$', flags: 'i' },
      { place: 'x.ts:4', source: '^word: (.*)$', flags: '' },
    ]);
  });
});
