import { cacheFiles } from '../../../src/go/modules/cache-files.ts';
import { directModules, type GoModFile } from '../../../src/go/modules/gomod.ts';
import { formatModule, type ModuleVersion } from '../../../src/go/modules/module-path.ts';
import { parseGoMod, parseGoWork } from '../../../src/go/modules/parse-gomod.ts';
import {
  type BuildMod,
  buildMod,
  listsLittle,
  parseVendorList,
  type VendorList,
  type VendorMismatch,
  vendorMismatches,
} from '../../../src/go/modules/vendor.ts';
import { isDirectory } from '../../../src/target/file-type.ts';
import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';

/** The module or workspace that the go command works in. */
export interface ModuleFacts {
  /** Path of go.mod; null where there is none, or where it counts for nothing. */
  readonly gomod: string | null;
  /** Path of go.work; null outside a workspace. */
  readonly gowork: string | null;
  /** What `-modfile` of GOFLAGS names in the place of go.mod; null without it. */
  readonly modfile: string | null;
  /** Null where it cannot be read. */
  readonly file: GoModFile | null;
  /** go.work in a workspace, else go.mod: its go and toolchain lines count. */
  readonly main: GoModFile | null;
  readonly build: BuildMod;
  /** Directory in which vendored packages are looked for. */
  readonly vendor: string | null;
  readonly vendorList: VendorList | null;
  readonly mismatches: readonly VendorMismatch[];
  /** A file that is larger than any that people have: it was not read. */
  readonly tooLarge: string | null;
}

export interface ModuleQuestion {
  /** `go env GOMOD`: a path, `/dev/null` outside a module, empty in GOPATH mode. */
  readonly gomod: string;
  /** `go env GOWORK`: a path, `off` or empty. */
  readonly gowork: string;
  /** `-mod` of GOFLAGS. */
  readonly flag: string | null;
  /** `-modfile` of GOFLAGS: it is read instead of go.mod. */
  readonly modfile: string | null;
  readonly goversion: string;
}

/** go.mod and vendor/modules.txt of any size that people have; what is read of a larger one would not fit a small memory. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Reads what the go command reads of a module before it builds anything. */
export function readModule(
  host: Host,
  { gomod, gowork, flag, modfile, goversion }: ModuleQuestion,
): ModuleFacts {
  const inModule = gomod !== '' && gomod !== '/dev/null' ? gomod : null;
  const inWorkspace = gowork !== '' && gowork !== 'off' ? gowork : null;
  const tooLarge: string[] = [];
  const read = <T>(path: string, parse: (text: string) => T): T | null => {
    const text = host.readFile(path, { maxBytes: MAX_BYTES });
    if (!text.ok && text.error.code === 'TOO_LARGE') tooLarge.push(path);
    if (text.ok) return parse(text.value.toString('utf8'));
    // A device, as /dev/null over what is to be hidden: go reads nothing there.
    return text.error.type === 'char-device' ? parse('') : null;
  };
  const file = inModule === null ? null : read(modfile ?? inModule, parseGoMod);
  const main = inWorkspace === null ? file : read(inWorkspace, parseGoWork);
  const top = inWorkspace ?? inModule;
  const vendor = top === null ? null : `${top.slice(0, top.lastIndexOf('/'))}/vendor`;
  const vendorList = vendor === null ? null : read(`${vendor}/modules.txt`, parseVendorList);
  const vendorDirectory = vendor !== null && isDirectory(host, vendor);
  const build = buildMod({
    flag,
    file: main,
    workspace: inWorkspace !== null,
    vendorDirectory,
    list: vendorList,
    go: goversion,
  });
  // A workspace's list names the modules of all its members: whether it agrees is not looked at.
  const compared = build.mod === 'vendor' && (inWorkspace === null || vendorList === null) ? file : null;
  // Nobody needs a list that says little.
  const unlisted = vendorDirectory && vendorList === null && file !== null && listsLittle(file);
  return {
    gomod: inModule,
    gowork: inWorkspace,
    modfile: inModule === null ? null : modfile,
    file,
    main,
    build,
    vendor,
    vendorList,
    mismatches: compared === null || unlisted ? [] : vendorMismatches(compared, vendorList),
    tooLarge: tooLarge[0] ?? null,
  };
}

/** The modules that go.mod itself asks for and that the module cache does not hold. */
export function notInCache(
  host: Host,
  file: GoModFile,
  cache: string,
  going: () => boolean,
): readonly string[] {
  return directModules(file)
    .filter((module) => going() && isMissing(host, module, cache))
    .map(formatModule);
}

/** Not in the cache; what may not be looked at is not said to be missing. */
export function isMissing(host: Host, module: ModuleVersion, cache: string): boolean {
  if (isCached(host, module, cache)) return false;
  const { mod, zip, ziphash, directory } = cacheFiles(cache, module);
  return [mod, zip, ziphash, directory].every((path) => {
    const stat = host.stat(path);
    return stat.ok || !isUnknown(stat.error);
  });
}

/** Its go.mod, and the tree with its hash or the zip; without a version, any version of it. */
export function isCached(host: Host, module: ModuleVersion, cache: string): boolean {
  const files = cacheFiles(cache, module);
  if (module.version !== '') {
    // A tree without its hash counts for nothing, nor does one without its go.mod.
    if (!host.stat(files.mod).ok) return false;
    return host.stat(files.zip).ok || (host.stat(files.ziphash).ok && host.stat(files.directory).ok);
  }
  const versions = host.readdir(files.zip.slice(0, files.zip.lastIndexOf('/')));
  return versions.ok && versions.value.some((name) => name.endsWith('.zip'));
}

/** The nearest file of that name in the directory or above it. */
export function findUp(host: Host, directory: string, name: string): string | null {
  for (let at = directory; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const path = `${at === '/' ? '' : at}/${name}`;
    const stat = host.stat(path);
    if (stat.ok && stat.value.type !== 'directory') return path;
    if (at === '' || at === '/') return null;
  }
}
