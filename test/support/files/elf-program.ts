/** A program or a library of 64 bits that has what its reader looks at; it cannot run. */
export interface ElfProgram {
  /** e_machine; 62 is x86-64. */
  readonly machine?: number;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly soname?: string;
  readonly rpath?: string;
  readonly runpath?: string;
  /** Versions of symbols that it wants, by library; and those that it has. */
  readonly wants?: Readonly<Record<string, readonly string[]>>;
  readonly offers?: readonly string[];
  /** GNU_PROPERTY_X86_ISA_1_NEEDED. */
  readonly isaNeeded?: number;
  /** What Go writes down of a build: version, and lines. */
  readonly go?: { readonly version: string; readonly lines: readonly string[] };
  /** Bytes somewhere in it. */
  readonly holds?: Buffer;
}

const DT = {
  needed: 1,
  strtab: 5,
  strsz: 10,
  soname: 14,
  rpath: 15,
  runpath: 29,
  verdef: 0x6ffffffc,
  verneed: 0x6ffffffe,
};

/** Everything is loaded at its offset in the file: addresses are offsets. */
export function elfProgram(of: ElfProgram = {}): Buffer {
  const strings = new Strings();
  const parts: Buffer[] = [];
  const HEAD = 64 + 5 * 56;
  let end = HEAD;
  const put = (bytes: Buffer): number => {
    const at = Math.ceil(end / 16) * 16;
    parts.push(Buffer.alloc(at - end), bytes);
    end = at + bytes.length;
    return at;
  };
  const segments: { type: number; flags: number; offset: number; size: number }[] = [];
  if (of.holds !== undefined) put(of.holds);
  if (of.interpreter !== undefined) {
    const text = Buffer.from(`${of.interpreter}\0`);
    segments.push({ type: 3, flags: 4, offset: put(text), size: text.length });
  }
  if (of.isaNeeded !== undefined) {
    const note = Buffer.alloc(32);
    note.writeUInt32LE(4, 0);
    note.writeUInt32LE(16, 4);
    note.writeUInt32LE(5, 8);
    note.write('GNU\0', 12, 'latin1');
    note.writeUInt32LE(0xc0008002, 16);
    note.writeUInt32LE(4, 20);
    note.writeUInt32LE(of.isaNeeded, 24);
    segments.push({ type: 4, flags: 4, offset: put(note), size: note.length });
  }
  const sections = of.go === undefined ? null : goSections(of.go, put);
  if (of.needed !== undefined || of.soname !== undefined) {
    const entries: [number, number][] = (of.needed ?? []).map((name) => [DT.needed, strings.at(name)]);
    if (of.soname !== undefined) entries.push([DT.soname, strings.at(of.soname)]);
    if (of.rpath !== undefined) entries.push([DT.rpath, strings.at(of.rpath)]);
    if (of.runpath !== undefined) entries.push([DT.runpath, strings.at(of.runpath)]);
    if (of.wants !== undefined) entries.push([DT.verneed, put(verneed(of.wants, strings))]);
    if (of.offers !== undefined) entries.push([DT.verdef, put(verdef(of.offers, strings))]);
    const table = strings.bytes();
    entries.push([DT.strtab, put(table)], [DT.strsz, table.length], [0, 0]);
    const dynamic = Buffer.alloc(entries.length * 16);
    for (const [i, [tag, value]] of entries.entries()) {
      dynamic.writeBigUInt64LE(BigInt(tag), i * 16);
      dynamic.writeBigUInt64LE(BigInt(value), i * 16 + 8);
    }
    segments.push({ type: 2, flags: 6, offset: put(dynamic), size: dynamic.length });
  }
  segments.unshift({ type: 1, flags: 5, offset: 0, size: end });
  const head = Buffer.alloc(HEAD);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  head.writeUInt16LE(3, 16);
  head.writeUInt16LE(of.machine ?? 62, 18);
  head.writeBigUInt64LE(64n, 32);
  head.writeUInt16LE(56, 54);
  head.writeUInt16LE(segments.length, 56);
  if (sections !== null) {
    head.writeBigUInt64LE(BigInt(sections), 40);
    head.writeUInt16LE(64, 58);
    head.writeUInt16LE(3, 60);
    head.writeUInt16LE(2, 62);
  }
  for (const [i, { type, flags, offset, size }] of segments.entries()) {
    const at = 64 + i * 56;
    head.writeUInt32LE(type, at);
    head.writeUInt32LE(flags, at + 4);
    for (const [field, value] of [8, 16, 24, 32, 40].map((to, n) => [to, n < 3 ? offset : size] as const))
      head.writeBigUInt64LE(BigInt(value), at + field);
  }
  return Buffer.concat([head, ...parts]);
}

class Strings {
  #text = '\0';

  at(name: string): number {
    const at = this.#text.length;
    this.#text += `${name}\0`;
    return at;
  }

  bytes(): Buffer {
    return Buffer.from(this.#text, 'latin1');
  }
}

function verneed(wants: NonNullable<ElfProgram['wants']>, strings: Strings): Buffer {
  const all = Object.entries(wants);
  return Buffer.concat(
    all.map(([library, versions], i) => {
      const bytes = Buffer.alloc(16 + versions.length * 16);
      bytes.writeUInt16LE(1, 0);
      bytes.writeUInt16LE(versions.length, 2);
      bytes.writeUInt32LE(strings.at(library), 4);
      bytes.writeUInt32LE(16, 8);
      bytes.writeUInt32LE(i === all.length - 1 ? 0 : bytes.length, 12);
      for (const [n, version] of versions.entries()) {
        bytes.writeUInt32LE(strings.at(version), 16 + n * 16 + 8);
        bytes.writeUInt32LE(n === versions.length - 1 ? 0 : 16, 16 + n * 16 + 12);
      }
      return bytes;
    }),
  );
}

function verdef(versions: readonly string[], strings: Strings): Buffer {
  const bytes = Buffer.alloc(versions.length * 28);
  for (const [i, version] of versions.entries()) {
    const at = i * 28;
    bytes.writeUInt16LE(1, at);
    bytes.writeUInt16LE(1, at + 6);
    bytes.writeUInt32LE(20, at + 12);
    bytes.writeUInt32LE(i === versions.length - 1 ? 0 : 28, at + 16);
    bytes.writeUInt32LE(strings.at(version), at + 20);
  }
  return bytes;
}

/** The section of Go's build information, and the table of sections; where that stands. */
function goSections(go: NonNullable<ElfProgram['go']>, put: (bytes: Buffer) => number): number {
  const info = Buffer.concat([
    Buffer.from('\xff Go buildinf:\x08\x02', 'latin1'),
    Buffer.alloc(16),
    counted(Buffer.from(go.version)),
    counted(Buffer.concat([Buffer.alloc(16, 1), Buffer.from(go.lines.join('\n')), Buffer.alloc(16, 2)])),
  ]);
  const names = Buffer.from('\0.go.buildinfo\0.shstrtab\0');
  const table = Buffer.alloc(3 * 64);
  for (const [i, [name, bytes]] of (
    [
      [1, info],
      [15, names],
    ] as const
  ).entries()) {
    const at = (i + 1) * 64;
    table.writeUInt32LE(name, at);
    table.writeBigUInt64LE(BigInt(put(bytes)), at + 24);
    table.writeBigUInt64LE(BigInt(bytes.length), at + 32);
  }
  return put(table);
}

function counted(bytes: Buffer): Buffer {
  const length: number[] = [];
  for (let left = bytes.length; ; left >>= 7) {
    length.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
    if (left <= 0x7f) break;
  }
  return Buffer.concat([Buffer.from(length), bytes]);
}

/** A loader of glibc that looks into /lib and /usr/lib. */
export function glibcLoader(): Buffer {
  return elfProgram({ holds: Buffer.from('\0/etc/ld.so.cache\0/lib/\0/usr/lib/\0\0') });
}

export function muslLoader(): Buffer {
  return elfProgram({ holds: Buffer.from('\0%.*s/etc/ld-musl-x86_64.path\0/etc/ld-musl-x86_64.path\0') });
}
