import type { Result } from '../../target/file.ts';
import type { Host } from '../../target/host.ts';
import { isUnknown } from '../../target/result.ts';
import { cacheFiles } from './cache-files.ts';
import { checkSum, type GoSum, goModHash, type SumCheck } from './go-sum.ts';
import { escapeModule, type ModuleVersion } from './module-path.ts';

/** A path of the cache that may not be looked at: go stops there, and takes nothing of it for absent. */
export interface Refusal {
  readonly path: string;
  /** errno. */
  readonly code: string;
  /** The sources are asked before go stops: what it cannot find it fetches, and cannot put down. */
  readonly asks: boolean;
}

/** What the module cache holds of one module version. */
export interface CacheEntry {
  /** Null where nothing of it is refused. */
  readonly refused: Refusal | null;
  /** There, and may be read. */
  readonly info: boolean;
  /** go.mod, and how its hash stands to go.sum; null where it is not cached. */
  readonly mod: SumCheck | null;
  /** The tree (zip with its hash, or extracted), and how it stands to go.sum; null where it is not cached. */
  readonly tree: SumCheck | null;
  /** The zip is there: `go mod download` does not fetch it again. */
  readonly zip: boolean;
  /** There is nothing but the zip, and that cannot be unpacked. */
  readonly damaged: boolean;
  /** The checksum database's answer for it is cached. */
  readonly sumdb: boolean;
}

export const NOT_CACHED: CacheEntry = {
  refused: null,
  info: false,
  mod: null,
  tree: null,
  zip: false,
  damaged: false,
  sumdb: false,
};

/** Larger files are no go.mod: golang.org/x/mod/zip allows 16 MiB. */
const MAX_GO_MOD = 16 * 1024 * 1024;

/**
 * Looks a module version up in the module cache, as the go command does before it asks anybody
 * (cmd/go/internal/modfetch, readDiskStat, readDiskGoMod, DownloadDir, DownloadZip).
 * @param root GOMODCACHE, absolute
 * @param sumdb name of the checksum database; null where it is off
 */
export async function lookInCache(
  host: Host,
  root: string,
  { path, version }: ModuleVersion,
  sum: GoSum,
  sumdb: string | null,
): Promise<CacheEntry> {
  const files = cacheFiles(root, { path, version });
  const exists = (file: string) => host.stat(file).ok;
  // One look for most modules of an empty cache, in the place of seven.
  const versions = host.access(files.versions, 'search');
  if (!versions.ok) return { ...NOT_CACHED, refused: refusal(files.versions, versions, true) };
  // In a directory that lets go pass it fetches a .info or .mod anew that it may not read, and puts it in its place.
  const mod = host.readFile(files.mod, { maxBytes: MAX_GO_MOD });
  const ziphash = host.readFile(files.ziphash, { maxBytes: 1024 });
  const directory = host.access(files.directory, 'search');
  const extracted = ziphash.ok && directory.ok && !exists(files.partial);
  const hash = ziphash.ok ? ziphash.value.toString('latin1').trim() : '';
  const zip = exists(files.zip);
  const info = host.access(files.info, 'read').ok;
  const asks = !info || !mod.ok;
  return {
    refused: refusal(files.ziphash, ziphash, asks) ?? refusal(files.directory, directory, asks),
    info,
    mod: mod.ok ? checkSum(sum, path, `${version}/go.mod`, await goModHash(mod.value)) : null,
    tree: ziphash.ok && (extracted || zip) ? checkSum(sum, path, version, hash) : null,
    zip,
    damaged: zip && !extracted && isDamagedZip(host, files.zip),
    sumdb:
      sumdb !== null &&
      exists(`${root}/cache/download/sumdb/${sumdb}/lookup/${escapeModule(path)}@${escapeModule(version)}`),
  };
}

function refusal(path: string, looked: Result<unknown>, asks: boolean): Refusal | null {
  return looked.ok || !isUnknown(looked.error) ? null : { path, code: looked.error.code, asks };
}

/** A zip of no size, or without the record that ends every zip: its download or its disk broke off. */
export function isDamagedZip(host: Host, path: string): boolean {
  const stat = host.stat(path);
  if (!stat.ok) return false;
  if (stat.value.size === 0) return true;
  const file = host.readFile(path);
  // A large one is not read for that.
  return file.ok && file.value.subarray(-MAX_END).indexOf(END_RECORD) < 0;
}

const END_RECORD = Buffer.from('PK\x05\x06', 'latin1');
/** The record and the longest comment behind it. */
const MAX_END = 22 + 0xffff;
