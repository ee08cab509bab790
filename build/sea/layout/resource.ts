/** The first word of what Node injects into an executable (kMagic in src/node_sea.cc). */
const MAGIC = 0x143da20;

/** SeaFlags::kUseSnapshot in src/node_sea.h: the main file is a start-up snapshot, not a script. */
const USE_SNAPSHOT = 1 << 1;

/** From the first word to the main file's name: magic, flags, two bytes of other settings, a 64-bit length. */
const NAME_AT = 4 + 4 + 2 + 8;

/**
 * Tells the Node of an executable, in place, that the main file injected into it is a start-up snapshot.
 * `useSnapshot` of Node's own configuration would take no snapshot but make one, with more in it than we want.
 * Throws unless exactly one injected file has this name.
 */
export function markSnapshot(executable: Buffer, mainFile: string): void {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(MAGIC);
  const found: number[] = [];
  for (let at = executable.indexOf(head); at >= 0; at = executable.indexOf(head, at + 1)) {
    const name = executable.toString('latin1', at + NAME_AT, at + NAME_AT + mainFile.length);
    if (name === mainFile) found.push(at);
  }
  const [at] = found;
  if (at === undefined || found.length > 1)
    throw new Error(`${found.length} injected files are named ${mainFile}: expected one`);
  executable.writeUInt32LE(executable.readUInt32LE(at + 4) | USE_SNAPSHOT, at + 4);
}
