import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GoModFile } from '../../../src/go/modules/gomod.ts';
import { isCanonicalVersion, pathDefect } from '../../../src/go/modules/module-path.ts';
import { parseGoMod } from '../../../src/go/modules/parse-gomod.ts';
import { matchPrefixPatterns } from '../../../src/go/settings/patterns.ts';
import { parseSumdb } from '../../../src/go/settings/sumdb.ts';
import { buildOracle, type Oracle, type Question } from '../../support/go/go-oracle/index.ts';
import { signedTree } from '../../support/network/module-network/signed-tree.ts';
import { describeReal, goToolchains } from '../../support/system/real-tools.ts';

/**
 * Grammars against golang.org/x/mod itself, compiled by the newest toolchain and by the oldest that brings
 * all of it along (1.19 needs x/crypto too; what is compared is the same there).
 */
const SEED = 20_261_122;

describeReal('the grammars of golang.org/x/mod', { go: true }, () => {
  const toolchains = goToolchains()
    .filter(({ version }) => version !== '1.19')
    .filter((_, i, all) => i === 0 || i === all.length - 1);
  describe.each(toolchains)('of Go $version', (toolchain) => {
    let oracle: Oracle;
    beforeAll(() => {
      oracle = buildOracle(toolchain);
    }, 120_000);
    afterAll(() => oracle.close());

    /** Our answers beside the oracle's: only those that differ. */
    const differences = <T>(questions: readonly Question[], ours: (question: Question) => T) => {
      const theirs = oracle.ask(questions);
      return questions.flatMap((question, i) => {
        const mine = ours(question);
        return JSON.stringify(mine) === JSON.stringify(theirs[i]) ? [] : [{ question, mine, go: theirs[i] }];
      });
    };

    it('matches 2 000 random patterns as module.MatchPrefixPatterns does', () => {
      const questions = fc
        .sample(patternsAndPath(), { numRuns: 2000, seed: SEED })
        .map(([a, b]) => ({ ask: 'match' as const, a, b }));
      expect(differences(questions, ({ a, b = '' }) => matchPrefixPatterns(a, b))).toEqual([]);
      const matching = questions.filter(({ a, b }) => matchPrefixPatterns(a, b)).length;
      expect(matching).toBeGreaterThan(200);
      expect(matching).toBeLessThan(1800);
    });

    it('accepts the module paths that module.CheckPath accepts', () => {
      const questions = fc
        .sample(strangePath(), { numRuns: 1500, seed: SEED })
        .map((a) => ({ ask: 'path' as const, a }));
      expect(differences(questions, ({ a }) => pathDefect(a) === null)).toEqual([]);
    });

    it('knows a canonical version', () => {
      const questions = fc
        .sample(version(), { numRuns: 1000, seed: SEED })
        .map((a) => ({ ask: 'canonical' as const, a }));
      expect(differences(questions, ({ a }) => isCanonicalVersion(a))).toEqual([]);
    });

    it('reads verifier keys as note.NewVerifier does', async () => {
      const { verifier } = signedTree('sum.example.org', [
        { path: 'a.org', version: 'v1.0.0', tree: '', mod: '' },
      ]);
      const [name = '', hash = ''] = verifier.split('+');
      const key = verifier.slice(name.length + hash.length + 2);
      const keys = [
        verifier,
        `other.org+${hash}+${key}`,
        `${name}+${hash.toUpperCase()}+${key}`,
        `${name}+${hash}+${key.slice(0, -1)}`,
        `${name}+${hash}+${key}=`,
        `${name}+${hash}`,
        `${name}+00000000+${key}`,
        `${name}+${hash.slice(1)}+${key}`,
        'off',
        'OFF',
        'none',
        'sum.golang.org+insecure',
        'https://sum.golang.org',
        '+1+2',
        `${name}+${hash}+AA==`,
      ];
      const mine = new Map<string, string>();
      for (const text of keys) mine.set(text, await verifierAnswer(text));
      // The value `off` never reaches the verifier in the go command.
      const questions = keys.filter((a) => a !== 'off').map((a) => ({ ask: 'verifier' as const, a }));
      expect(differences(questions, ({ a }) => mine.get(a))).toEqual([]);
    });

    it('finds the characters that modfile does not expect, wherever they stand', () => {
      const questions = ODD.flatMap((odd) => PLACES.map((place) => place.replaceAll('?', odd))).map((a) => ({
        ask: 'gomod' as const,
        a,
      }));
      expect(differences(questions, ({ a }) => asOracle(parseGoMod(a)))).toEqual([]);
    });

    it('reads go.mod files as modfile.Parse does', () => {
      const questions = [
        ...HAND_WRITTEN,
        ...fc.sample(goModText(), { numRuns: 600, seed: SEED }),
        readFileSync(`${toolchain.goroot}/src/go.mod`, 'utf8'),
        readFileSync(`${toolchain.goroot}/src/cmd/go.mod`, 'utf8'),
      ].map((a) => ({ ask: 'gomod' as const, a }));
      const found = differences(questions, ({ a }) => asOracle(parseGoMod(a)));
      expect(found.slice(0, 5)).toEqual([]);
    });
  });
});

async function verifierAnswer(text: string): Promise<string> {
  const sumdb = await parseSumdb(text);
  if (sumdb.kind === 'on') return `name ${sumdb.name}`;
  if (sumdb.kind === 'off') return 'off';
  const { code } = sumdb.error;
  if (code === 'hash-mismatch') return 'invalid verifier hash';
  return code === 'unknown-algorithm' ? 'unknown verifier algorithm' : 'malformed verifier id';
}

function asOracle(file: GoModFile) {
  const empty = { Ok: false, Module: '', Go: '', Tools: '', Require: null, Replace: null };
  if (file.errors.length > 0) return empty;
  return {
    Ok: true,
    Module: file.module ?? '',
    Go: file.go ?? '',
    Tools: file.toolchain ?? '',
    Require: file.require.map((r) => ({ Path: r.path, Version: r.version, Indirect: r.indirect })),
    Replace: file.replace.map((r) => ({
      OldPath: r.old.path,
      OldVersion: r.old.version,
      NewPath: r.new.path,
      NewVersion: r.new.version,
    })),
  };
}

const element = () => fc.constantFrom('a', 'b', 'corp.com', 'x.corp.com', 'A', 'github.com', 'org', 'v2', '');
const modulePath = () => fc.array(element(), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const glob = () =>
  fc
    .array(
      fc.constantFrom(
        ...['a', 'b', 'corp.com', '*', '*', '?', '/', '/', '[a-c]', '[^a]', '[]a]', '[', '\\a', '\\', ' '],
        ...['*.', '.', 'github.com', 'org', '...', '{a,b}', '[a-', '[\\]]', '[^', '-', 'x', '**', '[é]'],
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join(''));
/** Every other one is made from the path, so that enough of them match. */
const patternsAndPath = () =>
  modulePath().chain((path) => {
    const near = fc.nat(6).map((i) => NEAR[i]?.(path) ?? path);
    const pattern = fc.oneof({ weight: 2, arbitrary: glob() }, { weight: 1, arbitrary: near });
    return fc.tuple(
      fc.array(pattern, { maxLength: 3 }).map((globs) => globs.join(',')),
      fc.constant(path),
    );
  });
const NEAR: readonly ((path: string) => string)[] = [
  (path) => path.replace(/a|corp/, '*'),
  (path) => path.replace(/\/[^/]*$/, ''),
  (path) => `${path}/`,
  (path) => `*.${path}`,
  (path) => path.replace(/[^/]+$/, '*'),
  (path) => path.replace(/o/g, '?'),
];
const strangePath = () =>
  fc
    .array(
      fc.constantFrom(
        'corp.com',
        'a',
        'A',
        'v1',
        'v2',
        'v01',
        'v2.0',
        'gopkg.in',
        '.',
        '/',
        '/',
        '-',
        '~1',
        '_',
        'é',
        ' ',
        '..',
        'com',
        '+',
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((parts) => parts.join(''));
const version = () =>
  fc
    .array(
      fc.constantFrom(
        'v',
        '1',
        '0',
        '.',
        '.',
        '2',
        '-',
        'rc1',
        '+incompatible',
        '+meta',
        '01',
        'v1.2.3',
        'v0.0.0-2024-a',
        'a.b',
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((parts) => parts.join(''));

const statement = () =>
  fc.constantFrom(
    'require corp.com/a v1.0.0',
    'require corp.com/b v1.2.3 // indirect',
    'require corp.com/c v1.2.3 //indirect',
    'require corp.com/c v1.2.3 // indirect; why',
    'require corp.com/c v1.2.3 // indirectly',
    'require (\n\tcorp.com/d v0.1.0 // indirect\n\t// a comment\n\n\tcorp.com/e v0.2.0\n)',
    'require ()',
    'require (\n)',
    'require "corp.com/q" v1.0.0',
    'require `corp.com/r` "v1.0.0"',
    'replace corp.com/a => ../a',
    'replace corp.com/a v1.0.0 => corp.com/fork v1.0.1',
    'replace (\n\tcorp.com/b => ./b\n\tcorp.com/c => corp.com/cc v1.4.0\n)',
    'replace corp.com/a => corp.com/fork',
    'replace corp.com/a => ../a v1.0.0',
    'replace corp.com/a ../a',
    'exclude corp.com/z v1.0.0',
    'retract v1.0.0 // bad',
    'retract [v1.0.0, v1.0.5]',
    '// only a comment',
    '',
    'require corp.com/x',
    'unknown thing',
    'go 1.17',
    'go 1.18 // why',
    'require corp.com/y v1.0.0 v2.0.0',
    'module corp.com/twice',
    'require corp.com/v v2.0.0',
    'require corp.com/v/v2 v2.0.0',
    'require corp.com/v v2.0.0+incompatible',
    'toolchain go1.22.0',
    'toolchain local',
    'go "1.17"',
    'use ./a',
    'require (\n\tcorp.com/open v1.0.0',
    'require "corp.com/unterminated v1.0.0',
  );
const goModText = () =>
  fc.array(statement(), { maxLength: 4 }).map((lines) => `module example.org/m\n\n${lines.join('\n')}\n`);

/** Controls, blanks that are none to go, marks that nobody sees, letters, what is not assigned, what is not UTF-8. */
const ODD = [
  ...[
    '\ufeff',
    '\u00a0',
    '\u200b',
    '\u200e',
    '\u2028',
    '\u3000',
    '\u00ad',
    '\ue000',
    '\u0378',
    '\ufffd',
    '\u{1f600}',
  ],
  ...[
    '\0',
    '\x01',
    '\x07',
    '\b',
    '\f',
    '\v',
    '\x1b',
    '\x7f',
    '\x85',
    '\r',
    'é',
    '世',
    '[',
    ']',
    '{',
    '}',
    "'",
    ';',
    '!',
  ],
];
const PLACES = [
  '?module example.org/m\n\ngo 1.17\n',
  'module?example.org/m\n',
  'module example.org/m?\n',
  'module example.org/m ?\n',
  'module example.org/m\n?\ngo 1.17\n',
  'module example.org/m\n\ngo 1.17\n?',
  'module example.org/m // ? and more\n',
  'module example.org/m\n\nrequire (\n\t?corp.com/a v1.0.0\n)\n',
  'module example.org/m\n\nreplace corp.com/a => "../?a"\n',
  'module example.org/m\n\nreplace corp.com/a => `../?a`\n',
];

const HAND_WRITTEN = [
  '',
  'module example.org/m',
  'module "example.org/m"\n',
  'module `example.org/m`\r\n\r\ngo 1.17\r\n',
  'module (\n\texample.org/m\n)\n',
  'module example.org/m // Deprecated: no\n',
  '// head\nmodule example.org/m\n\ngo 1.17\n\nrequire corp.com/a/v2 v2.0.0+incompatible\n',
];
