import { crc32 } from 'node:zlib';

/**
 * A zip archive without compression (APPNOTE.TXT 4.3), as Go's lib/time/zoneinfo.zip is, and as a module proxy may
 * send one.
 *
 * @param entries contents by name
 */
export function writeZip(entries: Readonly<Record<string, Buffer | string>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, given] of Object.entries(entries)) {
    const nameBytes = Buffer.from(name);
    const content = Buffer.from(given);
    const shared = sharedFields(nameBytes, content);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, nameBytes, content]);
    files.push(file);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, tail, nameBytes);
    offset += file.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}

/** What the header of a file and the directory both have: version, flags, method, time, date, checksum, sizes, length of the name. */
function sharedFields(name: Buffer, content: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}
