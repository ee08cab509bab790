import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
const { resolve } = createRequire(import.meta.url);

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, folder, name));
}

/* An image is never unpacked: whatever of the library could write a file is not there to be called. */

it('imports the reader of headers, and nothing else of the tar library', () => {
  const imported = [...sources('src'), ...sources('probes')].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(tar(?:\/[^']*)?|tar-[^']*)'/g)].map(
      ([, name]) => name,
    ),
  );
  expect([...new Set(imported)]).toEqual(['tar/header']);
});

it('leads from there to nothing that touches a file', () => {
  const seen = new Set<string>();
  const follow = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/require\("([^"]+)"\)/g)) {
      if (name.startsWith('.')) follow(join(dirname(file), name));
      else seen.add(name);
    }
  };
  follow(resolve('tar/header'));
  expect([...seen].map((name) => name.slice(name.lastIndexOf('/') + 1)).sort()).toEqual([
    'header.js',
    'large-numbers.js',
    'node:path',
    'types.js',
  ]);
});
