import { describe, expect, it } from 'vitest';
import { readProject } from '../../src/go/modules/project.ts';
import { zipEntries, zipHash } from '../../src/go/offline/module-zip.ts';
import { offlineReadiness } from '../../src/go/offline/readiness.ts';
import { MODULES, programFiles } from '../support/go/offline/project.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { file, type Tree } from '../support/memory/tree.ts';
import { type FakeModule, fakeModule } from '../support/network/module-network/module-zip.ts';

const CACHE = '/go/pkg/mod';
const prefixOf = ({ path, version }: FakeModule) => `${path}@${version}/`;
const base = ({ path, version }: FakeModule) => `${CACHE}/cache/download/${path}/@v/${version}`;

/** As go leaves a module in its cache. */
function cached(module: FakeModule): Tree {
  const { mod, info, zip, treeHash } = module;
  const entries = zipEntries(zip, prefixOf(module)) ?? [];
  return {
    [`${base(module)}.mod`]: mod,
    [`${base(module)}.info`]: info,
    [`${base(module)}.zip`]: file(zip),
    [`${base(module)}.ziphash`]: treeHash,
    ...Object.fromEntries(
      entries.map(({ name, packed }) => [`${CACHE}/${prefixOf(module)}${name}`, file(packed)]),
    ),
  };
}

async function readiness(spoilt: Tree, deep = false) {
  const sources = Object.fromEntries(
    Object.entries(programFiles('1.17')).map(([name, text]) => [`/src/${name}`, text]),
  );
  const host = memoryHost({ trees: [sources, ...MODULES.map(cached), spoilt] });
  const project = readProject(host, '/src/go.mod');
  if (project === null) throw new Error('no project');
  const { build, download, lacks } = await offlineReadiness(host, project, CACHE, { deep });
  return { build, download, lacks: lacks.map(({ module, what }) => `${module} ${what}`) };
}

const [A, , C] = MODULES as readonly [FakeModule, FakeModule, FakeModule];

describe('the zip of a module', () => {
  it('has the hash that go.sum has', async () => {
    for (const module of MODULES) {
      const entries = zipEntries(module.zip, prefixOf(module)) ?? [];
      expect(await zipHash(entries, prefixOf(module))).toBe(module.treeHash);
    }
  });

  it('is none where it is cut off, or of another module', () => {
    for (let bytes = 0; bytes < A.zip.length; bytes++)
      expect(zipEntries(A.zip.subarray(0, bytes), prefixOf(A))).toBe(null);
    expect(zipEntries(A.zip, 'corp.com/b@v1.2.0/')).toBe(null);
  });
});

describe('a module cache without a network', () => {
  it('is enough where all is there', async () => {
    expect(await readiness({})).toEqual({ build: 'ready', download: 'ready', lacks: [] });
    expect(await readiness({}, true)).toEqual({ build: 'ready', download: 'ready', lacks: [] });
  });

  it('lacks what a direct module lacks for any build, what another lacks for some', async () => {
    expect(await readiness({ [`${base(A)}.mod`]: null })).toEqual({
      build: 'fails',
      download: 'fails',
      lacks: ['corp.com/a@v1.1.0 mod'],
    });
    expect(await readiness({ [`${base(C)}.mod`]: null })).toMatchObject({
      build: 'depends',
      download: 'fails',
    });
    expect(await readiness({ [`${base(A)}.info`]: null })).toMatchObject({
      build: 'ready',
      download: 'fails',
    });
  });

  it('lacks a source that the zip has', async () => {
    expect(await readiness({ [`${CACHE}/${prefixOf(A)}x.go`]: null })).toEqual({
      build: 'fails',
      download: 'ready',
      lacks: ['corp.com/a@v1.1.0 incomplete'],
    });
  });

  it('has another zip than go.sum says, which only hashing it tells', async () => {
    const other = fakeModule(
      'corp.com/a',
      'v1.1.0',
      ['corp.com/c@v1.3.0'],
      'package a\n\nimport _ "corp.com/d"\n',
    );
    const spoilt = { [`${base(A)}.zip`]: file(other.zip) };
    expect((await readiness(spoilt)).lacks).toEqual([]);
    expect((await readiness(spoilt, true)).lacks).toEqual(['corp.com/a@v1.1.0 mismatch']);
  });
});
