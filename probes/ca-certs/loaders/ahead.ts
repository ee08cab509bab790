import { Turns } from '../../../src/core/time/turns.ts';
import type { Host } from '../../../src/target/host.ts';
import type { Entry } from '../certificates/entry.ts';
import type { Pool } from '../certificates/pool.ts';
import type { CaFacts } from '../facts.ts';
import { judgeOne } from '../judge/judge-certificates.ts';
import { readRegularPem } from '../pem/pem.ts';
import { BEGIN } from '../pem/pem-body.ts';
import { agreed } from '../pem/reading.ts';
import type { DirectoryEntry, Files } from './files.ts';
import { goPlaces, opensslDirectory, opensslPlaces, readNamed } from './stores.ts';

/** Bytes that are read at once. */
const CHUNK = 64 * 1024;

/**
 * Reads what may be much in slices, so that a process that answers questions meanwhile keeps nobody waiting: in the same order
 * as whoever asks for the same afterwards, and finds it read. Where every entry of a directory is looked at.
 */
export async function readAhead(
  host: Host,
  files: Files,
  pool: Pool,
  breathe: () => Promise<void>,
): Promise<Slices> {
  const turns = new Slices(host.monotonic, breathe);
  const go = goPlaces(host);
  const bundle = go.files.find((path) => host.stat(path).ok);
  if (bundle !== undefined) await readBundle(bundle, host, files, pool, turns);
  const openssl = opensslPlaces(host, opensslDirectory(host));
  for (const places of [go, openssl]) if (places !== null) readNamed(places, files);
  for (const places of [go, openssl])
    for (const path of places?.directories ?? []) await readDirectory(path, host, files, turns);
  return turns;
}

/** The turns of a look, and what else of it is much. */
class Slices extends Turns {
  /** The certificates of which something is to be said whatever the time is: who judges again looks at these alone. */
  async remarkableOf(facts: CaFacts): Promise<ReadonlySet<Entry>> {
    const remarkable = new Set<Entry>();
    for (const entry of facts.entries) {
      if (judgeOne(entry, facts).length > 0) remarkable.add(entry);
      if (this.areDue) await this.next();
    }
    return remarkable;
  }
}

async function readDirectory(path: string, host: Host, files: Files, turns: Turns): Promise<void> {
  const stat = host.stat(path);
  const listed = host.entries(path);
  if (!stat.ok || !listed.ok) return;
  const inode = `${stat.value.dev}:${stat.value.ino}`;
  if (files.directories.has(inode)) return;
  const base = path.endsWith('/') ? path : `${path}/`;
  const entries: DirectoryEntry[] = [];
  for (const { name, type } of listed.value) {
    if (type === 'directory') continue;
    if (!files.keepGoing()) break;
    entries.push(files.entry(base, name, type));
    if (turns.areDue) await turns.next();
  }
  const directories = listed.value.filter(({ type }) => type === 'directory').map(({ name }) => name);
  files.directories.set(inode, { path, failure: null, entries, directories });
}

async function readBundle(path: string, host: Host, files: Files, pool: Pool, turns: Turns): Promise<void> {
  const read = host.readFile(path);
  if (!read.ok) return;
  const { value } = read;
  const entries: Entry[] = [];
  for (const chunk of chunksOf(value)) {
    await turns.next();
    const some = files.keepGoing() ? readRegularPem(chunk, pool, files.keepGoing) : null;
    if (some === null) return;
    entries.push(...some);
  }
  if (entries.length > 0)
    files.remember(path, { path, failure: null, content: { size: value.length, reading: agreed(entries) } });
}

/** Cut where a certificate begins: a file is plain where each piece of it is. */
function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const next = bytes.indexOf(`\n${BEGIN}`, start + CHUNK, 'latin1');
    const end = next < 0 ? bytes.length : next + 1;
    yield bytes.subarray(start, end);
    start = end;
  }
}
