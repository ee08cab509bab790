import { createHash } from 'node:crypto';
import { crc32 } from './crc32.ts';

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
    zip: storedZip(files.map(([name, text]) => [prefix + name, Buffer.from(text)])),
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

/** A zip archive without compression (APPNOTE.TXT 4.3). */
function storedZip(files: readonly (readonly [string, Buffer])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, content);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, nameBytes);
    offset += 4 + common.length + nameBytes.length + content.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}
