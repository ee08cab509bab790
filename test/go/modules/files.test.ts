import { describe, expect, it } from 'vitest';
import { cacheFiles } from '../../../src/go/modules/cache-files.ts';
import { checkSum, goModHash, hasSum, parseGoSum } from '../../../src/go/modules/go-sum.ts';
import { replacementOf } from '../../../src/go/modules/gomod.ts';
import { BYTE_ORDER_MARK } from '../../../src/go/modules/mod-syntax.ts';
import { lookInCache } from '../../../src/go/modules/modcache.ts';
import { parseGoMod, parseGoWork } from '../../../src/go/modules/parse-gomod.ts';
import { findProjectFile, readProject } from '../../../src/go/modules/project.ts';
import { buildMod, parseVendorList, vendorMismatches } from '../../../src/go/modules/vendor.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { fakeModule } from '../../support/network/module-network/module-zip.ts';

const lib = fakeModule('corp.com/Lib', 'v1.0.0');
const SUM = `corp.com/Lib v1.0.0 ${lib.treeHash}\ncorp.com/Lib v1.0.0/go.mod ${lib.modHash}\n`;

describe('go.mod', () => {
  it('refuses to retract versions of another major version, wherever the module line stands', () => {
    const text = 'retract [v1.0.0, v3.1.0]\nmodule a.org/m\nretract (\n\tv1.2.3\n\tv2.0.0+incompatible\n)\n';
    expect(parseGoMod(text).errors.map(({ line }) => line)).toEqual([1]);
    expect(parseGoMod(text.replace('a.org/m', 'a.org/m/v3')).errors.map(({ line }) => line)).toEqual([
      1, 4, 5,
    ]);
  });

  it('does not read over what go does not expect', () => {
    const errors = (text: string) => parseGoMod(text).errors.map(({ line, message }) => `${line} ${message}`);
    expect(errors('\ufeffmodule a.org\n')[0]).toBe(`1 ${BYTE_ORDER_MARK}`);
    expect(errors('module a.org\n\ngo\u00a01.21\n')).toContain("3 unexpected input character '\\u00a0'");
    expect(errors('module a.org // \u00a0 in a comment, é too\n')).toEqual([]);
  });

  it('gives errors with their line and goes on', () => {
    const file = parseGoMod('module a.org\n\nrequire x\n\nrequire b.org v1.0.0 // indirect\nfoo bar\n');
    expect(file.errors.map(({ line }) => line)).toEqual([3, 6]);
    expect(file.require).toEqual([{ path: 'b.org', version: 'v1.0.0', indirect: true }]);
  });

  it('prefers the replacement of one version to that of all', () => {
    const { replace } = parseGoMod(
      'module a.org\nreplace b.org v1.0.0 => c.org v1.0.0\nreplace b.org => ../b\n',
    );
    expect(replacementOf(replace, { path: 'b.org', version: 'v1.0.0' })?.new.path).toBe('c.org');
    expect(replacementOf(replace, { path: 'b.org', version: 'v2.0.0' })?.new.path).toBe('../b');
    expect(replacementOf(replace, { path: 'd.org', version: 'v1.0.0' })).toBeNull();
  });

  it('reads go.work', () => {
    const file = parseGoWork('go 1.22\n\nuse (\n\t./a\n\t./b\n)\nreplace x.org => ./x\n');
    expect(file).toMatchObject({ use: ['./a', './b'], errors: [] });
    expect(parseGoWork('require a.org v1.0.0\n').errors).toHaveLength(1);
  });
});

describe('go.sum', () => {
  const sum = parseGoSum(`${SUM}\nbad line\n`);

  it('is compared with what the cache has', () => {
    expect(checkSum(sum, 'corp.com/Lib', 'v1.0.0', lib.treeHash)).toBe('match');
    expect(checkSum(sum, 'corp.com/Lib', 'v1.0.0', 'h1:x')).toBe('mismatch');
    expect(checkSum(sum, 'corp.com/Other', 'v1.0.0', 'h1:x')).toBe('absent');
    expect(hasSum(sum, 'corp.com/Lib', 'v1.0.0/go.mod')).toBe(true);
    expect(sum.malformedLine).toBe(4);
  });

  it('makes the same hash of a go.mod as Go', async () => {
    expect(await goModHash(Buffer.from(lib.mod))).toBe(lib.modHash);
  });
});

describe('the module cache', () => {
  const files = cacheFiles('/m', lib);
  const all = {
    [files.info]: lib.info,
    [files.mod]: lib.mod,
    [files.zip]: `PK\x05\x06${'\0'.repeat(18)}`,
    [files.ziphash]: lib.treeHash,
  };
  const look = (tree: Record<string, string>, sum = SUM) =>
    lookInCache(memoryHost({ trees: [tree] }), '/m', lib, parseGoSum(sum), 'sum.golang.org');

  it('escapes upper case', () => {
    expect(files.zip).toBe('/m/cache/download/corp.com/!lib/@v/v1.0.0.zip');
    expect(files.directory).toBe('/m/corp.com/!lib@v1.0.0');
  });

  it('is complete with go.mod, zip and its hash', async () => {
    expect(await look(all)).toEqual({
      refused: null,
      info: true,
      mod: 'match',
      tree: 'match',
      zip: true,
      damaged: false,
      sumdb: false,
    });
  });

  it('is damaged with a zip that nothing can unpack, and no tree', async () => {
    for (const zip of ['', 'PK\x03\x04 cut off here']) {
      expect(await look({ ...all, [files.zip]: zip })).toMatchObject({ damaged: true });
    }
  });

  it('is complete with an extracted tree in the place of the zip', async () => {
    const { [files.zip]: _, ...rest } = all;
    expect(await look(rest)).toMatchObject({ tree: null });
    expect(await look({ ...rest, [`${files.directory}/x.go`]: '' })).toMatchObject({
      tree: 'match',
    });
    const partial = { ...rest, [`${files.directory}/x.go`]: '', [files.partial]: '' };
    expect(await look(partial)).toMatchObject({ tree: null });
  });

  it('finds out what was tampered with', async () => {
    expect(await look({ ...all, [files.mod]: 'module evil\n' })).toMatchObject({ mod: 'mismatch' });
    expect(await look({ ...all, [files.ziphash]: 'h1:other=' })).toMatchObject({ tree: 'mismatch' });
    expect(await look(all, '')).toMatchObject({ mod: 'absent', tree: 'absent' });
  });

  it('knows the answers of the checksum database', async () => {
    const answer = '/m/cache/download/sumdb/sum.golang.org/lookup/corp.com/!lib@v1.0.0';
    expect(await look({ ...all, [answer]: '1' })).toMatchObject({ sumdb: true });
  });
});

describe('vendor', () => {
  const file = (text: string) => parseGoMod(`module m\n\n${text}\n`);
  const list = parseVendorList(
    '# corp.com/a v1.0.0\n## explicit; go 1.17\ncorp.com/a\n# corp.com/b v1.1.0 => ../b\n## explicit\ncorp.com/b\n# corp.com/b => ../b\n',
  );

  it('reads modules.txt', () => {
    expect(list.modules).toMatchObject([
      { path: 'corp.com/a', version: 'v1.0.0', explicit: true, hasPackages: true, replacedBy: null },
      { path: 'corp.com/b', version: 'v1.1.0', replacedBy: { path: '../b', version: '' } },
      { path: 'corp.com/b', version: '', hasPackages: false },
    ]);
    expect(parseVendorList('## workspace\n').forWorkspace).toBe(true);
  });

  it('agrees with go.mod', () => {
    const same = 'require corp.com/a v1.0.0\nrequire corp.com/b v1.1.0\nreplace corp.com/b => ../b';
    expect(vendorMismatches(file(same), list)).toEqual([]);
  });

  it.each([
    ['require corp.com/a v1.0.1', 'not-explicit'],
    ['require corp.com/a v1.0.0\nreplace corp.com/a => ../a', 'replacement-missing'],
    ['replace corp.com/b => ../c', 'replacement-differs'],
    ['require corp.com/a v1.0.0', 'not-required'],
    ['require corp.com/a v1.0.0', 'replacement-superfluous'],
  ])('disagrees: %j', (text, code) => {
    expect(vendorMismatches(file(`go 1.14\n${text}`), list).map((m) => m.code)).toContain(code);
  });

  it.each([
    ['require corp.com/c v1.0.0', []],
    ['require corp.com/c v1.0.0\nreplace corp.com/c => ../c', []],
    ['require corp.com/a v1.0.1', ['not-explicit']],
  ])('says little of a module from before Go 1.14: %j', (text, codes) => {
    const rest = 'require corp.com/a v1.0.0\nrequire corp.com/b v1.1.0\nreplace corp.com/b => ../b';
    const found = vendorMismatches(file(`go 1.13\n${rest}\n${text}`), list);
    expect(found.map((m) => m.code)).toEqual(codes);
  });

  const base = { flag: null, workspace: false, vendorDirectory: true, list, go: null };
  it.each([
    [{ file: file('go 1.17') }, 'vendor', 'vendor-directory'],
    [{ file: file('go 1.13') }, 'readonly', 'go-line-too-old'],
    [{ file: file('') }, 'readonly', 'go-line-too-old'],
    [{ file: file('go 1.17'), vendorDirectory: false }, 'readonly', 'no-vendor-directory'],
    [{ file: file('go 1.17'), flag: 'mod' }, 'mod', 'flag'],
    [{ file: null, vendorDirectory: false }, 'readonly', 'no-module'],
    [{ file: file('go 1.22'), workspace: true }, 'readonly', 'other-mode'],
    [
      { file: file('go 1.22'), workspace: true, list: { ...list, forWorkspace: true } },
      'vendor',
      'vendor-directory',
    ],
    [
      { file: file('go 1.22'), workspace: true, list: { ...list, forWorkspace: true }, go: '1.21' },
      'readonly',
      'workspace',
    ],
  ] as const)('case %#: -mod=%s because of %s', (input, mod, why) => {
    expect(buildMod({ ...base, ...input })).toEqual({ mod, why });
  });
});

describe('a project', () => {
  const host = memoryHost({
    trees: [
      {
        '/src/go.work': 'go 1.22\nuse ./a\nuse ./b\nreplace x.org => y.org v1.0.0\n',
        '/src/go.work.sum': 'x.org v1.0.0 h1:x=\n',
        '/src/a/go.mod':
          'module corp.com/a\ngo 1.22\nrequire corp.com/b v0.0.0\nrequire x.org v1.0.0\nreplace z.org => ./z\n',
        '/src/a/go.sum': 'z.org v1.0.0 h1:z=\n',
        '/src/b/go.mod': 'module corp.com/b\nnonsense\n',
        '/src/b/deep/x.go': '',
      },
    ],
  });

  it('is a workspace with all its modules', () => {
    const project = readProject(host, '/src/go.work');
    expect(project?.mainModules).toEqual(['corp.com/a', 'corp.com/b']);
    expect(project?.file.replace.map((r) => r.new.path)).toEqual(['/src/a/z', 'y.org']);
    expect([...(project?.sum.hashes.keys() ?? [])]).toEqual(['x.org v1.0.0', 'z.org v1.0.0']);
    expect(project?.problems).toHaveLength(1);
  });

  it('is found upwards, go.work before go.mod', () => {
    expect(findProjectFile(host, '/src/b/deep', '')).toBe('/src/go.work');
    expect(findProjectFile(host, '/src/b/deep', 'off')).toBe('/src/b/go.mod');
    expect(findProjectFile(host, '/src/b', '/else/go.work')).toBe('/else/go.work');
    expect(findProjectFile(host, '/', '')).toBeNull();
  });
});
