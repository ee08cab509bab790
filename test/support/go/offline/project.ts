import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type FakeModule, fakeModule } from '../../network/module-network/module-zip.ts';

/*
 * A program that imports a and b, of which a imports c. Nothing imports d, which b requires: a build needs its go.mod at
 * most.
 */
const C = fakeModule('corp.com/c', 'v1.3.0');
const D = fakeModule('corp.com/d', 'v1.4.0');
const A = fakeModule('corp.com/a', 'v1.1.0', ['corp.com/c@v1.3.0'], 'package a\n\nimport _ "corp.com/c"\n');
const B = fakeModule('corp.com/b', 'v1.2.0', ['corp.com/d@v1.4.0'], 'package b\n');

export const MODULES: readonly FakeModule[] = [A, B, C, D];

const place = (root: string, path: string, content: string | Buffer) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};

/** A directory that a file:// GOPROXY can name. */
export function makeProxy(root: string): void {
  for (const { path, version, info, mod, zip } of MODULES) {
    place(root, `${path}/@v/list`, `${version}\n`);
    place(root, `${path}/@v/${version}.info`, info);
    place(root, `${path}/@v/${version}.mod`, mod);
    place(root, `${path}/@v/${version}.zip`, zip);
  }
}

export function goSum(modules: readonly FakeModule[] = MODULES): string {
  return modules
    .map((m) => `${m.path} ${m.version} ${m.treeHash}\n${m.path} ${m.version}/go.mod ${m.modHash}\n`)
    .join('');
}

/** The files of the program, by the go line. */
export function programFiles(goLine: string): Readonly<Record<string, string>> {
  const lazy = goLine !== '1.16';
  const line = ({ path, version }: FakeModule) => `\t${path} ${version}`;
  return {
    'go.mod': `module example.org/m\n\ngo ${goLine}\n\nrequire (\n${line(A)}\n${line(B)}\n)\n${
      lazy ? `\nrequire (\n${line(C)} // indirect\n${line(D)} // indirect\n)\n` : ''
    }`,
    'go.sum': goSum(),
    'main.go': 'package main\n\nimport (\n\t_ "corp.com/a"\n\t_ "corp.com/b"\n)\n\nfunc main() {}\n',
  };
}

export function emptyPlace(): string {
  return mkdtempSync(join(tmpdir(), 'offline-'));
}

export function placeAll(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) place(root, path, content);
}
