import type { Host } from '../../target/host.ts';
import { readElfHeader } from '../../target/program/elf/header.ts';
import { partOf } from '../../target/program/elf/part.ts';
import { findSection } from '../../target/program/elf/section.ts';

const HEAD_BYTES = 4096;
const PIECE_BYTES = 1024 * 1024;

/** More than the table of any program has: offset and size come out of the file itself. */
const MAX_TABLE_BYTES = 256 * 1024 * 1024;

/** Where the linker puts the table of functions, which `-s -w` and strip(1) leave there; the second in a PIE. */
const TABLES = ['.gopclntab', '.data.rel.ro.gopclntab'];

/**
 * Whether a Go program has the function in it, such as `time.initLocal`: the linker leaves out what nothing calls. False
 * for what is no Go program, too.
 */
export function holdsFunction(host: Pick<Host, 'readHead'>, path: string, name: string): boolean {
  const head = host.readHead(path, HEAD_BYTES);
  if (!head.ok) return false;
  const read = partOf(host, path, head.value);
  const header = readElfHeader(read);
  if (header === null) return false;
  const table = TABLES.map((section) => findSection(header, read, section)).find((found) => found !== null);
  if (table == null || table.size > MAX_TABLE_BYTES) return false;
  // Names end with a NUL (cmd/link, pclntab.go); a piece begins before the last one ended.
  const wanted = Buffer.from(`\0${name}\0`, 'latin1');
  const end = table.offset + table.size;
  for (let at = table.offset; at < end; at += PIECE_BYTES - wanted.length) {
    const bytes = Math.min(PIECE_BYTES, end - at);
    const piece = read(at, bytes);
    if (piece === null) return false;
    if (piece.includes(wanted)) return true;
    // The file ends before its table does.
    if (piece.length < bytes) return false;
  }
  return false;
}
