import { parseJson } from '../../core/text/json.ts';
import type { Host } from '../../target/host.ts';
import { isUnknown } from '../../target/result.ts';
import { cacheFiles } from '../modules/cache-files.ts';
import { checkSum, type GoSum, goModHash } from '../modules/go-sum.ts';
import { isDamagedZip } from '../modules/modcache.ts';
import type { ModuleVersion } from '../modules/module-path.ts';
import { zipEntries, zipHash } from './module-zip.ts';

/** What keeps go from using a module without a network. */
export interface Lack {
  readonly what:
    | 'mod'
    | 'info'
    | 'zip'
    /** A zip that cannot be unpacked. */
    | 'damaged'
    /** What is cached has another hash than go.sum. */
    | 'mismatch'
    /** The tree lacks files that its zip has. */
    | 'incomplete'
    /** It may not be looked at. */
    | 'hidden';
  /** The file of the cache. */
  readonly path: string;
  /** What fails: any build that imports from the module, or `go mod download` alone. */
  readonly stops: 'build' | 'download';
}

/** Larger files are no go.mod: golang.org/x/mod/zip allows 16 MiB. */
const MAX_GO_MOD = 16 * 1024 * 1024;

/**
 * The first thing that go misses of a module in the module cache with GOPROXY=off, what stops a build before what stops
 * `go mod download` alone; null where it misses nothing (cmd/go/internal/modfetch, readDiskGoMod, DownloadDir,
 * DownloadZip, InfoFile). A tree is unpacked anew from its zip, and the hash of a zip computed anew, where the cache
 * takes them in: whether it may be written to is not asked here.
 *
 * @param root GOMODCACHE, absolute
 * @param deep hash the zip itself, which go does only where its hash is not there
 */
export async function lackOf(
  host: Host,
  root: string,
  module: ModuleVersion,
  sum: GoSum,
  deep: boolean,
): Promise<Lack | null> {
  const { path, version } = module;
  const files = cacheFiles(root, module);
  const lack = (what: Lack['what'], at: string, stops: Lack['stops'] = 'build'): Lack => ({
    what,
    path: at,
    stops,
  });
  const absent = (what: Lack['what'], at: string, stops?: Lack['stops']) => {
    const stat = host.stat(at);
    return lack(!stat.ok && isUnknown(stat.error) ? 'hidden' : what, at, stops);
  };
  const mod = host.readFile(files.mod, { maxBytes: MAX_GO_MOD });
  if (!mod.ok) return absent('mod', files.mod);
  if (checkSum(sum, path, `${version}/go.mod`, await goModHash(mod.value)) === 'mismatch')
    return lack('mismatch', files.mod);

  const ziphash = host.readFile(files.ziphash, { maxBytes: 1024 });
  const hash = ziphash.ok ? ziphash.value.toString('latin1') : '';
  const isUnpacked = ziphash.ok && host.stat(files.directory).ok && !host.stat(files.partial).ok;
  const hasZip = host.stat(files.zip).ok;
  const isHash = HASH.test(hash);
  // What has no whole hash is hashed anew, for which the zip is read; so it is to unpack it.
  if (!isUnpacked || !isHash) {
    if (!hasZip) return absent('zip', files.zip);
    if (isDamagedZip(host, files.zip)) return lack('damaged', files.zip);
  }
  if (isHash && checkSum(sum, path, version, hash.trim()) === 'mismatch')
    return lack('mismatch', files.ziphash);
  if (!hasZip) return absent('zip', files.zip, 'download');
  const prefix = `${path}@${version}/`;
  const zip = host.readFile(files.zip, { maxBytes: MAX_ZIP });
  const entries = zip.ok ? zipEntries(zip.value, prefix) : null;
  if (deep && zip.ok) {
    const real = entries === null ? null : await zipHash(entries, prefix);
    if (real === null) return lack('damaged', files.zip, isUnpacked ? 'download' : 'build');
    if (checkSum(sum, path, version, real) === 'mismatch') return lack('mismatch', files.zip);
  }
  if (isUnpacked) {
    const lost = entries?.find(({ name, size }) => isLost(host, `${files.directory}/${name}`, size));
    if (lost !== undefined) return lack('incomplete', `${files.directory}/${lost.name}`);
  }
  return isInfo(host, files.info) ? null : absent('info', files.info, 'download');
}

/** As go tells a whole one from one whose disk was full: by its length, and by what a hole in a file reads as. */
const HASH = /^h1:[^\0]{44}\s*$/;

/** Zips that are read: the largest that golang.org/x/mod/zip makes has 500 MiB, and most have less than one. */
const MAX_ZIP = 64 * 1024 * 1024;

/** A build reads no tests of others. */
function isLost(host: Host, path: string, size: number): boolean {
  if (path.endsWith('_test.go')) return false;
  const stat = host.stat(path);
  return stat.ok ? stat.value.size !== size : !isUnknown(stat.error);
}

function isInfo(host: Host, path: string): boolean {
  const file = host.readFile(path, { maxBytes: 1024 * 1024 });
  if (!file.ok) return false;
  try {
    const info: unknown = parseJson(file.value.toString('utf8'));
    return typeof info === 'object' && info !== null;
  } catch {
    return false;
  }
}
