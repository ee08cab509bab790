import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeModule } from '../../network/module-network/module-zip.ts';
import { MODULES } from './project.ts';

/** Something that happened to a module cache. */
export interface Mutation {
  readonly name: string;
  readonly spoil: (cache: string) => void;
}

type Files = Readonly<
  Record<'mod' | 'info' | 'zip' | 'ziphash' | 'partial' | 'tree' | 'source' | 'all', string>
>;

function filesOf({ path, version }: FakeModule, cache: string): Files {
  const base = join(cache, 'cache/download', path, '@v', version);
  const tree = join(cache, `${path}@${version}`);
  return {
    mod: `${base}.mod`,
    info: `${base}.info`,
    zip: `${base}.zip`,
    ziphash: `${base}.ziphash`,
    partial: `${base}.partial`,
    tree,
    source: join(tree, 'x.go'),
    all: join(cache, 'cache/download', path),
  };
}

const remove = (path: string) => rmSync(path, { recursive: true, force: true });
const cut = (path: string) => writeFileSync(path, readFileSync(path).subarray(0, -30));
const OTHER_HASH = 'h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

const STEPS: Readonly<Record<string, (files: Files, module: FakeModule) => void>> = {
  'without mod': (f) => remove(f.mod),
  'without info': (f) => remove(f.info),
  'without zip': (f) => remove(f.zip),
  'without ziphash': (f) => remove(f.ziphash),
  'without tree': (f) => remove(f.tree),
  'with its zip cut off': (f) => cut(f.zip),
  'with an empty zip': (f) => writeFileSync(f.zip, ''),
  'with another hash': (f) => writeFileSync(f.ziphash, OTHER_HASH),
  'with an empty hash': (f) => writeFileSync(f.ziphash, ''),
  'with a hash that is cut off': (f) => writeFileSync(f.ziphash, OTHER_HASH.slice(0, 20)),
  'with another go.mod': (f, { path }) => writeFileSync(f.mod, `module ${path}\n`),
  'with a go.mod that is none': (f) => writeFileSync(f.mod, 'oops\n'),
  'with an info that is none': (f) => writeFileSync(f.info, '{'),
  'half unpacked': (f) => writeFileSync(f.partial, ''),
  'without a source': (f) => remove(f.source),
  'without all': (f) => [f.tree, f.all].forEach(remove),
  'without what was downloaded': (f) => remove(f.all),
};

/** What happens to one module, by the names of the steps. */
const CASES: readonly (readonly string[])[] = [
  ...Object.keys(STEPS).map((step) => [step]),
  ['without tree', 'without ziphash'],
  ['without tree', 'without zip'],
  ['without zip', 'without ziphash'],
  ['without tree', 'with its zip cut off'],
  ['without tree', 'with an empty zip'],
  ['without ziphash', 'with its zip cut off'],
  ['without tree', 'without ziphash', 'with its zip cut off'],
  ['with an empty hash', 'without tree'],
  ['with an empty hash', 'without zip'],
  ['with an empty hash', 'with its zip cut off'],
  ['half unpacked', 'without zip'],
  ['half unpacked', 'with its zip cut off'],
  ['without info', 'without zip'],
];

/** More than a hundred: each case at each module, and the whole cache. */
export const MUTATIONS: readonly Mutation[] = [
  { name: 'nothing', spoil: () => undefined },
  ...MODULES.flatMap((module) =>
    CASES.map((steps) => ({
      name: `${module.path} ${steps.join(', ')}`,
      spoil: (cache: string) => {
        const files = filesOf(module, cache);
        for (const step of steps) STEPS[step]?.(files, module);
      },
    })),
  ),
  { name: 'no downloads', spoil: (cache) => remove(join(cache, 'cache/download')) },
  { name: 'no cache', spoil: remove },
];
