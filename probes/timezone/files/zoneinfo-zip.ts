/** Signatures and sizes of APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16. */
const END = { signature: 0x06054b50, bytes: 22 };
const ENTRY = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };

/**
 * One stored entry of Go's `lib/time/zoneinfo.zip`, found as Go finds it (time/zoneinfo_read.go,
 * loadTzinfoFromZip): end record at the very end, no compression. Null where it is not there.
 */
export function readZoneFromZip(archive: Buffer, name: string): Buffer | null {
  const tail = archive.length - END.bytes;
  if (tail < 0 || archive.readUInt32LE(tail) !== END.signature) return null;
  let at = archive.readUInt32LE(tail + 16);
  for (let left = archive.readUInt16LE(tail + 10); left > 0; left--) {
    if (at + ENTRY.bytes > archive.length || archive.readUInt32LE(at) !== ENTRY.signature) return null;
    const nameBytes = archive.readUInt16LE(at + 28);
    const nameAt = at + ENTRY.bytes;
    if (nameBytes === name.length && archive.toString('latin1', nameAt, nameAt + nameBytes) === name) {
      const stored = archive.readUInt16LE(at + 10) === 0;
      return stored ? content(archive, archive.readUInt32LE(at + 42), archive.readUInt32LE(at + 24)) : null;
    }
    at = nameAt + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return null;
}

/**
 * The archive that `time/tzdata` puts into a Go program, as one string among its data: it ends with the end record
 * of an archive whose first entry begins as far before as that record says. Null where there is none.
 */
export function embeddedArchive(program: Buffer): Buffer | null {
  for (let at = program.indexOf(END_MAGIC); at >= 0; at = program.indexOf(END_MAGIC, at + 1)) {
    if (at + END.bytes > program.length) return null;
    const start = at - program.readUInt32LE(at + 12) - program.readUInt32LE(at + 16);
    if (start >= 0 && program.readUInt32LE(start) === LOCAL.signature) {
      // A copy: the rest of the program need not be kept.
      const archive = Buffer.from(program.subarray(start, at + END.bytes));
      if (readZoneFromZip(archive, 'Europe/London') !== null) return archive;
    }
  }
  return null;
}

const END_MAGIC = Buffer.from('PK\x05\x06', 'latin1');

function content(archive: Buffer, header: number, size: number): Buffer | null {
  if (header + LOCAL.bytes > archive.length || archive.readUInt32LE(header) !== LOCAL.signature) return null;
  const start = header + LOCAL.bytes + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  return start + size <= archive.length ? archive.subarray(start, start + size) : null;
}
