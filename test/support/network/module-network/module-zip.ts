import { createHash } from 'node:crypto';
import { writeZip } from '../../files/zip-writer.ts';

/** A module version as a proxy serves it. */
export interface FakeModule {
  readonly path: string;
  readonly version: string;
  readonly info: string;
  readonly mod: string;
  readonly zip: Buffer;
  /** `h1:` of the zip. */
  readonly treeHash: string;
  /** `h1:` of go.mod. */
  readonly modHash: string;
}

/** A module of one package, which imports nothing unless its source says so. */
export function fakeModule(
  path: string,
  version: string,
  requires: readonly string[] = [],
  source = 'package x\n',
): FakeModule {
  const mod = `module ${path}\n\ngo 1.17\n${requires.map((r) => `\nrequire ${r.replace('@', ' ')}\n`).join('')}`;
  const files = [
    ['go.mod', mod],
    ['x.go', source],
  ] as const;
  const prefix = `${path}@${version}/`;
  return {
    path,
    version,
    info: `{"Version":"${version}","Time":"2024-01-02T03:04:05Z"}`,
    mod,
    zip: writeZip(Object.fromEntries(files.map(([name, text]) => [prefix + name, text]))),
    treeHash: h1(files.map(([name, text]) => [prefix + name, text])),
    modHash: h1([['go.mod', mod]]),
  };
}

function h1(files: readonly (readonly [string, string])[]): string {
  const lines = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`);
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}
