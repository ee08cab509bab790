/* Archives by hand, every byte of them: what no program would write can be written too. */

export interface EntrySpec {
  readonly name: string;
  /** The type flag; default: `5` of a name that ends in `/`, else `0`. */
  readonly type?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly content?: string | Buffer;
  /** What the header says, where it is not the length of the content. */
  readonly size?: number;
  readonly link?: string;
  /** Seconds since 1970. */
  readonly mtime?: number;
  readonly major?: number;
  readonly minor?: number;
  /** Records of an extended header that stands in front. */
  readonly pax?: Readonly<Record<string, string | Buffer>>;
  /** GNU's header for a long name, in place of an extended one. */
  readonly gnuName?: boolean;
  /** Numbers are written as bytes and not as digits. */
  readonly base256?: boolean;
  readonly badChecksum?: boolean;
}

const END = Buffer.alloc(1024);

export function tarOf(entries: readonly EntrySpec[], end: Buffer = END): Buffer {
  return Buffer.concat([...entries.flatMap(blocksOf), end]);
}

function blocksOf(entry: EntrySpec): readonly Buffer[] {
  const content = Buffer.from((entry.content ?? '') as string);
  const pax: Record<string, string | Buffer> = { ...entry.pax };
  const front: Buffer[] = [];
  if (Buffer.byteLength(entry.name) > 100) {
    if (entry.gnuName === true) front.push(...extension('L', Buffer.from(`${entry.name}\0`)));
    else pax.path ??= entry.name;
  }
  if (Buffer.byteLength(entry.link ?? '') > 100) {
    if (entry.gnuName === true) front.push(...extension('K', Buffer.from(`${entry.link}\0`)));
    else pax.linkpath ??= entry.link ?? '';
  }
  if (Object.keys(pax).length > 0) front.push(...extension('x', paxData(pax)));
  return [...front, header(entry, content.length), padded(content)];
}

function extension(type: string, data: Buffer): readonly Buffer[] {
  return [header({ name: '././@LongLink', type }, data.length), padded(data)];
}

export function paxData(records: Readonly<Record<string, string | Buffer>>): Buffer {
  const parts = Object.entries(records).map(([key, value]) => {
    const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value as string), Buffer.from('\n')]);
    let length = rest.length;
    while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
    return Buffer.concat([Buffer.from(String(length)), rest]);
  });
  return Buffer.concat(parts);
}

function header(entry: EntrySpec, length: number): Buffer {
  const { name, mode, uid = 0, gid = 0, size = length, mtime = 1_700_000_000, link = '' } = entry;
  const type = entry.type ?? (name.endsWith('/') ? '5' : '0');
  const block = Buffer.alloc(512);
  const text = (value: string, at: number, bytes: number) => Buffer.from(value).copy(block, at, 0, bytes);
  const number = (value: number, at: number, bytes: number) => {
    if (entry.base256 !== true && value >= 0 && value < 8 ** (bytes - 1)) {
      text(value.toString(8).padStart(bytes - 1, '0'), at, bytes);
      return;
    }
    let rest = BigInt.asUintN(bytes * 8, BigInt(value));
    for (let i = bytes - 1; i >= 0; i--, rest >>= 8n) block[at + i] = Number(rest & 255n);
    block[at] = (block[at] ?? 0) | 0x80;
  };
  text(name, 0, 100);
  number(mode ?? (type === '5' ? 0o755 : 0o644), 100, 8);
  number(uid, 108, 8);
  number(gid, 116, 8);
  number(size, 124, 12);
  number(mtime, 136, 12);
  text(type, 156, 1);
  text(link, 157, 100);
  text('ustar\0', 257, 6);
  text('00', 263, 2);
  number(entry.major ?? 0, 329, 8);
  number(entry.minor ?? 0, 337, 8);
  block.fill(' ', 148, 156);
  const sum = block.reduce((all, byte) => all + byte, 0) + (entry.badChecksum === true ? 1 : 0);
  text(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  return block;
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
