/*
 * Records of an extended header (pax(1)), as bytes: values of extended attributes are no text, and libraries make
 * text of them.
 */

export type PaxRecords = ReadonlyMap<string, Buffer>;

/** Null where they are not in the format; as Go's archive/tar takes them (parsePAXRecord). */
export function paxRecords(data: Buffer): PaxRecords | null {
  const records = new Map<string, Buffer>();
  const sparse: string[] = [];
  let at = 0;
  while (at < data.length) {
    const blank = data.indexOf(0x20, at);
    const digits = blank < 0 ? '' : data.toString('latin1', at, blank);
    if (!/^\d{1,9}$/.test(digits)) return null;
    const end = at + Number(digits);
    const equals = data.indexOf(0x3d, blank);
    if (end > data.length || equals < 0 || equals >= end || data[end - 1] !== 0x0a) return null;
    const key = data.toString('utf8', blank + 1, equals);
    const value = data.subarray(equals + 1, end - 1);
    if (key === '' || key.includes('\0')) return null;
    // GNU's first form of a sparse file says these once for each piece.
    if (key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes') sparse.push(value.toString('latin1'));
    else records.set(key, value);
    at = end;
  }
  if (sparse.length > 0) records.set('GNU.sparse.map', Buffer.from(sparse.join(',')));
  return records;
}
