/** How Itanium C++ mangles absl::(anonymous namespace)::synch_deadlock_detection, without what GCC puts behind it. */
const MODE = '_ZN4absl12_GLOBAL__N_124synch_deadlock_detectionE';

/** absl::OnDeadlockCycle: what a cycle of mutexes does. */
const IGNORE = 0;
const ABORT = 2;

/** Of ELF64 (elf(5)): places in the file header, in a program header, in a section header and in a symbol. */
const HEADER = { programs: 32, sections: 40, programCount: 56, sectionCount: 60 };
const PROGRAM = { size: 56, type: 0, offset: 8, address: 16, fileSize: 32, load: 1 };
const SECTION = { size: 64, type: 4, offset: 24, length: 32, link: 40, symbols: 2 };
const SYMBOL = { size: 24, name: 0, value: 8 };

/**
 * Turns the search for deadlocks in Abseil's mutexes off, in place, in a Node that still has its symbols; it is what
 * `absl::SetMutexDeadlockDetectionMode(OnDeadlockCycle::kIgnore)` sets. Abseil means it for debug builds, but official
 * builds of Node 26 have it: a megabyte, of which each process touches every page before main() has begun its work.
 * Throws where the variable is not there once, or not in the state that we know.
 */
export function ignoreDeadlocks(executable: Buffer): void {
  const at = fileOffset(executable, addressOf(executable, MODE));
  const mode = executable.readUInt32LE(at);
  if (mode !== ABORT) throw new Error(`the mode of Abseil's deadlock checks is ${mode}: expected ${ABORT}`);
  executable.writeUInt32LE(IGNORE, at);
}

/** The address of the one symbol whose name is `name`, or begins with it and goes on with a dot. */
function addressOf(file: Buffer, name: string): number {
  const found: number[] = [];
  for (const table of headers(file, HEADER.sections, HEADER.sectionCount, SECTION.size)) {
    if (file.readUInt32LE(table + SECTION.type) !== SECTION.symbols) continue;
    const names = at64(file, HEADER.sections) + file.readUInt32LE(table + SECTION.link) * SECTION.size;
    const strings = at64(file, names + SECTION.offset);
    const first = at64(file, table + SECTION.offset);
    const end = first + at64(file, table + SECTION.length);
    for (let symbol = first; symbol < end; symbol += SYMBOL.size) {
      const start = strings + file.readUInt32LE(symbol + SYMBOL.name);
      const rest = file.toString('latin1', start + name.length, start + name.length + 1);
      if (file.toString('latin1', start, start + name.length) === name && (rest === '\0' || rest === '.'))
        found.push(at64(file, symbol + SYMBOL.value));
    }
  }
  const [address] = found;
  if (address === undefined || found.length > 1)
    throw new Error(`${found.length} symbols are named ${name}: expected one`);
  return address;
}

/** Where in the file the byte lies that is loaded at that address. */
function fileOffset(file: Buffer, address: number): number {
  for (const segment of headers(file, HEADER.programs, HEADER.programCount, PROGRAM.size)) {
    const first = at64(file, segment + PROGRAM.address);
    const isLoaded = file.readUInt32LE(segment + PROGRAM.type) === PROGRAM.load;
    if (isLoaded && address >= first && address < first + at64(file, segment + PROGRAM.fileSize))
      return at64(file, segment + PROGRAM.offset) + address - first;
  }
  throw new Error(`no segment of the file has the address 0x${address.toString(16)}`);
}

/** The places of a table's entries. */
function headers(file: Buffer, table: number, count: number, size: number): readonly number[] {
  const first = at64(file, table);
  return Array.from({ length: file.readUInt16LE(count) }, (_, i) => first + i * size);
}

function at64(file: Buffer, at: number): number {
  return Number(file.readBigUInt64LE(at));
}
