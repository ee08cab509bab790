import { describe, expect, it } from 'vitest';
import { globMatch, isMalformedGlob } from '../../../src/go/settings/glob.ts';
import {
  explainPattern,
  nearMisses,
  patternSlip,
  patternSlips,
} from '../../../src/go/settings/pattern-slips.ts';
import { matchingPattern } from '../../../src/go/settings/patterns.ts';

describe('a pattern list', () => {
  it.each([
    ['*.corp.com', 'corp.com/api', null],
    ['*.corp.com', 'a.b.corp.com/x', '*.corp.com'],
    ['corp.com', 'a.corp.com/x', null],
    ['*.org', 'sub.example.org/x', '*.org'],
    ['*.org', 'golang.org/x/net', '*.org'],
    ['github.com/myorg/*', 'github.com/myorg/repo/sub', 'github.com/myorg/*'],
    ['github.com/myorg/*', 'github.com/myorg', null],
    ['github.com/myorg/', 'github.com/myorg/repo', 'github.com/myorg'],
    ['github.com/myorg', 'github.com/myorgother/r', null],
    ['github.com/myorg//', 'github.com/myorg/repo', null],
    ['a.com, corp.com', 'corp.com/x', null],
    ['[,corp.com', 'corp.com/x', 'corp.com'],
    ['*.corp.com,github.com,*.org', 'github.com/go/mod', 'github.com'],
    ['a.org,*.org', 'a.org/x', 'a.org'],
    ['*.org,a.org', 'a.org/x', '*.org'],
    ['', 'corp.com', null],
    [',,', 'corp.com', null],
  ])('%j on %s: %j', (patterns, path, element) => {
    expect(matchingPattern(patterns, path)).toBe(element);
  });
});

describe('an element that does not do what was meant', () => {
  it.each([
    [' corp.com', 'corp.com/x', 'space', 'corp.com'],
    ['https://corp.com', 'corp.com/x', 'scheme', 'corp.com'],
    ['Corp.com', 'corp.com/x', 'case', 'corp.com'],
    ['.corp.com', 'git.corp.com/x', 'leading-dot', '*.corp.com'],
    ['.corp.com', 'corp.com/x', 'leading-dot', '*.corp.com,corp.com'],
    ['corp.com/...', 'corp.com/x', 'dots', 'corp.com'],
    ['{a,b}.com', 'a.com/x', 'brace', 'a.com,b.com'],
    ['corp.com:8443', 'corp.com/x', 'authority', 'corp.com'],
    ['git@corp.com', 'corp.com/x', 'authority', 'corp.com'],
    ['corp.com//', 'corp.com/x', 'slash', 'corp.com'],
    ['*.corp.com', 'corp.com/x', 'star-dot', '*.corp.com,corp.com'],
    ['corp.com', 'git.corp.com/x', 'no-subdomain', 'corp.com,*.corp.com'],
    ['github.com/org/*', 'github.com/org', 'star-depth', 'github.com/org/*,github.com/org'],
    [' https://*.Corp.com/...', 'corp.com/x', 'space', '*.corp.com,corp.com'],
    ['github.com/azure', 'github.com/Azure/sdk', 'case', 'github.com/Azure/sdk'],
  ])('%j on %s: %s, write %j', (pattern, path, slip, instead) => {
    expect(explainPattern(pattern, path)).toEqual({ pattern, slip, instead });
  });

  it.each(['golang.org', 'none', '*.example.com', 'github.com/other'])(
    '%j has nothing to do with corp.com',
    (pattern) => {
      expect(explainPattern(pattern, 'corp.com/x')).toBeNull();
    },
  );

  it('is not looked for where another element matches', () => {
    expect(nearMisses('*.corp.com,corp.com', 'corp.com/x')).toEqual([]);
  });

  it('is found without a module to match', () => {
    expect(patternSlips('corp.com, a.com,{x,y}.org,[').map(({ slip }) => slip)).toEqual([
      'space',
      'brace',
      'malformed',
    ]);
  });

  it.each(['corp.com', '*.corp.com', 'github.com/Org/*', 'none', '*'])('%j is sound', (pattern) => {
    expect(patternSlip(pattern)).toBeNull();
  });
});

describe('a glob', () => {
  it.each([
    ['a*b*c', 'axxbyyc', true],
    ['a*/b', 'a/x/b', false],
    ['?', '/', false],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['\\*', '*', true],
    ['*a*a*a*a*a*a*a*b', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', false],
  ])('%j on %j: %j', (pattern, name, matches) => {
    expect(globMatch(pattern, name)).toBe(matches);
  });

  it.each(['[', '[]', '[a', '[a-]', '[-]', 'a\\', '[^]', '[]a]'])('%j is malformed', (pattern) => {
    expect(isMalformedGlob(pattern)).toBe(true);
  });
});
